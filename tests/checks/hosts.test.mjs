// What must not be in the repository is found; what only looks alike is not. The bad words are put together here, so
// that this file itself passes.
import assert from 'node:assert/strict';
import test from 'node:test';
import { run } from './tree.mjs';

const found = (context, text) => run(context, 'check-hosts', { 'a/b.txt': text }).faults;
const join = (...parts) => parts.join('');

test('an ordinary file passes', (context) =>
    assert.deepEqual(found(context, 'http://127.0.0.1:8080/work/list and https://www.gov.uk, task sk-1, /root cause\n'), []));
test('the host of a registry is found with its line', (context) => {
    const [fault] = found(context, join('one\nhttps://registry.', 'npmjs.org/x\n'));
    assert.match(fault, /^a\/b\.txt:2: names the host of a package registry/);
});
test('a path of one machine is found', (context) => assert.equal(found(context, join('cd /wo', 'rk/main && make\n')).length, 1));
test('a private key is found', (context) =>
    assert.equal(found(context, join('-----BEGIN ', 'PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\n')).length, 1));
test('a token is found', (context) => assert.equal(found(context, join('gh', 'p_', 'a'.repeat(36), '\n')).length, 1));
test('a download address in a lock file is found', (context) =>
    assert.equal(found(context, join('"resolved"', ': "https', '://example.org/a.tgz"\n')).length, 1));
