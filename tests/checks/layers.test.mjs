// The layer checker must be able to fail: each rule is broken once here, and kept once.
import assert from 'node:assert/strict';
import test from 'node:test';
import { run } from './tree.mjs';

const layers = (context, files) => run(context, 'check-layers', files);
const fails = (context, files, where, words) => {
    const { status, faults } = layers(context, files);
    assert.equal(status, 1);
    assert.equal(faults.length, 1, faults.join('\n'));
    assert.ok(faults[0].startsWith(`${where}: `), faults[0]);
    assert.match(faults[0], words);
};

test('includes from the folders before, and of its own, are in order', (context) => {
    const { status, faults } = layers(context, {
        'src/base/time.h': '#pragma once\n#include <string>\n',
        'src/record/family.cpp': '#include "record/family.h"\n#include "base/time.h"\n#include <sqlite3.h>\n',
        'src/record/family.h': '#include "access/policy.h"\n',
        'src/main/main.cpp': '#include "web/app.h"\n#include "cli/commands.h"\n',
    });
    assert.deepEqual(faults, []);
    assert.equal(status, 0);
});
test('an include against the order fails with its file and line', (context) =>
    fails(context, { 'src/store/database.h': '#pragma once\n\n#include "record/family.h"\n' }, 'src/store/database.h:3', /store may not know record/));
test('folders side by side do not know each other', (context) =>
    fails(context, { 'src/cli/serve.cpp': '#include "web/app.h"\n' }, 'src/cli/serve.cpp:1', /side by side/));
test('angle brackets do not hide an include against the order', (context) =>
    fails(context, { 'src/base/a.cpp': '#include <store/database.h>\n' }, 'src/base/a.cpp:1', /base may not know store/));
test('a deeper folder counts as its layer', (context) =>
    fails(context, { 'src/web/pages/board.cpp': '#include "api/routes.h"\n' }, 'src/web/pages/board.cpp:1', /web may not know api/));
test('an include relative to the file fails', (context) =>
    fails(context, { 'src/web/pages/board.cpp': '#include "../kit/tag.h"\n' }, 'src/web/pages/board.cpp:1', /from src/));
test('a heavy header in one of our headers fails', (context) =>
    fails(context, { 'src/store/sqlite.h': '#pragma once\n#include <sqlite3.h>\n' }, 'src/store/sqlite.h:2', /in a header/));
for (const header of ['boost/json.hpp', 'libpq-fe.h', 'yaml.h', 'libxml/tree.h', 'graphviz/gvc.h', 'openssl/evp.h', 'sodium.h']) {
    test(`<${header}> stays out of headers`, (context) =>
        fails(context, { 'src/store/x.h': `#include <${header}>\n` }, 'src/store/x.h:1', /in a header/));
}
test('a coroutine fails', (context) =>
    fails(context, { 'src/web/server.cpp': 'int f() {\n    co_await g();\n}\n' }, 'src/web/server.cpp:2', /no coroutines/));
test('words in comments and strings are not code', (context) => {
    const { faults } = layers(context, {
        'src/base/a.h': '// #include "web/app.h" and co_await\n/* #include <sqlite3.h>\n#include "web/app.h" */\nconst char* t = "co_await";\n',
    });
    assert.deepEqual(faults, []);
});
test('a folder that is no layer fails', (context) => fails(context, { 'src/utils/a.h': '\n' }, 'src/utils/a.h:1', /not one of the layers/));
