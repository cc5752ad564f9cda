// Units are compiled as one only when none takes a name from another.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const program = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../scripts/lib/batches.mjs');
const unnamed = (...lines) => `namespace hearth {\nnamespace {\n\n${lines.join('\n')}\n\n}  // namespace\n\n}  // namespace hearth\n`;

/** The batches of src/record, each as the names of its units, for these files beside two empty ones. */
function batches(context, files) {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-batches-'));
    context.after(() => fs.rmSync(root, { recursive: true }));
    const all = { 'src/base/time.h': '', 'tests/record/a_test.cpp': '', ...files };
    for (const [file, text] of Object.entries(all)) {
        fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
        fs.writeFileSync(path.join(root, file), text);
    }
    const done = spawnSync(process.execPath, [program, root], { encoding: 'utf8' });
    assert.equal(done.status, 0, done.stderr);
    return [...done.stdout.matchAll(/\(\n([^)]*?)\n  PROPERTIES UNITY_GROUP record_\d+\)/g)]
        .map(([, units]) => units.split('\n').map((unit) => path.basename(unit, '.cpp')).join(' '));
}

test('units whose names differ are one batch', (context) =>
    assert.deepEqual(batches(context, {
        'src/record/a.cpp': unnamed('constexpr Sql kOne{"one", "SELECT 1"};'),
        'src/record/b.cpp': unnamed('constexpr Sql kTwo{"two", "SELECT 2"};', 'using base::Sql;'),
    }), ['a b']));
for (const [what, mine, theirs] of [
    ['a constant', 'constexpr Sql kOne{"one", "SELECT 1"};', 'constexpr int kOne = 1;'],
    ['a function', 'std::map<std::string, int> counted(int a) {', 'bool counted() {'],
    ['a type', 'struct Found {', 'using Found = int;'],
    ['a macro', '#define DOUBLED(x) ((x) * 2)', '#define DOUBLED(x) ((x) + (x))'],
    ['a name on the line after its type', 'Result<std::vector<int>>\ncounted(int a) {', 'int counted() {'],
]) {
    test(`${what} that two units have keeps them apart, and each finds another`, (context) =>
        assert.deepEqual(batches(context, {
            'src/record/a.cpp': unnamed(mine), 'src/record/b.cpp': unnamed(theirs),
            'src/record/c.cpp': '', 'src/record/d.cpp': unnamed(theirs),
        }), ['a c']));
}
test('a type of its own that a header declares too keeps a unit alone', (context) =>
    assert.deepEqual(batches(context, {
        'src/record/a.cpp': unnamed('struct Found {'), 'src/record/accounts.h': 'struct Found {\n',
        'src/record/b.cpp': '', 'src/record/c.cpp': '',
    }), ['b c']));
test('a batch holds six', (context) =>
    assert.deepEqual(batches(context, Object.fromEntries([...'abcdefgh'].map((name) => [`src/record/${name}.cpp`, '']))),
        ['a b c d e f', 'g h']));
