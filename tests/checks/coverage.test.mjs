// The coverage list is made from what the tests say they prove.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { run } from './tree.mjs';

const kIds = 'S0-04\nS2-54\nS3-100\n';
const kTest = `// proves: S2-54
// where: /my-day
TEST(Clocks, late) {}
// part: S0-4
`;

test('states, places and tests are taken from the comments', (context) => {
    const { status, root } = run(context, 'coverage', { 'docs/checklist_ids.txt': kIds, 'tests/base/a_test.cpp': kTest });
    assert.equal(status, 0);
    assert.equal(fs.readFileSync(path.join(root, 'docs/coverage.csv'), 'utf8'),
        'id,state,where,test\nS0-04,part,,tests/base/a_test.cpp\nS2-54,works,/my-day,tests/base/a_test.cpp\nS3-100,not yet,,\n');
});
test('a stale list fails the check', (context) => {
    const { status, faults } = run(context, 'coverage',
        { 'docs/checklist_ids.txt': kIds, 'docs/coverage.csv': 'id,state,where,test\n', 'tests/base/a_test.cpp': kTest }, '--check');
    assert.equal(status, 1);
    assert.match(faults[0], /not up to date/);
});
test('an id that is not on the list fails', (context) => {
    const { status, faults } = run(context, 'coverage', { 'docs/checklist_ids.txt': kIds, 'tests/a.mjs': '// proves: S9-99\n' });
    assert.equal(status, 1);
    assert.match(faults[0], /^tests\/a\.mjs:1: S9-99/);
});
