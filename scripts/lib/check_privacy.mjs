// Every column of the record has its privacy decision: each table.column of migrations/*.sql must stand in
// practice/privacy.yaml, and nothing else may stand there.
//
// The manifest:
//   retention:                 # the rules that keep: may name
//     record: as long as the record it belongs to
//   common:                    # columns that mean the same in every table that has them
//     id: {what: the thing's number, seen: nobody, keep: record, copy: yes}
//   tables:
//     person:
//       seen: record           # defaults for the table's columns; a column may state its own
//       keep: record
//       copy: yes
//       columns:
//         given: the name used now
//         safe_contact: {what: how this person may safely be contacted, seen: safety, copy: no}
//
// what: what it is, in a few words. seen: a class of practice/roles.yaml, or row (the class that the row names),
// workers, administrators, auditors, nobody. keep: a rule of retention. copy: whether it goes into a subject-access copy: yes, no or review.
// A table's own entry for a column beats the common one. Prints file:line: what is wrong; exits 1 when anything is.
import fs from 'node:fs';
import path from 'node:path';
import { LineCounter, isMap, isScalar, parseDocument } from 'yaml';
import { filesUnder, finish, lineOf, read, rootFolder } from './tree.mjs';

const kManifest = 'practice/privacy.yaml';
const kReaders = ['row', 'workers', 'administrators', 'auditors', 'nobody'];
const kCopy = ['yes', 'no', 'review'];
const kNotColumns = /^(PRIMARY|UNIQUE|FOREIGN|CHECK|CONSTRAINT|EXCLUDE|LIKE)\b/i;
const kName = '(?:"[^"]+"|[A-Za-z_][A-Za-z0-9_]*)';

const root = rootFolder();
const migrations = filesUnder(root, 'migrations', /\.sql$/);
if (!migrations.length) process.exit(0);

/** The SQL with comments and string literals blanked, the length kept. */
function bare(sql) {
    return sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:''|[^'])*'/g, (found) => found.replace(/[^\n]/g, ' '));
}
const plain = (name) => name.replaceAll('"', '').toLowerCase();

/** The parts of a bracketed list, each with its offset, split at its own commas only. */
function parts(text, start) {
    const found = [];
    let depth = 0;
    let from = start + 1;
    for (let at = start; at < text.length; ++at) {
        if (text[at] === '(') depth += 1;
        if (text[at] === ')') depth -= 1;
        if ((text[at] === ',' && depth === 1) || depth === 0) {
            const part = text.slice(from, at);
            found.push({ text: part.trim(), at: from + (part.length - part.trimStart().length) });
            from = at + 1;
        }
        if (depth === 0) break;
    }
    return found;
}

const columns = new Map();  // table -> column -> where it was made
const faults = [];
for (const file of migrations) {
    const sql = bare(read(root, file));
    const events = [];
    const each = (pattern, act) => { for (const match of sql.matchAll(pattern)) events.push({ at: match.index, match, act }); };
    each(new RegExp(`\\bCREATE\\s+(?:TEMP(?:ORARY)?\\s+|UNLOGGED\\s+)?TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?(${kName})\\s*\\(`, 'gi'), (match) => {
        const table = new Map();
        columns.set(plain(match[1]), table);
        for (const part of parts(sql, match.index + match[0].length - 1)) {
            if (!part.text || kNotColumns.test(part.text)) continue;
            const name = part.text.match(new RegExp(`^${kName}`));
            if (name) table.set(plain(name[0]), `${file}:${lineOf(sql, part.at)}`);
        }
    });
    each(new RegExp(`\\bCREATE\\s+(?:TEMP(?:ORARY)?\\s+|UNLOGGED\\s+)?TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?(${kName})\\s+AS\\b`, 'gi'), (match) =>
        faults.push(`${file}:${lineOf(sql, match.index)}: a table made AS a query names no columns; write them out`));
    each(new RegExp(`\\bALTER\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?(${kName})\\s+ADD\\s+(?:COLUMN\\s+)?(?:IF\\s+NOT\\s+EXISTS\\s+)?(?!CONSTRAINT\\b|PRIMARY\\b|UNIQUE\\b|CHECK\\b|FOREIGN\\b)(${kName})`, 'gi'), (match) =>
        columns.get(plain(match[1]))?.set(plain(match[2]), `${file}:${lineOf(sql, match.index)}`));
    each(new RegExp(`\\bALTER\\s+TABLE\\s+(${kName})\\s+DROP\\s+(?:COLUMN\\s+)?(?:IF\\s+EXISTS\\s+)?(${kName})`, 'gi'), (match) =>
        columns.get(plain(match[1]))?.delete(plain(match[2])));
    each(new RegExp(`\\bALTER\\s+TABLE\\s+(${kName})\\s+RENAME\\s+COLUMN\\s+(${kName})\\s+TO\\s+(${kName})`, 'gi'), (match) => {
        columns.get(plain(match[1]))?.delete(plain(match[2]));
        columns.get(plain(match[1]))?.set(plain(match[3]), `${file}:${lineOf(sql, match.index)}`);
    });
    each(new RegExp(`\\bALTER\\s+TABLE\\s+(${kName})\\s+RENAME\\s+TO\\s+(${kName})`, 'gi'), (match) => {
        const table = columns.get(plain(match[1]));
        columns.delete(plain(match[1]));
        if (table) columns.set(plain(match[2]), table);
    });
    each(new RegExp(`\\bDROP\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?(${kName})`, 'gi'), (match) => columns.delete(plain(match[1])));
    events.sort((one, other) => one.at - other.at);
    for (const { match, act } of events) act(match);
}

