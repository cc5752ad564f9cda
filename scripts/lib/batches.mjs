// batches.mjs ROOT: which units are compiled together, as CMake source properties on standard output.
//
// Six units compiled as one read the same headers once instead of six times: a cold build takes half the time. Units
// can share a batch only while the names each keeps to itself (its unnamed namespace, its macros) differ, from each
// other's and from what the headers declare. Those names are read here from the formatted source (declarations begin
// in the first column), and units are put together accordingly; a unit that fits nowhere is compiled alone.
// scripts/build uses this; the presets by themselves do not, so that a missing include shows there.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const kBatch = 6;  // more saves little and leaves one core waiting for the other at the end

const root = process.argv[2] ?? '.';

function filesUnder(folder, ending) {
    return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
        .map((entry) => relative(root, join(entry.path, entry.name)))
        .sort();
}

const linesOf = (path) => readFileSync(join(root, path), 'utf8').split('\n');

/** The names declared at the first column of these lines. */
function declared(lines) {
    const names = new Set();
    for (const whole of lines) {
        const macro = whole.match(/^#define (\w+)/);
        if (macro) names.add(macro[1]);
        if (!/^[A-Za-z_]/.test(whole) || /^(namespace|using [\w:]+;|using namespace|[A-Z]{3,}\b)/.test(whole)) continue;
        const type = whole.match(/^(?:template <.*> )?(?:struct|class|enum class|enum|union) (\w+)(?!\w*::)/) ?? whole.match(/^using (\w+) =/);
        if (type) {
            names.add(type[1]);
            continue;
        }
        let line = whole;
        for (let before = ''; before !== line;) [before, line] = [line, line.replace(/<[^<>]*>/g, '')];
        const name = line.match(/(\w+)\s*(?:[({=[;]|$)/);
        if (name && !/^[A-Z_]+$/.test(name[1])) names.add(name[1]);
    }
    return names;
}

/** The names a unit keeps to itself. */
function own(path) {
    let unnamed = false;
    const kept = linesOf(path).filter((line) => {
        if (line === 'namespace {') unnamed = true;
        if (line.startsWith('}  // namespace')) unnamed = false;
        return unnamed || /^(#define|struct|class|enum|union|static) ?/.test(line);
    });
    return declared(kept);
}

/**
 * The types and constants that the headers of these folders declare. A unit's own function may be one more overload of
 * theirs; its own type or constant would hide theirs from the rest of its batch.
 */
const common = (folders) => new Set(folders.flatMap(inHeaders));
const known = new Map();
function inHeaders(folder) {
    if (!known.has(folder)) {
        const headers = existsSync(join(root, folder)) ? filesUnder(folder, '.h') : [];
        const names = headers.flatMap((path) => [...declared(linesOf(path))]);
        known.set(folder, names.filter((name) => /^[A-Z]|^k[A-Z]/.test(name)));
    }
    return known.get(folder);
}

/** Units in batches of kBatch: each goes to the first batch that has room and none of its names. */
function batches(units, hidden) {
    const out = [];
    for (const unit of units) {
        const names = own(unit);
        if ([...names].some((name) => hidden.has(name))) continue;
        let batch = out.find((b) => b.units.length < kBatch && ![...names].some((name) => b.names.has(name)));
        if (!batch) out.push(batch = { units: [], names: new Set() });
        batch.units.push(unit);
        for (const name of names) batch.names.add(name);
    }
    return out.filter((batch) => batch.units.length > 1);
}

const modules = (folder) => readdirSync(join(root, folder), { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => e.name).sort();
for (const top of ['src', 'tests']) {
    for (const module of modules(top)) {
        const folders = ['src/base', `src/${module}`, ...(top === 'tests' ? [`tests/${module}`, 'tests/support'] : [])];
        batches(filesUnder(join(top, module), top === 'src' ? '.cpp' : '_test.cpp'), common(folders)).forEach((batch, n) => {
            const paths = batch.units.map((unit) => `  \${PROJECT_SOURCE_DIR}/${unit}`).join('\n');
            console.log(`set_source_files_properties(\n${paths}\n  PROPERTIES UNITY_GROUP ${module}_${n})`);
        });
    }
}
