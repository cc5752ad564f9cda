// The layers: a folder of src/ includes only its own headers and those of the folders to its left. Folders of one
// step (insight, returns, identity; web, api, cli) do not know each other; main wires them together.
// Also: headers of the heavy libraries appear in .cpp files only (each costs seconds in every unit that sees it),
// and there are no coroutines (g++ 12 miscompiles some co_await expressions).
// Prints file:line: what is wrong; exits 1 when anything is.
import { codeOnly, filesUnder, finish, lineOf, read, rootFolder } from './tree.mjs';

const kSteps = [['base'], ['store'], ['practice'], ['access'], ['record'], ['insight', 'returns', 'identity'],
    ['web', 'api', 'cli'], ['main']];
const kHeavy = /^(boost\/|asio|sqlite3|libpq|yaml\.h|libxml\/|graphviz\/|gvc\.h|cgraph\.h|openssl\/|sodium|xlsxwriter|zip\.h|cairo|pango|spdlog\/|CLI\/|toml\+\+)/;

const stepOf = new Map(kSteps.flatMap((folders, step) => folders.map((folder) => [folder, step])));
const root = rootFolder();
const faults = [];

for (const file of filesUnder(root, 'src', /\.(h|cpp)$/)) {
    const folder = file.split('/')[1];
    const step = stepOf.get(folder);
    if (step === undefined) {
        faults.push(`${file}:1: src/${folder} is not one of the layers (${kSteps.flat().join(', ')})`);
        continue;
    }
    const code = codeOnly(read(root, file));
    for (const match of code.matchAll(/^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]/gm)) {
        const where = `${file}:${lineOf(code, match.index)}`;
        const [, bracket, header] = match;
        if (file.endsWith('.h') && kHeavy.test(header)) {
            faults.push(`${where}: <${header}> in a header; include it in the .cpp that needs it and keep it behind our own type`);
        }
        if (header.startsWith('.')) {
            faults.push(`${where}: "${header}": write includes from src/, as in "base/time.h"`);
            continue;
        }
        const other = header.split('/')[0];
        if (!stepOf.has(other) || !header.includes('/')) {
            if (bracket === '"') faults.push(`${where}: "${header}" names no folder of src/; write it as in "base/time.h"`);
            continue;
        }
        if (other === folder || stepOf.get(other) < step) continue;
        faults.push(stepOf.get(other) === step
            ? `${where}: ${folder} may not know ${other}: they stand side by side; let a later layer (or main) bring them together`
            : `${where}: ${folder} may not know ${other}: only the folders before it in ${kSteps.map((s) => s.join('|')).join(' < ')}`);
    }
    for (const match of code.matchAll(/\bco_(await|yield|return)\b/g)) {
        faults.push(`${file}:${lineOf(code, match.index)}: ${match[0]}: no coroutines (g++ 12 miscompiles some); use callbacks`);
    }
}
finish(faults);
