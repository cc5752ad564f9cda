// Every page that anybody reaches: the probes, scripts off, weights, headers; and refused looks like absent.
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { as, familyOf, main } from './lib/as.mjs';
import { openPage } from './lib/browser.mjs';
import { bones, crawl, routeExpression } from './lib/crawl.mjs';
import { answers, sign } from './lib/forms.mjs';
import { onEachBackend } from './lib/house.mjs';
import { ghostTextFaults, pageFaults, sidewaysFaults } from './lib/probes.mjs';
import { cast } from './lib/sign_in.mjs';

const kHtmlBudget = 20 * 1024;   // after gzip, of a typical page
const kHtmlLimit = 60 * 1024;    // of any page: a long chronology
// Pages that stand only after something was done, and the test that does it.
const kAfterAnAct = new Map([
    ['/people/{person}/same/{other}', 'identity.test.mjs'],
    ['/merges/{merge}', 'identity.test.mjs'],
    ['/contacts/{contact}/documents/{output}', 'tests/web/documents_pages_test.cpp'],
    ['/drafts/documents/{draft}', 'documents.test.mjs'],
    ['/drafts/documents/{draft}/preview', 'documents.test.mjs'],
    ['/drafts/documents/{draft}/pdf', 'documents.test.mjs'],
    ['/documents/{document}', 'documents.test.mjs'],
    ['/documents/{document}/pdf', 'documents.test.mjs'],
    ['/clock-changes/{run}', 'tests/web/service_pages_test.cpp'],
]);
const kAbsent = '00000000000Z7';  // well formed, and nobody's
const kCensus = 'tests/returns/fixtures/cin_2026_every_element.xml';

// Answers that are no page: files to download, and what the server hands out. A return that was made again is a page that needs
// one to be made first: quality.test.mjs goes there.
const kNoPages = ['/quality/download', '/quality/returns/{return}/file', '/quality/returns/{return}/again',
    '/scorecard/download', '/scorecard/{indicator}/download', '/health', '/brand.css'];

// On PostgreSQL the pages are the same pages: what it answers otherwise is their queries. These roles reach every route.
const kOnPostgres = ['schoolLead', 'police', 'mashOfficer', 'mashManager', 'teamManager', 'socialWorker', 'serviceManager',
    'practiceAuditor', 'informationGuardian', 'performanceAnalyst', 'systemAdministrator'];

