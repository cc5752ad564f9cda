// Writes docs/recording-burden.md: what ten common jobs ask of the person who records them, counted from the practice files.
//
// A field counts once for each time it is filled in: those of a repeated group as often as the job says. "Must" are required
// whatever is answered; "if" are required only after another answer; "ready" are filled in before anybody types. A choice, a
// yes or no, a scale or a tick is one click. Besides, each job takes three clicks: open the form, tick whom it is about, sign.
//
// Faults, with the file: the same question asked twice in one form, and a form whose job is asked more than its limit below.
// With --check writes nothing and exits 1 when the document is not up to date.
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { filesUnder, read, rootFolder } from './tree.mjs';

const root = rootFolder();
const target = path.join(root, 'docs/recording-burden.md');

// Job, form, how many groups of each kind it has, how many children it is about, and the most answers it may demand.
const kJobs = [
    ['A school asks for support for two children', 'request_for_support', { people: 3 }, 2, 30],
    ['A manager decides on a contact', 'contact_decision', {}, 2, 15],
    ['A visit to three children, with the words of each, one worry and one action', 'visit', { words: 3, risks: 1, actions: 1 }, 3, 20],
    ['A telephone call', 'case_note', {}, 2, 8],
    ['A child and family assessment of two children', 'child_and_family_assessment', { children: 2, voices: 2 }, 2, 45],
    ['A strategy discussion of four people about two children', 'strategy_discussion', { attendees: 4, actions: 2 }, 2, 40],
    ['The first conference about two children, eight people', 'initial_conference', { attendees: 8 }, 2, 45],
    ['A core group of five people, three actions', 'core_group', { attendees: 5, actions: 3 }, 2, 35],
    ['A family plan with four actions', 'family_plan', { actions: 4 }, 2, 25],
    ['A looked-after child\'s review with three decisions', 'cla_review', { decisions: 3 }, 1, 25],
];
const kClicked = ['choice', 'choices', 'yes_no', 'scale', 'person', 'people', 'worker', 'workers', 'agency', 'team', 'family'];
const kAround = 3;

const forms = new Map();  // id -> the newest version
for (const file of filesUnder(root, 'practice/common/forms', /\.yaml$/)) {
    const form = parse(read(root, file));
    if (!forms.has(form.id) || forms.get(form.id).version < form.version) forms.set(form.id, { ...form, file });
}

const faults = [];
const yes = (value) => value === true || value === 'yes';
// Asked twice: the same words about the same thing, both required. Groups of one form ask about different people.
for (const form of forms.values()) {
    const seen = new Map();
    for (const section of form.sections ?? []) {
        for (const field of section.fields ?? []) {
            if (!yes(field.required) || section.repeat || field.when || section.when) continue;
            const key = String(field.label).toLowerCase();
            if (key.startsWith('how you know')) continue;  // of each area of care, its own
            if (seen.has(key)) faults.push(`${form.file}: "${field.label}" is asked twice, as ${seen.get(key)} and ${field.id}`);
            seen.set(key, field.id);
        }
    }
}

const rows = [];
for (const [job, id, groups, children, limit] of kJobs) {
    const form = forms.get(id);
    if (!form) { faults.push(`scripts/lib/burden.mjs: there is no form ${id}`); continue; }
    const count = { asked: 0, must: 0, conditional: 0, ready: 0, clicks: kAround, typed: 0 };
    for (const section of form.sections) {
        const times = section.repeat ? (groups[section.repeat] ?? section.at_least ?? 0) : 1;
        for (const field of section.fields) {
            if (field.type === 'calculated') continue;
            const hidden = Boolean(field.when || section.when);
            const must = yes(field.required) && !hidden;
            count.asked += times;
            if (must) count.must += times;
            if (yes(field.required) && hidden) count.conditional += times;
            if (field.value !== undefined) count.ready += times;
            if (must && field.value === undefined) count[kClicked.includes(field.type) ? 'clicks' : 'typed'] += times;
        }
    }
    if (count.must > limit) faults.push(`${form.file}: "${job}" demands ${count.must} answers; at most ${limit}`);
    rows.push({ job, form, children, ...count });
}

const line = (cells) => `| ${cells.join(' | ')} |`;
let doc = `# What recording asks

Written by \`scripts/burden\` from the practice files; \`scripts/burden --check\` fails when a form has grown and this page has not.
Ten jobs that workers do most. **Asked** is every field that could be filled in, **must** those required whatever is answered,
**if** those required only after another answer, **ready** those filled in before anybody types. **Clicks** and **typed** are what the
least complete record takes: a choice, a yes or no, a scale or a tick is one click, and opening, ticking whom it is about and
signing are three. **Once for** says how many children one record serves: without it each would need a record of their own.

`;
doc += line(['job', 'form', 'asked', 'must', 'if', 'ready', 'clicks', 'typed', 'once for']) + '\n';
doc += line(['---', '---', '---:', '---:', '---:', '---:', '---:', '---:', '---:']) + '\n';
for (const row of rows)
    doc += line([row.job, row.form.title, row.asked, row.must, row.conditional, row.ready, row.clicks, row.typed,
        row.children === 1 ? 'one child' : `${row.children} children`]) + '\n';
const sum = (key) => rows.reduce((all, row) => all + row[key], 0);
doc += line(['**all ten**', '', sum('asked'), sum('must'), sum('conditional'), sum('ready'), sum('clicks'), sum('typed'), '']) + '\n';
doc += `
No form asks the same required question twice. Names, dates of birth, addresses and agencies of those ticked come from the record,
and what a signing makes (visits, plans, clocks, tasks, meetings, the chronology) is made from the one entry.
`;

for (const fault of faults) console.error(fault);
if (process.argv.includes('--check')) {
    const current = fs.existsSync(target) ? fs.readFileSync(target, 'utf8') : '';
    if (current !== doc) {
        console.error('docs/recording-burden.md:1: not up to date; run scripts/burden and commit it');
        process.exit(1);
    }
} else if (!faults.length) {
    fs.writeFileSync(target, doc);
    console.log(`recording burden: ${sum('must')} required answers in ${rows.length} jobs`);
}
process.exit(faults.length ? 1 : 0);
