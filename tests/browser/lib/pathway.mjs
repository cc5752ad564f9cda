// Plays the pathway's stories (tests/record/stories/*.yaml) through the pages, as the people of the demonstration
// authority: the step is chosen on the family's page of steps (a meeting: planned, and its sheet opened), the form filled
// in, signed by whoever may, and what the story expects is looked for on the page.
//
// What the file says, and tests/record/pathway_stories_test.cpp proves of the tables, is here proved of the pages:
// refused (one problem in the summary, which leads to the field; its words stand at the field too), clocks and stopped
// (the family's overview). Words for this runner alone: says (part of a refusal's words), written_by (who fills it in and
// sends it to `as`, who finds it on My day), returned (why `as` returns it once), sees (page: words that stand there afterwards); of a story: scripts (off),
// also (a profile that it is played in as well), pages (off: for the tables alone, since another story shows the same pages).
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { main } from './as.mjs';
import { openPage } from './browser.mjs';
import { cast, signIn } from './sign_in.mjs';

const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const read = (file) => parse(fs.readFileSync(path.join(top, file), 'utf8'), { schema: 'failsafe' });
const kStories = 'tests/record/stories';

export const kFirstMoment = '2026-11-24T10:00:00Z';  // when a story begins, a Tuesday
/** Who plays whom: the small authority's workers, and the demonstration's of the same role. */
const kPlayedBy = {
    'Ruth Hale': 'socialWorker', 'Carl Finch': 'teamManager', 'Iris Vane': 'conferenceChair', 'Sue Hart': 'serviceManager',
    'Priya Nair': 'abusePractitioner', 'Dee Okoro': 'recoveryWorker', 'Owen Pike': 'abuseOfficer', 'Mina Roy': 'mentalHealth',
};

/** The stories of all files, in the order of the files: { file, story, steps, … }. */
export function allStories() {
    return fs.readdirSync(path.join(top, kStories)).filter((name) => name.endsWith('.yaml')).sort()
        .flatMap((file) => read(`${kStories}/${file}`).map((story) => ({ ...story, file: file.replace('.yaml', '') })));
}

const forms = new Map(fs.readdirSync(path.join(top, 'practice/common/forms')).sort()
    .map((file) => read(`practice/common/forms/${file}`)).map((form) => [form.id, form]));
const meetings = new Map(read('practice/common/meetings.yaml').map((kind) => [kind.form, kind]));
// Both profiles' titles of a clock.
const clockTitles = new Map();
for (const clock of ['common', 'cin-early-help'].flatMap((layer) => read(`practice/${layer}/clocks.yaml`)))
    clockTitles.set(clock.id, [...clockTitles.get(clock.id) ?? [], clock.title]);

// ---- a family for each story

const kFirstId = 700_000_000_000_000_000n;  // below those that the program makes
const kAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
function idText(id) {
    let out = '';
    for (let value = id; out.length < 13; value >>= 5n) out = kAlphabet[Number(value & 31n)] + out;
    return out;
}

/**
 * n families such as the record's tests have (tests/support/small_world.h): two children with a referral, two parents,
 * the team of the demonstration's people, a lead worker and three others. Gives { sql, families: [{ path, name, ids }] }.
 */
