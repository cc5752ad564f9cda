// A small tree of files in a temporary folder, and a checker run over it.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Runs scripts/NAME over the files (path: text); gives { status, faults, root }. The folder is removed with the test. */
export function run(context, name, files, ...options) {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-check-'));
    context.after(() => fs.rmSync(root, { recursive: true }));
    for (const [file, text] of Object.entries(files)) {
        fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
        fs.writeFileSync(path.join(root, file), text);
    }
    const done = spawnSync(path.join(top, 'scripts', name), ['--root', root, ...options], { encoding: 'utf8' });
    return { status: done.status, faults: done.stderr.split('\n').filter(Boolean), root };
}