if (!fs.existsSync(path.join(root, kManifest))) {
    finish([...faults, `${kManifest}:1: there are tables in migrations/ and no manifest of their columns`]);
}
const text = read(root, kManifest);
const counter = new LineCounter();
const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true });
const line = (node) => (node?.range ? counter.linePos(node.range[0]).line : 1);
for (const error of document.errors) faults.push(`${kManifest}:${error.linePos?.[0].line ?? 1}: ${error.message.split('\n')[0]}`);
if (document.errors.length) finish(faults);

/** The pairs of a map by name; a fault when it is not a map. */
function entries(node, what) {
    if (node === undefined || node === null) return [];
    if (!isMap(node)) {
        faults.push(`${kManifest}:${line(node)}: ${what} should be a map`);
        return [];
    }
    return node.items.map(({ key, value }) => ({ name: String(key.value), key, value }));
}
const scalar = (map, key) => {
    const value = isMap(map) ? map.get(key) : undefined;
    return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
};

/** A column's decision must be whole: what it is from itself, the rest from itself or its table. */
function checkDecision(value, key, label, table) {
    const where = `${kManifest}:${line(key)}`;
    const what = isScalar(value) ? value.value : scalar(value, 'what');
    if (typeof what !== 'string' || !what.trim()) faults.push(`${where}: ${label}: say what it is`);
    for (const part of ['seen', 'keep', 'copy']) {
        const decided = scalar(value, part) ?? scalar(table, part);
        if (typeof decided !== 'string' || !decided.trim()) faults.push(`${where}: ${label}: no decision for "${part}"`);
        else if (!allowed[part].includes(decided)) faults.push(`${where}: ${label}: ${part} is "${decided}"; it may be ${allowed[part].join(', ')}`);
    }
    if (isMap(value)) {
        for (const { name, key: inner } of entries(value, label)) {
            if (!['what', 'seen', 'keep', 'copy'].includes(name)) faults.push(`${kManifest}:${line(inner)}: ${label}: "${name}" is not a part of a decision`);
        }
    }
}

const roles = fs.existsSync(path.join(root, 'practice/roles.yaml')) ? parseDocument(read(root, 'practice/roles.yaml')).toJS() : {};
const allowed = { copy: kCopy, seen: [...(roles.classes ?? []), ...kReaders], keep: entries(document.get('retention', true), 'retention').map(({ name }) => name) };

const common = new Map();
for (const { name, key, value } of entries(document.get('common', true), 'common')) {
    common.set(name, key);
    checkDecision(value, key, `common ${name}`, undefined);
}
const usedCommon = new Set();
const decided = new Map();
for (const { name: table, key, value } of entries(document.get('tables', true), 'tables')) {
    if (!columns.has(table)) {
        faults.push(`${kManifest}:${line(key)}: there is no table ${table}`);
        continue;
    }
    decided.set(table, new Set());
    for (const { name, key: at, value: decision } of entries(isMap(value) ? value.get('columns', true) : value, table)) {
        if (!columns.get(table).has(name)) faults.push(`${kManifest}:${line(at)}: there is no column ${table}.${name}`);
        decided.get(table).add(name);
        checkDecision(decision, at, `${table}.${name}`, value);
    }
}
for (const [table, names] of columns) {
    for (const [name, where] of names) {
        if (decided.get(table)?.has(name)) continue;
        if (common.has(name)) { usedCommon.add(name); continue; }
        faults.push(`${where}: ${table}.${name} has no privacy decision; give it one in ${kManifest}`);
    }
}
for (const [name, key] of common) {
    if (!usedCommon.has(name)) faults.push(`${kManifest}:${line(key)}: no table needs the common column ${name}`);
}
finish(faults);