export function smallFamilies(n) {
    let next = kFirstId;
    let sql = 'BEGIN;\n';
    const families = [];
    const worker = (role) => `(SELECT worker_id FROM account WHERE sign_in_name = '${cast[role]}')`;
    const quoted = (value) => (typeof value === 'string' && !value.startsWith('(') ? `'${value}'` : `${value}`);
    const row = (table, columns, id = next++) => {
        const all = { version_id: next++, id, recorded_at: '2026-10-05T09:00:00.000Z', superseded_at: '9999-12-31T23:59:59.999Z',
            recorded_by: worker('teamManager'), ...columns };
        sql += `INSERT INTO ${table} (${Object.keys(all).join(', ')}) VALUES (${Object.values(all).map(quoted).join(', ')});\n`;
        return id;
    };
    for (let i = 1; i <= n; ++i) {
        const name = `Story ${String(i).padStart(2, '0')} family`;
        const family = row('family', { name, reference: `S-${i}`, district: 'E07000119', from_date: '2026-01-05' });
        const ids = {};
        for (const [key, given, sex, born, role] of [['$ava', 'Ava', 'F', '2018-04-02', 'child'], ['$sam', 'Sam', 'M', '2021-09-12', 'child'],
            ['$mother', 'Jo', 'F', '1992-03-03', 'parent'], ['$father', 'Lee', 'M', '1990-08-21', 'parent']]) {
            const person = row('person', { given, surname: 'Ashworth', sex, born });
            row('person_name', { person_id: person, kind: 'legal', given, surname: 'Ashworth' });
            row('family_member', { family_id: family, person_id: person, role, from_date: '2026-01-05' });
            if (role === 'child') row('referral', { person_id: person, family_id: family, referral_date: '2026-10-01', source_code: '2A' });
            ids[key] = idText(person);
        }
        row('family_team', { family_id: family, team_id: `(SELECT min(team_id) FROM team_member WHERE worker_id = ${worker('socialWorker')})`, from_date: '2026-10-05' });
        row('workbook', { family_id: family, cycle: 1, opened_on: '2026-10-05' });
        for (const [role, discipline, lead] of [['socialWorker', 'social_work', 1], ['recoveryWorker', 'recovery', 0],
            ['abusePractitioner', 'domestic_abuse_survivor', 0], ['abuseOfficer', 'domestic_abuse_risk', 0]])
            row('allocation', { family_id: family, worker_id: worker(role), discipline, lead, from_date: '2026-10-05' });
        families.push({ path: `/families/${idText(family)}`, name, ids });
    }
    return { sql: `${sql}COMMIT;\n`, families };
}

// ---- people at their pages

/** The people of a house, each in one browser context, whose sign-in lasts as long as the story's clock lets it. */
export class People {
    constructor(house) {
        this.house = house;
        this.pages = new Map();
        this.now = new Date(kFirstMoment);
    }
    setClock(date) {
        this.now = date;
        this.house.setClock(date);
    }
    /** Serves the same record with another profile. The program starts in 2026, whose next year the calendar of bank holidays holds. */
    async serveIn(profile) {
        this.house.setClock(new Date(kFirstMoment));
        await this.house.serveAgain({ HEARTH_AUTHORITY_PROFILE: profile });
        this.house.setClock(this.now);
    }
    /** The page of whoever plays `worker`, at `path`; signed in again when too long ago. */
    async at(worker, where, scripts = true) {
        const role = kPlayedBy[worker];
        assert.ok(role, `nobody plays ${worker}`);
        const key = `${role} ${scripts}`;
        if (!this.pages.has(key)) {
            const page = await openPage(this.house.browser, this.house.baseUrl, { scripts });
            page.setDefaultTimeout(60_000);  // other tests run beside these
            this.pages.set(key, { page, since: null });
        }
        const own = this.pages.get(key);
        const away = own.since === null ? Infinity : Math.abs(this.now - own.since);
        if (away > 20 * 60_000) {
            await own.page.context().clearCookies();
            await own.page.goto(`${own.page.baseUrl}/sign-in?return=${encodeURIComponent(where)}`);
        } else {
            await own.page.goto(own.page.baseUrl + where);
        }
        if (new URL(own.page.url()).pathname === '/sign-in') {
            await signIn(own.page, cast[role]);
            own.since = this.now;
        }
        this.page = own.page;  // the last, for what a failure says
        return own.page;
    }
    /** What went wrong on any page, but for the browser's own remark that an answer was a refusal. */
    faults() {
        const all = [...this.pages].flatMap(([who, { page }]) => page.faults.splice(0).filter((fault) => !fault.includes('422')).map((fault) => `${who}: ${fault}`));
        return all;
    }
}

// ---- one story

