// What must not be in the repository: the hosts of package registries and mirrors (a machine's own settings say where
// packages come from), absolute paths of one machine, and anything that looks like a secret.
// Looks at every text file that git knows or would add; with --root at every file of that folder.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { filesUnder, finish, lineOf, rootFolder } from './tree.mjs';

// In pieces, so that this file passes its own check.
const kHosts = [['registry', 'npmjs', 'org'], ['registry', 'yarnpkg', 'com'], ['npmjs', 'com'], ['deb', 'debian', 'org'],
    ['security', 'debian', 'org'], ['snapshot', 'debian', 'org'], ['pypi', 'org'], ['pythonhosted', 'org'],
    ['crates', 'io'], ['proxy', 'golang', 'org'], ['repo1', 'maven', 'org'], ['repo', 'maven', 'apache', 'org'],
    ['rubygems', 'org'], ['nodejs', 'org/dist'], ['npmmirror', 'com']].map((parts) => parts.join('.'));
const escape = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const kRules = [
    [new RegExp(`(?<![\\w.-])(?:${kHosts.map(escape).join('|')})`, 'g'), 'names the host of a package registry'],
    [/(?<![\w.~-])\/(?:work\/(?:main|wt|shared|\.library|\.ccache|[A-Z]+\.md)|root\/|home\/[a-z]+\/)/g, 'a path of one machine'],
    [/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/]{20}/g, 'a private key'],
    [/\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|npm_[A-Za-z0-9]{30,}|AKIA[0-9A-Z]{16}|xox[abprs]-[\w-]{20,}|sk-[A-Za-z0-9_-]{32,})/g, 'a token'],
    [/"resolved":\s*"https?:/g, 'a download address in a lock file'],
];

const root = rootFolder();
const names = process.argv.includes('--root')
    ? filesUnder(root, '.')
    : execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 })
        .split('\0').filter(Boolean);

const faults = [];
for (const name of new Set(names)) {
    const full = path.join(root, name);
    if (!fs.existsSync(full) || !fs.statSync(full).isFile() || fs.statSync(full).size > 8 << 20) continue;
    const bytes = fs.readFileSync(full);
    if (bytes.subarray(0, 8000).includes(0)) continue;
    const text = bytes.toString('utf8');
    for (const [pattern, what] of kRules) {
        for (const match of text.matchAll(pattern)) {
            faults.push(`${name}:${lineOf(text, match.index)}: ${what}: ${match[0].slice(0, 24)}`);
        }
    }
}
finish(faults);
