// Makes build/assets: everything the server hands out under /assets, with plain names (the server adds the hashes).
//
//   hearth-all.css          govuk-frontend, then MoJ frontend, then assets/hearth.css
//   govuk-frontend.min.js   optional behaviour of the GOV.UK components, as an ES module
//   *.svg                   the MoJ icons that the kept rules name
//   licences.txt            the licences of the two packages
//   everything else         copied from assets/ as it stands
//
// Hearth is not a government service, so the GDS Transport typeface, the crown and the crest never get in: fonts are
// not copied, their @font-face rules go, the font stack becomes Arial, and the program fails when a trace is left.
//
// A rule is kept when the component it styles is one that src/, practice/ or assets/ names: a class written there as
// "govuk-tag--" + colour keeps all of govuk-tag. So the style sheet follows the pages without a list to maintain.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import postcss from 'postcss';

const top = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..');
const option = process.argv.indexOf('--out');
const out = option > 0 ? path.resolve(process.argv[option + 1]) : path.join(top, 'build/assets');
const govuk = path.join(top, 'node_modules/govuk-frontend');
const moj = path.join(top, 'node_modules/@ministryofjustice/frontend');

const kStyleBudget = 30 * 1024;  // bytes of the whole style sheet after gzip; docs/architecture.md
const kFontStack = 'Arial,Helvetica,sans-serif';
const kForbidden = [/GDS Transport/i, /@font-face/i, /crest/i, /crown/i, /\.woff/i, /govuk-logo/i];
// Set by scripts on the page, not written in ours.
const kStateClasses = new Set(['govuk-frontend-supported', 'govuk-template--rebranded', 'moj-js-hidden']);

// Neither npm package carries its licence file, only the word MIT; the licence asks for its text to go with copies.
const kLicences = `hearth-all.css, govuk-frontend.min.js and the icons hold parts of two works, changed here (fonts, crown and
crest removed, rules that Hearth does not use left out):

govuk-frontend, Copyright (C) Crown Copyright (Government Digital Service)
@ministryofjustice/frontend, Copyright (C) Crown Copyright (Ministry of Justice)

Both under the MIT License:

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`;

function filesUnder(folder) {
    if (!fs.existsSync(folder)) return [];
    return fs.readdirSync(folder, { withFileTypes: true, recursive: false }).flatMap((entry) => {
        const full = path.join(folder, entry.name);
        if (entry.isDirectory()) return filesUnder(full);
        return entry.isFile() ? [full] : [];
    });
}

function usedClasses() {
    const used = new Set();
    for (const folder of ['src', 'practice', 'assets']) {
        for (const file of filesUnder(path.join(top, folder))) {
            if (!/\.(h|cpp|ya?ml|css|m?js|html|svg)$/.test(file)) continue;
            for (const [found] of fs.readFileSync(file, 'utf8').matchAll(/\b(?:govuk|moj)-[\w!-]+/g)) {
                used.add(found.startsWith('govuk-!') ? found : found.replace(/(__|--).*$/, ''));
            }
        }
    }
    return used;
}

function isUsed(name, used) {
    if (kStateClasses.has(name)) return true;
    if (name.startsWith('govuk-!')) return used.has(name);
    let block = name.replace(/(__|--).*$/, '');
    if (used.has(block)) return true;
    // "govuk-file-upload" also keeps "govuk-file-upload-button"; "govuk-grid-column-" keeps every width.
    while (block.includes('-')) {
        if (used.has(`${block.slice(0, block.lastIndexOf('-') + 1)}`)) return true;
        block = block.slice(0, block.lastIndexOf('-'));
        if (/^(govuk|moj)$/.test(block)) return false;
        if (used.has(block)) return true;
    }
    return false;
}