onEachBackend('every page', (house) => {
    const drawn = new Set();    // kinds of page that bore every probe
    const visited = new Set();  // paths answered with a page
    const weights = new Map();
    const walked = new Map();   // by route, how many of its pages were walked
    let patterns = [];          // of every page that the router knows
    before(() => {
        patterns = house.run('serve', '--routes').trim().split('\n').map((line) => line.split(' '))
            .filter(([method, pattern]) => method === 'GET' && !pattern.startsWith('/assets/') && !kNoPages.includes(pattern))
            .map(([, pattern]) => pattern);
        assert.ok(patterns.length > 30, patterns.join());
    });

    /** The probes on the page at `address`, opened in `page`, and with scripts off in `plain`. */
    async function draw(page, plain, address, say) {
        page.faults.splice(0);
        await page.goto(address);
        const whole = await bones(page);
        const walk = walkToo(address);
        for (const fault of await pageFaults(page, { keyboard: walk })) say(fault);
        page.faults.splice(0);
        if (!walk) return;
        const off = await plain.goto(page.url());
        if (off.status() !== 200) say(`answered ${off.status()} with scripts off`);
        const bare = await bones(plain);
        if (bare.heading !== whole.heading) say(`with scripts off the heading is "${bare.heading}", not "${whole.heading}"`);
        if (bare.forms.join() !== whole.forms.join()) say(`with scripts off its forms are ${bare.forms.join() || 'none'}, not ${whole.forms.join()}`);
        for (const fault of [...await ghostTextFaults(plain), ...await sidewaysFaults(plain)]) say(`scripts off: ${fault}`);
    }

    // Walked with the keyboard, and opened with scripts off. The forms of the practice are drawn by one piece of code:
    // three of them are enough, not all thirty.
    function walkToo(address) {
        const { pathname } = new URL(address);
        const route = patterns.find((pattern) => routeExpression(pattern).test(pathname)) ?? pathname;
        const n = walked.get(route) ?? 0;
        walked.set(route, n + 1);
        return n < 3;
    }

    for (const role of house.backend === 'sqlite' ? Object.keys(cast) : kOnPostgres) {
        test(`${role} meets no page with a fault`, async (t) => {
            const page = await as(house, role);
            const plain = await openPage(house.browser, house.baseUrl, { scripts: false });
            await plain.context().addCookies(await page.context().cookies());
            const faults = [];
            const seen = await crawl(page, ['/', '/my-day/start'], patterns, async ({ kind, kinds, asked, address, from, status, type, headers, html, bytes }) => {
                const say = (words) => faults.push(`${kind} (from ${from}): ${words}`);
                if (status !== 200) return say(`answered ${status}`);
                if (!type.startsWith('text/html')) return undefined;
                for (const at of [asked, address]) visited.add(new URL(at).pathname);
                weights.set(kind, Math.max(bytes, weights.get(kind) ?? 0));
                if (bytes > kHtmlLimit) say(`${bytes} bytes of HTML after gzip`);
                if (headers['cache-control'] !== 'no-store') say(`may be cached: ${headers['cache-control']}`);
                if (html.split('<h1').length !== 2) say(`${html.split('<h1').length - 1} main headings`);
                if (house.backend !== 'sqlite' || kinds.some((one) => drawn.has(one))) return undefined;
                kinds.filter((one) => one !== '/drafts/{draft}').forEach((one) => drawn.add(one));
                return draw(page, plain, address, say);
            });
            t.diagnostic(`${role}: ${seen.size} kinds of page`);
            assert.ok(seen.size > 1);
            await page.context().close();
            await plain.context().close();
            assert.deepEqual(faults, []);
        });
    }

    test('pages that no link leads to bear the probes too', async () => {
        const page = await as(house, 'mashOfficer');
        const plain = await openPage(house.browser, house.baseUrl, { scripts: false });
        await plain.context().addCookies(await page.context().cookies());
        const stranger = await openPage(house.browser, house.baseUrl);
        const faults = [];
        for (const [who, path, status] of [[stranger, '/sign-in', 200], [stranger, '/sign-in/code', 200], [page, '/no-such-page', 404],
            [page, `/families/${kAbsent}`, 404], [page, '/search?q=a', 422], [page, '/search?q=Carter', 200], [page, '/search?q=Zzyzx', 200]]) {
            const answered = await who.goto(who.baseUrl + path);
            assert.equal(answered.status(), status, path);
            visited.add(path);
            // The browser itself says of an answer 404 that it is one.
            who.faults = who.faults.filter((fault) => !/40[04]|422/.test(fault));
            for (const fault of house.backend === 'sqlite' ? await pageFaults(who) : await ghostTextFaults(who)) faults.push(`${path}: ${fault}`);
            who.faults.splice(0);
        }
        for (const one of [page, plain, stranger]) await one.context().close();
        assert.deepEqual(faults, []);
    });

    test('a form that is sent back, and what signing says, bear the probes', async () => {
        const page = await as(house, 'socialWorker');
        const family = await familyOf(page);
        await page.goto(`${page.baseUrl}${family}/write/case_note`);
        await main(page).getByRole('button', { name: /^Sign/ }).click();
        await page.getByRole('alert').filter({ hasText: 'There is a problem' }).waitFor();
        page.faults = page.faults.filter((fault) => !fault.includes('422'));  // the browser's own remark
        assert.deepEqual(await pageFaults(page), []);
        await main(page).getByRole('group', { name: 'Who is this about?' }).getByRole('checkbox').first().check();
        await answers(page, { 'What kind': 'We called', 'With whom': 'School', Note: 'Both children were in school today.' });
        await sign(page);
        page.faults = page.faults.filter((fault) => !fault.includes('422'));
        assert.deepEqual(await pageFaults(page), []);
        // One's own entry may be put right, from its page.
        await page.goto(`${page.baseUrl}${family}/chronology`);
        await main(page).locator('a[href^="/entries/"]').filter({ hasText: 'Call or note' }).first().click();
        const correct = main(page).getByRole('link', { name: 'Correct this entry' });
        visited.add(await correct.getAttribute('href'));
        await correct.click();
        await page.waitForURL(/\/drafts\//);
        assert.deepEqual(await pageFaults(page), []);
        await page.context().close();
    });

    test('a contact’s documents, and due dates that a changed rule moved, bear the probes', async () => {
        for (const [who, list, link] of [['mashManager', '/front-door', 'main a[href^="/contacts/"]'], ['serviceManager', '/clock-changes', null]]) {
            const page = await as(house, who);
            await page.goto(page.baseUrl + list);
            if (link) {
                const contact = await main(page).page().locator(link).first().getAttribute('href');
                visited.add(`${contact}/documents`);
                assert.equal((await page.goto(`${page.baseUrl}${contact}/documents`)).status(), 200);
            } else {
                visited.add(list);
            }
            assert.deepEqual(await pageFaults(page), [], page.url());
            await page.context().close();
        }
    });

    test('every page of the program was met', (t) => {
        t.diagnostic(`${patterns.length} pages`);
        assert.deepEqual(patterns.filter((pattern) => !kAfterAnAct.has(pattern) && ![...visited].some((path) => routeExpression(pattern).test(path))), []);
    });

    test('pages keep to their weight', (t) => {
        const over = [...weights].filter(([, bytes]) => bytes > kHtmlBudget).sort((a, b) => b[1] - a[1]);
        for (const [kind, bytes] of over) t.diagnostic(`over the budget: ${kind} ${(bytes / 1024).toFixed(1)} KB`);
        const sorted = [...weights.values()].sort((a, b) => a - b);
        t.diagnostic(`${sorted.length} kinds of page; median ${(sorted[sorted.length >> 1] / 1024).toFixed(1)} KB, largest ${(sorted.at(-1) / 1024).toFixed(1)} KB`);
        assert.ok(over.length <= sorted.length / 20, `${over.length} of ${sorted.length} kinds of page are over ${kHtmlBudget} bytes`);
    });

    test('every answer carries the security headers', async () => {
        const page = await as(house, 'socialWorker');
        for (const path of ['/my-day', '/sign-in', '/no-such-page', `/families/${kAbsent}`, '/health', '/assets/none.css']) {
            const answer_ = await page.request.get(page.baseUrl + path);
            const headers = answer_.headers();
            assert.match(headers['content-security-policy'], /default-src 'none'|default-src 'self'/, path);
            assert.doesNotMatch(headers['content-security-policy'], /unsafe-inline|unsafe-eval|https?:/, path);
            assert.equal(headers['x-content-type-options'], 'nosniff', path);
            assert.equal(headers['x-frame-options'], 'DENY', path);
            assert.equal(headers['referrer-policy'], 'same-origin', path);
            assert.match(headers['cache-control'], /no-store/, path);
        }
        const cookie = (await page.context().cookies()).find(({ name }) => name === 'hearth');
        assert.equal(cookie.httpOnly, true);
        assert.match(cookie.sameSite, /Lax|Strict/);
    });

    test('a family that one may not see looks like one that is not there', async () => {
        const family = await familyOf(await as(house, 'socialWorker'));
        for (const role of ['schoolLead', 'police', 'boardMember', 'systemAdministrator']) {
            const page = await as(house, role);
            for (const tail of ['', '/chronology', '/workbook', '/plan', '/looked', '/network', '/meetings', '/write/visit']) {
                const there = await page.request.get(`${page.baseUrl}${family}${tail}`, { maxRedirects: 0 });
                const absent = await page.request.get(`${page.baseUrl}/families/${kAbsent}${tail}`, { maxRedirects: 0 });
                assert.equal(there.status(), 404, `${role} ${tail}`);
                assert.equal(absent.status(), 404, `${role} ${tail}`);
                assert.equal(await there.text(), await absent.text(), `${role} ${tail}`);
            }
            await page.context().close();
        }
    });

    test('a worker of another family is refused in the same words, and told how to open it in an emergency', async () => {
        const manager = await as(house, 'serviceManager');
        const worker = await as(house, 'socialWorker');
        await manager.goto(`${manager.baseUrl}/families?list=all`);
        const all = await main(manager).locator('a[href^="/families/0"]').evaluateAll((links) => links.map((link) => link.pathname));
        let refused = 0;
        for (const family of all) {
            const there = await worker.request.get(worker.baseUrl + family);
            if (there.status() === 200) continue;
            const absent = await worker.request.get(`${worker.baseUrl}/families/${kAbsent}`);
            assert.equal(there.status(), absent.status());
            // The offer of emergency access names the address that was asked for.
            const shape = async (response) => (await response.text()).replaceAll(/[0-9A-HJKMNP-TV-Z]{13}/gi, 'ID');
            assert.equal(await shape(there), await shape(absent));
            if (++refused === 3) break;
        }
        assert.ok(refused > 0, 'the list of all families holds one that this worker may not open');
    });
}, { census: kCensus });
