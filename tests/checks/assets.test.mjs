// What is handed out under /assets carries no typeface, crown or crest, and keeps within its weight.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';

const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

test('the vendored styles are ours to ship', (context) => {
    const out = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-assets-'));
    context.after(() => fs.rmSync(out, { recursive: true }));
    const made = spawnSync(path.join(top, 'scripts/vendor-assets'), ['--out', out], { encoding: 'utf8' });
    assert.equal(made.status, 0, made.stderr);
    const styles = fs.readFileSync(path.join(out, 'hearth-all.css'), 'utf8');
    assert.doesNotMatch(styles, /GDS Transport|@font-face|crest|crown|woff/i);
    assert.match(styles, /--govuk-brand-colour:/);
    assert.ok(zlib.gzipSync(styles, { level: 9 }).length <= 30 * 1024);
    // Everything the style sheet asks for is there, and comes from here.
    for (const [, address] of styles.matchAll(/url\(["']?([^"')]+)/g)) {
        assert.ok(fs.existsSync(path.join(out, address)), `${address} is missing`);
    }
    assert.deepEqual(fs.readdirSync(out).filter((name) => /\.woff2?$|crest|crown/.test(name)), []);
});
