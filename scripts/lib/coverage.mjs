// Writes docs/coverage.csv: what of the checklist is proved, by which test, and where a person meets it.
//
// The ids stand in docs/checklist_ids.txt. A test says what it proves in a comment, in C++ or JavaScript:
//     // proves: S2-54, S3-10        the whole item; "// part: S0-4" when only part of it
//     // where: /front-door          beside it: the page or the command where it is met
// State is "works" when a test proves it, "part" when one proves part of it, else "not yet". An id that is not on the
// list is an error. With --check writes nothing and exits 1 when the file is not up to date.
import fs from 'node:fs';
import path from 'node:path';
import { filesUnder, read, rootFolder } from './tree.mjs';

const root = rootFolder();
const target = path.join(root, 'docs/coverage.csv');
const ids = read(root, 'docs/checklist_ids.txt').split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));
const items = new Map(ids.map((id) => [id, { works: new Set(), part: new Set(), where: new Set() }]));
const faults = [];

// "S0-4" and "S0-04" are the same item.
const canonical = (id) => id.replace(/^(S\d+)-(\d)$/, '$1-0$2');

for (const file of filesUnder(root, 'tests', /\.(cpp|h|m?js)$/)) {
    if (/^tests\/checks\//.test(file)) continue;  // fixtures of the checkers themselves
    const lines = read(root, file).split('\n');
    lines.forEach((line, index) => {
        // Only a list of ids counts; a sentence after "proves:" is for the reader.
        const found = line.match(/^\s*(?:\/\/|\*)\s*(proves|part):\s*((?:S\d+-\d+[,;.\s]*)+)/);
        if (!found) return;
        // The page or command stands in a comment directly above or below.
        const places = [];
        for (const step of [-1, 1]) {
            for (let at = index + step; /^\s*(?:\/\/|\*)/.test(lines[at] ?? ''); at += step) {
                const place = lines[at].match(/^\s*(?:\/\/|\*)\s*where:\s*(.+?)\s*$/);
                if (place) places.push(place[1]);
            }
        }
        for (const id of found[2].split(/[,;.\s]+/).filter(Boolean).map(canonical)) {
            const item = items.get(id);
            if (!item) { faults.push(`${file}:${index + 1}: ${id} is not in docs/checklist_ids.txt`); continue; }
            item[found[1] === 'proves' ? 'works' : 'part'].add(file);
            for (const place of places) item.where.add(place);
        }
    });
}

const cell = (value) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const list = (set) => [...set].sort().join('; ');
let csv = 'id,state,where,test\n';
const tally = { works: 0, part: 0, 'not yet': 0 };
for (const [id, item] of items) {
    const state = item.works.size ? 'works' : item.part.size ? 'part' : 'not yet';
    tally[state] += 1;
    csv += [id, state, list(item.where), list(new Set([...item.works, ...item.part]))].map(cell).join(',') + '\n';
}

for (const fault of faults) console.error(fault);
if (process.argv.includes('--check')) {
    const current = fs.existsSync(target) ? fs.readFileSync(target, 'utf8') : '';
    if (current !== csv) {
        console.error('docs/coverage.csv:1: not up to date; run make coverage and commit it');
        process.exit(1);
    }
} else if (!faults.length) {
    fs.writeFileSync(target, csv);
    console.log(`coverage: ${tally.works} work, ${tally.part} in part, ${tally['not yet']} not yet, of ${ids.length}`);
}
process.exit(faults.length ? 1 : 0);
