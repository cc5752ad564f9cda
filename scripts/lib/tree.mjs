// What the checkers share: which tree they look at, its files, and how they end.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder given after --root, or this checkout. The tests give a small tree of their own. */
export function rootFolder() {
    const at = process.argv.indexOf('--root');
    if (at > 0) return path.resolve(process.argv[at + 1]);
    return path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
}

/** Every file under root/folder whose name matches, as sorted paths relative to root; none when there is no folder. */
export function filesUnder(root, folder, pattern = /./) {
    const full = path.join(root, folder);
    if (!fs.existsSync(full)) return [];
    return fs.readdirSync(full, { withFileTypes: true })
        .flatMap((entry) => {
            const name = path.posix.join(folder, entry.name);
            if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesUnder(root, name, pattern);
            return entry.isFile() && pattern.test(entry.name) ? [name] : [];
        })
        .sort();
}

export function read(root, name) {
    return fs.readFileSync(path.join(root, name), 'utf8');
}

/**
 * C++ with comments blanked, line breaks kept. Strings are blanked too, except in #include lines, so that words in
 * texts are not taken for code. Raw strings are understood.
 */
export function codeOnly(text) {
    const blank = (found) => found.replace(/[^\n]/g, ' ');
    const token = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"([^()\\\s]*)\([\s\S]*?\)\1"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'/g;
    return text.replace(token, (found, _delimiter, offset) => {
        const line = text.slice(text.lastIndexOf('\n', offset) + 1, offset);
        return found.startsWith('"') && /^\s*#\s*include\s*$/.test(line) ? found : blank(found);
    });
}

export function lineOf(text, offset) {
    let line = 1;
    for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
    return line;
}

/** Prints the faults and ends with 1 when there are any. */
export function finish(faults) {
    for (const fault of faults) console.error(fault);
    process.exit(faults.length ? 1 : 0);
}