function trimmed(file, used) {
    const root = postcss.parse(fs.readFileSync(file, 'utf8'), { from: file });
    root.walkComments((comment) => comment.remove());
    root.walkAtRules('charset', (rule) => rule.remove());
    root.walkAtRules('font-face', (rule) => rule.remove());
    root.walkDecls((decl) => {
        if (decl.value.includes('GDS Transport')) {
            decl.value = decl.value.replace(/"?GDS Transport"?,\s*arial,\s*sans-serif/gi, kFontStack);
        }
        if (/crest|crown/i.test(decl.value)) decl.remove();
    });
    root.walkRules((rule) => {
        if (rule.parent.type === 'atrule' && /keyframes/.test(rule.parent.name)) return;
        // MoJ repeats the custom properties of an older govuk-frontend.
        if (file.startsWith(moj) && rule.selector === ':root') {
            rule.walkDecls(/^--govuk-/, (decl) => decl.remove());
            if (!rule.nodes.length) rule.remove();
            return;
        }
        rule.selectors = rule.selectors.filter((selector) => {
            const classes = [...selector.matchAll(/\.((?:\\.|[\w-])+)/g)].map((match) => match[1].replaceAll('\\', ''));
            return classes.every((name) => {
                if (/^(govuk|moj)-/.test(name)) return !/logo/.test(name) && isUsed(name, used);
                return name === 'js-enabled' || !/^(probation|hmpps)-/.test(name);
            });
        });
        if (rule.selector === '' || !rule.nodes.length) rule.remove();
    });
    for (let emptied = true; emptied;) {  // a block that held only empty blocks is empty in its turn
        emptied = false;
        root.walkAtRules(/^(media|supports|-moz-document)$/, (rule) => {
            if (!rule.nodes.length) { rule.remove(); emptied = true; }
        });
    }
    return root.toString();
}

const outputs = new Map();
const used = usedClasses();
let styles = '@charset "UTF-8";\n';
styles += `${trimmed(path.join(govuk, 'dist/govuk/govuk-frontend.min.css'), used)}\n`;
styles += `${trimmed(path.join(moj, 'moj/moj-frontend.min.css'), used)}\n`;

// Icons stand beside the style sheet, so a plain relative name finds them.
styles = styles.replace(/url\("?\/assets\/images\/([\w.-]+\.svg)"?\)/g, (_, icon) => {
    outputs.set(icon, fs.readFileSync(path.join(moj, 'moj/assets/images', icon)));
    return `url(${icon})`;
});
const own = path.join(top, 'assets');
for (const file of filesUnder(own)) {
    const name = path.relative(own, file);
    if (name === 'hearth.css') styles += fs.readFileSync(file, 'utf8');
    else outputs.set(name, fs.readFileSync(file));
}
outputs.set('hearth-all.css', Buffer.from(styles));
outputs.set('govuk-frontend.min.js', Buffer.from(
    fs.readFileSync(path.join(govuk, 'dist/govuk/govuk-frontend.min.js'), 'utf8').replace(/\/\/# sourceMappingURL=.*\n?/, '')));
outputs.set('licences.txt', Buffer.from(kLicences));

const faults = [];
for (const [name, content] of outputs) {
    if (kForbidden.some((pattern) => pattern.test(name))) faults.push(`${name}: may not be shipped`);
    if (!/\.(css|svg)$/.test(name)) continue;
    for (const pattern of kForbidden) {
        const found = content.toString('utf8').match(pattern);
        if (found) faults.push(`${name}: contains "${found[0]}"`);
    }
}
const zipped = zlib.gzipSync(outputs.get('hearth-all.css'), { level: 9 }).length;
if (zipped > kStyleBudget) faults.push(`hearth-all.css: ${zipped} bytes after gzip, the budget is ${kStyleBudget}`);
if (faults.length) {
    for (const fault of faults) console.error(`vendor-assets: ${fault}`);
    process.exit(1);
}

// Only what changed is written, so that a second build finds nothing to do.
let changed = 0;
for (const [name, content] of outputs) {
    const target = path.join(out, name);
    if (fs.existsSync(target) && fs.readFileSync(target).equals(content)) continue;
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, content);
    changed += 1;
}
for (const file of filesUnder(out)) {
    if (!outputs.has(path.relative(out, file))) fs.rmSync(file);
}
if (changed) console.log(`vendor-assets: ${outputs.size} files, style sheet ${zipped} bytes after gzip`);