export class Story {
    constructor(people, story, family) {
        Object.assign(this, { people, story, family });
        this.scripts = story.scripts !== 'off';
    }
    async play() {
        this.people.setClock(new Date(kFirstMoment));
        const { steps } = this.story;
        let open = null;  // the page of a form that was refused, when the next step puts it right
        for (const [i, step] of steps.entries()) {
            try {
                const again = steps[i + 1];
                open = await this.step(step, open, again && again.form === step.form && again.as === step.as && !again.written_by && !again.now && !again.profile ? again : null);
            } catch (error) {
                const { page } = this.people;
                const seen = page ? `\nat ${page.url()}: ${(await main(page).innerText().catch(() => '')).replace(/\s+/g, ' ').slice(0, 1500)}` : '';
                throw new Error(`step ${i + 1} (${step.form}): ${error.message}${seen}`, { cause: error });
            }
        }
        if (steps.some(({ profile }) => profile)) await this.people.serveIn('family-help');
        assert.deepEqual(this.people.faults(), []);
    }
    filled(text) { return this.family.ids[text] ?? text; }
    /** Plays one step. open: { page, answers } of a form that came back. next: the step that puts right a refusal of this one. */
    async step(step, open, next) {
        if (step.now) this.people.setClock(new Date(step.now));
        if (step.profile) await this.people.serveIn(step.profile);
        if (!step.form) return null;
        const answers = { people: step.people ?? ['$ava'], ...step.answers };
        let page = open?.page;
        if (!page || !await this.correct(page, step.form, open.answers, answers)) {
            page = await this.form(step.written_by ?? step.as, step);
            await this.fill(page, step.form, answers);
        }
        if (step.written_by) page = await this.send(page, step);
        await this.press(page, /^Sign/);
        if (step.refused !== undefined) {
            await this.refused(page, step);
            if (next) return { page, answers };
            await this.press(page, 'Discard draft');
            return null;
        }
        const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
        if (await summary.count()) assert.fail(`not signed: ${(await summary.innerText()).replace(/\s+/g, ' ')}`);
        assert.equal(await main(page).getByRole('heading', { level: 1 }).innerText(), 'Signed');
        if (step.clocks || step.stopped) await this.clocks(page, step);
        for (const [where, words] of Object.entries(step.sees ?? {})) await this.sees(page, where, [words].flat());
        return null;
    }

