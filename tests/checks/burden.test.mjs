// The count of what recording asks must be able to fail: a question asked twice, a job that has grown, a page out of date.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { run } from './tree.mjs';

const field = (id, label) => `      - {id: ${id}, label: ${label}, type: longtext, required: yes}`;
const form = (id, fields) =>
    [`id: ${id}`, 'version: 1', 'title: A form', 'sections:', '  - id: one', '    title: One', '    fields:', ...fields, ''].join('\n');
const faults = (context, id, fields) =>
    run(context, 'burden', { [`practice/common/forms/${id}.v1.yaml`]: form(id, fields) }).faults.filter((one) => !/there is no form/.test(one));

test('a form that asks the same thing twice fails', (context) => {
    const found = faults(context, 'note', [field('what', 'What happened'), field('more', 'What happened')]);
    assert.equal(found.length, 1);
    assert.match(found[0], /asked twice, as what and more/);
});
test('a common job that has grown past its limit fails', (context) => {
    const found = faults(context, 'case_note', Array.from({ length: 9 }, (_, n) => field(`f${n}`, `Question ${n}`)));
    assert.equal(found.length, 1);
    assert.match(found[0], /demands 9 answers; at most 8/);
});
test('a small form is no fault', (context) => assert.deepEqual(faults(context, 'case_note', [field('what', 'What')]), []));
test('the page says what the forms ask now', () => {
    const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
    const done = spawnSync(path.join(top, 'scripts/burden'), ['--check'], { encoding: 'utf8' });
    assert.equal(done.status, 0, done.stderr);
});
