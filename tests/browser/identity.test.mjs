// One person, twice; two people, once: a child is recorded again in another family, found, compared, merged, written about
// and parted again, through the pages; and the pages bear the probes, with scripts off too.
import assert from 'node:assert/strict';
import test from 'node:test';
import { as, main } from './lib/as.mjs';
import { openPage } from './lib/browser.mjs';
import { answers, sign } from './lib/forms.mjs';
import { onEachBackend } from './lib/house.mjs';
import { ghostTextFaults, pageFaults, sidewaysFaults } from './lib/probes.mjs';

const kReason = 'The school says that they are one child: the same birthday and the same mother.';
const kParting = 'Both were seen together at the school gate.';
const text = async (page) => (await main(page).innerText()).replace(/\s+/g, ' ');

onEachBackend('one person, twice', (house) => {
    let page;
    let first, again;      // paths of the child's two records
    let name = '';         // the child's
    let families = [];     // paths of the two families
    let compared, merged;  // paths of the pages of the pair and of the merge

    /** The probes on the page that is open, and the same page with scripts off. */
    async function bears() {
        // The browser's own remark about a form that was sent back.
        page.faults = page.faults.filter((fault) => !fault.includes('422'));
        assert.deepEqual(await pageFaults(page), []);
        const plain = await openPage(house.browser, house.baseUrl, { scripts: false });
        await plain.context().addCookies(await page.context().cookies());
        await plain.goto(page.url());
        assert.equal(await plain.locator('h1').innerText(), await page.locator('h1').innerText());
        assert.deepEqual([...await ghostTextFaults(plain), ...await sidewaysFaults(plain)], []);
        await plain.context().close();
    }

    test('a child who is known is recorded again in another family', async () => {
        page = await as(house, 'teamManager');
        await page.goto(`${page.baseUrl}/families?list=team`);
        families = (await main(page).locator('a[href^="/families/0"]').evaluateAll((all) => [...new Set(all.map((a) => a.getAttribute('href')))]))
            .filter((href) => /^\/families\/[^/]+$/.test(href));
        assert.ok(families.length > 1, 'the team has one family only');
        await page.goto(`${page.baseUrl}${families[0]}/network`);
        const child = main(page).getByRole('table', { name: 'Members' }).getByRole('row').filter({ hasText: 'Child' }).getByRole('link').first();
        name = (await child.innerText()).trim();
        first = new URL(await child.getAttribute('href'), page.baseUrl).pathname;
        await page.goto(page.baseUrl + first);
        const born = (await text(page)).match(/Date of birth (\d{1,2} \w+ \d{4})/)[1];
        const day = new Date(`${born} 12:00 UTC`).toISOString().slice(0, 10);
        const sex = /Sex (Male|Female)/.exec(await text(page))[1];
        await page.goto(`${page.baseUrl}${families[1]}/members/new`);
        await page.getByLabel('First name').fill(name.split(' ')[0]);
        await page.getByLabel('Last name').fill(name.split(' ').slice(1).join(' '));
        await page.getByLabel('Part in the family').selectOption({ label: 'Child' });
        await page.getByLabel('Sex').selectOption({ label: sex });
        await page.getByLabel('Date of birth', { exact: true }).fill(day);
        await page.getByLabel('Household').fill('At grandma’s');
        await main(page).getByRole('button', { name: 'Add this person' }).click();
        // Asked first whether it is somebody on record: it is, and she says that it is not.
        await main(page).getByRole('heading', { name: 'Is it somebody on record?' }).waitFor();
        assert.ok((await text(page)).includes(name));
        await main(page).getByRole('button', { name: 'None of these: make a new record' }).click();
        await page.waitForURL(/\/network$/);
        const made = main(page).getByRole('table', { name: 'Members' }).getByRole('link', { name, exact: true });
        again = new URL(await made.getAttribute('href'), page.baseUrl).pathname;
        assert.notEqual(again, first);
        assert.deepEqual(page.faults, []);
    });

    test('the queue proposes the pair, with how likely and why', async () => {
        await page.goto(`${page.baseUrl}/duplicates`);
        for (let tries = 0; tries < 60 && !(await text(page)).includes(`${name} and ${name}`); ++tries) {
            assert.match(await text(page), /still to be looked for|Every record has been looked for/);
            await main(page).getByRole('button', { name: 'Look for more now' }).click();
            await page.waitForLoadState();
        }
        const row = main(page).getByRole('row').filter({ hasText: `${name} and ${name}` });
        assert.match(await row.innerText(), /in 100/);
        assert.match(await row.innerText(), /Date of birth: the same/);
        await bears();
    });

    test('the person’s page leads to who may be the same, side by side', async () => {
        await page.goto(page.baseUrl + again);
        await main(page).getByRole('link', { name: /same person as somebody else/ }).click();
        await bears();
        await main(page).getByRole('link', { name }).first().click();
        compared = new URL(page.url()).pathname;
        const words = await text(page);
        for (const part of ['Are they the same person?', 'Date of birth', 'The same', 'recorded', 'restores both']) assert.ok(words.includes(part), part);
        await main(page).getByRole('button', { name: 'They are the same person' }).click();
        await page.getByRole('alert').filter({ hasText: 'There is a problem' }).waitFor();
    });

    test('merged with a reason, both records are one person on every page, at once', async () => {
        const kept = await main(page).locator(`input[type=radio][value="${first.split('/').pop()}"]`);
        await kept.check();
        await main(page).getByLabel('How do you know?', { exact: true }).fill(kReason);
        await main(page).getByRole('button', { name: 'They are the same person' }).click();
        await page.waitForURL(/\/merges\//);
        merged = new URL(page.url()).pathname;
        await bears();
        for (const path of [first, again]) {
            await page.goto(page.baseUrl + path);
            const words = await text(page);
            assert.ok(words.includes(kReason), path);
            const table = main(page).getByRole('table', { name: 'Family records' });
            assert.equal(await table.getByRole('link').count(), 2, 'the one person belongs to both families');
        }
        await page.goto(`${page.baseUrl}${families[1]}/network`);
        const link = main(page).getByRole('table', { name: 'Members' }).getByRole('link', { name, exact: true });
        assert.equal(new URL(await link.getAttribute('href'), page.baseUrl).pathname, first);
        await page.goto(page.baseUrl + compared);
        assert.match(await text(page), /They are one person already/);
        assert.deepEqual(page.faults, []);
    });

    test('what is written meanwhile is asked about before they are parted', async () => {
        await page.goto(`${page.baseUrl}${families[1]}/write/case_note`);
        const about = main(page).getByRole('group', { name: 'Who is this about?' });
        for (const box of await about.getByRole('checkbox').all()) await box.uncheck();
        await about.getByRole('checkbox', { name: new RegExp(`^${name.split(' ')[0]}`) }).check();
        await answers(page, { 'What kind': 'We called', 'With whom': 'School', Note: 'Came with a cousin today.' });
        await sign(page);
        await page.goto(page.baseUrl + merged);
        assert.match(await text(page), /1 thing was written since/);
        assert.match(await text(page), /Entry(: |, which you may not read)/);
        assert.match(await text(page), /They are two people after all/);
        await main(page).getByRole('button', { name: 'Part the two records' }).click();
        await page.getByRole('alert').filter({ hasText: 'There is a problem' }).waitFor();
        await bears();
        for (const group of await main(page).getByRole('group').all()) await group.getByRole('radio').last().check();
        await main(page).getByLabel('How do you know that they are two?').fill(kParting);
        await main(page).getByRole('button', { name: 'Part the two records' }).click();
        await page.waitForURL(/\/same\//);
        await page.goto(page.baseUrl + again);
        assert.ok(!(await text(page)).includes(kReason));
        assert.equal(await main(page).getByRole('table', { name: 'Family records' }).getByRole('link').count(), 1);
        await page.goto(page.baseUrl + merged).catch(() => {});
        assert.match(await page.content(), /not found/i);
        page.faults = page.faults.filter((fault) => !/40[04]|422/.test(fault));
    });

    test('said to be two people, they are not proposed again', async () => {
        await page.goto(page.baseUrl + compared);
        await main(page).getByLabel('How do you know that they are two?').fill(kParting);
        await main(page).getByRole('button', { name: 'They are not the same person' }).click();
        await page.waitForURL(/\/duplicates$/);
        assert.ok(!(await text(page)).includes(`${name} and ${name}`));
        await page.goto(page.baseUrl + compared);
        assert.ok((await text(page)).includes(kParting));
        await bears();
        await main(page).getByRole('button', { name: 'Take that back' }).click();
        await main(page).getByRole('button', { name: 'They are the same person' }).waitFor();
        assert.deepEqual(page.faults, []);
        await page.context().close();
    });

    test('whoever may not merge is told of none of it', async () => {
        const other = await as(house, 'recoveryWorker');
        for (const path of ['/duplicates', compared, merged]) {
            const answered = await other.goto(other.baseUrl + path);
            assert.ok([403, 404].includes(answered.status()), `${path} answered ${answered.status()}`);
        }
        await other.context().close();
    });
});