    /** The form of a step, opened as its writer does. */
    async form(worker, step) {
        const form = forms.get(step.form);
        assert.ok(form, `there is no form ${step.form}`);
        if (form.about === 'meeting') return this.sheet(worker, step, form);
        const page = await this.people.at(worker, `${this.family.path}/steps`, this.scripts);
        const link = main(page).locator(`a[href="${this.family.path}/write/${step.form}"]`);
        assert.equal(await link.count(), 1, `the page of steps does not offer "${form.verb}" to ${worker}`);
        await link.click();
        await page.waitForURL(/\/drafts\//);
        assert.equal((await main(page).getByRole('heading', { level: 1 }).innerText()).split('\n').at(-1), form.title);
        return page;
    }
    /** The sheet of a meeting: of the one that is planned, or of one that is planned now. */
    async sheet(worker, step, form) {
        const { title } = meetings.get(form.id);
        const page = await this.people.at(worker, `${this.family.path}/meetings`, this.scripts);
        const planned = main(page).getByRole('row').filter({ hasText: title }).filter({ hasText: 'Planned' });
        if (await planned.count()) {
            await planned.last().getByRole('link').first().click();
        } else {
            await main(page).getByRole('link', { name: title, exact: true }).click();
            const at = inEngland(new Date(step.answers.held_at ?? this.people.now.toISOString()));
            for (const part of ['day', 'month', 'year']) await page.locator(`[name="planned-${part}"]`).fill(at[part]);
            await page.locator('[name="time"]').fill(at.time);
            await main(page).getByRole('button', { name: 'Plan the meeting' }).click();
        }
        await page.waitForURL(/\/meetings\/[0-9A-Z]{13}$/);
        await main(page).getByRole('button', { name: /^(Start|Open) the sheet$/ }).click();
        await page.waitForURL(/\/drafts\//);
        return page;
    }
    /** Sent to whoever signs, who finds it under "Waiting for you"; with `returned`, returned once in these words, and sent again. */
    async send(page, step) {
        await this.press(page, /^Send to /);
        await page.getByRole('alert').filter({ hasText: 'Sent to' }).waitFor();
        const signer = await this.waiting(step.as, step);
        if (!step.returned) return signer;
        await main(signer).getByText('Return it with a reason', { exact: true }).click();
        await main(signer).getByLabel('What has to change').fill(step.returned);
        await this.press(signer, 'Return to the writer');
        const writer = await this.waiting(step.written_by, step, step.returned);
        await main(writer).getByText(step.returned).waitFor();
        return this.send(writer, { ...step, returned: undefined });
    }
    /** The form of a step, opened from the My day of whom it waits for; with these words on its card. */
    async waiting(worker, step, words = '') {
        const page = await this.people.at(worker, '/my-day', this.scripts);
        const card = main(page).getByRole('listitem').filter({ hasText: this.family.name }).filter({ hasText: forms.get(step.form).title }).filter({ hasText: words });
        await card.getByRole('link').first().click();
        await page.waitForURL(/\/drafts\//);
        return page;
    }

    async press(page, name) {
        const answered = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame());
        await main(page).getByRole('button', { name }).click();
        await answered;
        await page.waitForLoadState('domcontentloaded');
    }
    /** As many of each repeated part as the answers need. */
    async parts(page, answers) {
        const wanted = new Map();
        for (const name of Object.keys(answers)) {
            const [, group, n] = name.match(/^(\w+)\.(\d+)\./) ?? [];
            if (group) wanted.set(group, Math.max(wanted.get(group) ?? 0, Number(n) + 1));
        }
        for (const [group, count] of wanted)
            while (Number(await page.locator(`input[name="${group}.count"]`).inputValue()) < count) await this.press(page, new RegExp(`^Add another ${singular(group)}$`, 'i'));
    }
    async fill(page, form, answers) {
        await this.parts(page, answers);
        // In the order of the page: what is asked may hang on what was answered before.
        const order = await page.evaluate(() => [...new Set([...document.querySelectorAll('main [name]')].map((field) => field.name))]);
        const placed = Object.entries(answers).map(([name, value]) => {
            const at = order.findIndex((one) => one === name || one === `${name}-day`);
            assert.ok(at >= 0, `"${form}" does not ask for ${name}`);
            return [at, name, value];
        }).sort((a, b) => a[0] - b[0]);
        for (const [, name, value] of placed) await this.answer(page, name, value);
    }
    /** From one step's answers to those of the next, on the page that was sent back; false, and the form is gone, when a choice would have to be taken back. */
    async correct(page, form, before, answers) {
        const gone = Object.keys(before).filter((name) => !(name in answers));
        const group = Object.keys(before).some((name) => name.includes('.'));
        if (group || gone.length && await page.locator(gone.map((name) => `main [type=radio][name="${name}"]`).join()).count()) {
            await this.press(page, 'Discard draft');
            return false;
        }
        for (const name of gone) {
            const fields = page.locator(`main [name="${name}"]`);
            if (await fields.first().getAttribute('type') === 'checkbox') for (const one of await fields.all()) await one.uncheck();
            else await fields.fill('');
        }
        await this.fill(page, form, Object.fromEntries(Object.entries(answers).filter(([name, value]) => String(before[name]) !== String(value))));
        return true;
    }
    async answer(page, name, value) {
        const day = page.locator(`main [name="${name}-day"]`);
        if (await day.count()) {
            const time = page.locator(`main [name="${name}-time"]`);
            const at = await time.count() ? inEngland(new Date(value)) : dayOf(value);
            for (const part of ['day', 'month', 'year']) await page.locator(`main [name="${name}-${part}"]`).fill(at[part]);
            if (at.time) await time.fill(at.time);
            return;
        }
        const fields = page.locator(`main [name="${name}"]`);
        const first = fields.first();
        const [tag, type] = await first.evaluate((field) => [field.tagName, field.type]);
        if (type === 'checkbox') {
            const wanted = [value].flat().map((one) => this.filled(one));
            for (const field of await fields.all()) {
                const its = await field.getAttribute('value');
                if (await field.isChecked() !== wanted.includes(its)) await field.setChecked(wanted.includes(its));
                wanted.splice(wanted.indexOf(its), wanted.includes(its) ? 1 : 0);
            }
            assert.deepEqual(wanted, [], `${name} does not offer these`);
        } else if (type === 'radio') {
            const field = page.locator(`main [name="${name}"][value="${value}"]`);
            assert.equal(await field.count(), 1, `${name} does not offer ${value}`);
            await field.check();
        } else if (tag === 'SELECT') {
            await first.selectOption(this.filled(value));
        } else {
            await first.fill(value);
        }
    }

    async refused(page, step) {
        const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
        assert.equal(await summary.count(), 1, `${step.form} was not refused`);
        const problems = summary.getByRole('listitem');
        const words = await problems.allInnerTexts();
        assert.equal(words.length, 1, `refused for ${words.join(' ')}`);
        const form = forms.get(step.form);
        const rules = (form.rules ?? []).filter((rule) => rule.field === step.refused).map((rule) => rule.says);
        if (rules.length && !step.says) assert.ok(rules.includes(words[0]), `refused in these words: ${words[0]}`);
        if (step.says) assert.ok(words[0].includes(step.says), `refused in these words: ${words[0]}`);
        assert.ok(words[0].length > 20 && words[0].endsWith('.'), `a refusal says what to do: ${words[0]}`);
        if (step.refused === '') return;
        const link = problems.getByRole('link');
        const target = await link.getAttribute('href');
        assert.equal(target, `#${step.refused}`, `refused for something else: ${words[0]}`);
        // The summary leads to the field, and the words stand there too.
        assert.equal(await page.locator(`[id="${step.refused}"]`).count(), 1, `nothing on the page has the id ${step.refused}`);
        assert.ok(await main(page).getByText(words[0]).count() > 1, `the words of the refusal stand at no field: ${words[0]}`);
    }
    /** What runs, and what does not any more, by the family's first page. */
    async clocks(page, step) {
        await page.goto(page.baseUrl + this.family.path);
        const due = await page.evaluate(() => [...document.querySelectorAll('main table')].filter((table) => table.caption?.textContent.trim().startsWith('What is due'))
            .flatMap((table) => [...table.tBodies[0].rows].filter((row) => row.cells.length > 1)
                .map((row) => ({ what: row.cells[0].textContent.trim(), due: row.querySelector('time')?.dateTime, why: row.cells[2].textContent }))));
        const given = { $ava: 'Ava', $sam: 'Sam', $mother: 'Jo', $father: 'Lee' }[(step.people ?? ['$ava'])[0]];
        const of = (rule) => due.filter(({ what, why }) => !/^(Planned meeting|Action of the plan)/.test(why) && clockTitles.get(rule).some((title) => what === title || what === `${title}: ${given}`));
        const all = () => due.map((line) => `${line.what} ${line.due}`).join('; ');
        for (const [rule, day] of Object.entries(step.clocks ?? {})) {
            const running = of(rule);
            assert.equal(running.length, 1, `${rule} shows ${running.length} times, among: ${all()}`);
            assert.equal(running[0].due, day, rule);
            assert.match(running[0].why, /\d|hour|day|week|month/, `${rule} says no reason`);
        }
        for (const rule of step.stopped ?? []) assert.deepEqual(of(rule), [], `${rule} still shows`);
    }
    /** Words on a page: of the family ("plan", "chronology", "overview", "workbook"), or of a person ("$ava"). */
    async sees(page, where, words) {
        const path_ = where in this.family.ids ? `/people/${this.family.ids[where]}` : where === 'my-day' ? '/my-day' : `${this.family.path}${where === 'overview' ? '' : `/${where}`}`;
        await page.goto(page.baseUrl + path_);
        const text = (await main(page).innerText()).replace(/\s+/g, ' ');
        for (const one of words) assert.ok(text.includes(one), `"${one}" is not on ${path_}: ${text.slice(0, 3000)}`);
    }
}

// What the page calls one of a repeated part.
function singular(group) {
    if (group === 'members') return 'Person';
    if (group === 'words') return 'Child\'s words';
    return group.replace(/(?<!s)s$/, '').replaceAll('_', ' ');
}

function dayOf(iso) {
    const [year, month, day] = iso.split('-');
    return { day: String(Number(day)), month: String(Number(month)), year };
}

function inEngland(date) {
    const parts = Object.fromEntries(new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
        .formatToParts(date).map(({ type, value }) => [type, value]));
    return { day: String(Number(parts.day)), month: String(Number(parts.month)), year: parts.year, time: `${parts.hour}:${parts.minute}` };
}
