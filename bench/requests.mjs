// Times the pages that people open most, through the server's own door, signed in, with keep-alive connections.
//
// For each kind of request: SECONDS_EACH seconds by one client, then by eight. CPU is the server's own (all its threads,
// from /proc) divided by the requests of that stretch: it holds whatever else the machine does meanwhile. Times to answer do
// not: on a busy machine they tell of the machine. The disk's sync time is printed beside, since a create waits for it.
//
// "Create an entry" is what a practitioner's browser asks for: open the form, fill what it asks, sign. Three requests; "open a
// form" is the first two alone, and the difference is the signing.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';

const args = process.argv.slice(2);
const markdown = args.includes('--markdown') ? args[args.indexOf('--markdown') + 1] : '';
const children = Number(process.env.CHILDREN ?? 20000);
const teams = Number(process.env.TEAMS ?? (children === 20000 ? 20 : 0));
const seconds = Number(process.env.SECONDS_EACH ?? 5);
const patience = Number(process.env.PATIENCE ?? 300);
const binary = process.env.HEARTH_BINARY ?? 'build/hearth';
const database = process.env.HEARTH_DATABASE_URL ?? '';
const made = process.env.MADE ?? '';  // a folder of an earlier `hearth demo`, to measure again
const folder = made || fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-bench-'));
let server;

function finish(code) {
  if (server) server.kill('SIGTERM');
  if (!made) fs.rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}
process.on('SIGINT', () => finish(130));
process.on('SIGTERM', () => finish(143));

function syncMilliseconds() {
  const file = path.join(folder, `sync-${process.pid}`);
  const handle = fs.openSync(file, 'w');
  const times = [];
  for (let i = 0; i < 50; i++) {
    fs.writeSync(handle, Buffer.alloc(4096, i), 0, 4096, i * 4096);
    const from = process.hrtime.bigint();
    fs.fdatasyncSync(handle);
    times.push(Number(process.hrtime.bigint() - from) / 1e6);
  }
  fs.closeSync(handle);
  fs.rmSync(file);
  return quantile(times, 0.5);
}

function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? NaN : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
}

// What the process and its threads have had of the processors, in milliseconds.
function cpuMilliseconds(pid) {
  let sum = 0;
  for (const task of fs.readdirSync(`/proc/${pid}/task`))
    sum += Number(fs.readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]);
  return sum / 1e6;
}
function residentMiB(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}

class Client {
  constructor(port) {
    this.port = port;
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    this.cookie = '';
  }
  ask(method, target, body = '', headers = {}) {
    return new Promise((resolve, reject) => {
      const request = http.request(
        { host: '127.0.0.1', port: this.port, agent: this.agent, method, path: target,
          headers: { cookie: this.cookie, origin: `http://127.0.0.1:${this.port}`,
            ...(body ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) } : {}), ...headers } },
        (response) => {
          for (const line of response.headers['set-cookie'] ?? []) this.cookie = line.split(';')[0];
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (piece) => { text += piece; });
          response.on('end', () => resolve({ status: response.statusCode, text, location: response.headers.location ?? '' }));
        });
      request.on('error', reject);
      request.end(body);
    });
  }
  async signIn(name) {
    const answer = await this.ask('POST', '/sign-in', new URLSearchParams({ name, password: 'hearth-demo-2026' }).toString());
    if (answer.status !== 303) throw new Error(`${name} could not sign in: ${answer.status}`);
  }
}

const first = (page, pattern) => pattern.exec(page)?.[1];
const unescape = (text) => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

// What a browser would post of the page's form, with everything filled in that was empty.
function filled(page) {
  const form = page.slice(page.indexOf('data-draft-version'));
  const fields = new URLSearchParams();
  for (const [tag, element = 'input', inside] of form.matchAll(/<input\b[^>]*>|<(textarea|select)\b[^>]*>([\s\S]*?)<\/\1>/g)) {
    const start = tag.slice(0, tag.indexOf('>') + 1);
    const attribute = (name) => { const found = new RegExp(`\\s${name}="([^"]*)"`).exec(start)?.[1]; return found && unescape(found); };
    const name = attribute('name');
    if (!name) continue;
    const type = attribute('type') ?? 'text';
    if (type === 'radio' || type === 'checkbox') {
      if (!fields.has(name)) fields.append(name, attribute('value') ?? 'on');
    } else if (element === 'select') {
      fields.append(name, [...inside.matchAll(/<option[^>]*value="([^"]+)"/g)][0]?.[1] ?? '');
    } else if (type === 'hidden') {
      fields.append(name, attribute('value') ?? '');
    } else if (attribute('inputmode') === 'numeric') {
      const today = new Date();
      const date = name.endsWith('-day') ? today.getDate() : name.endsWith('-month') ? today.getMonth() + 1 : name.endsWith('-year') ? today.getFullYear() : 1;
      fields.append(name, attribute('value') || String(date));
    } else {
      fields.append(name, attribute('value') || unescape(inside ?? '').trim() || 'Telephoned the school: both children are in and settled this week.');
    }
  }
  if (!fields.has('csrf_token')) fields.append('csrf_token', first(page, /name="csrf_token" value="([^"]+)"/) ?? '');
  return fields.toString();
}

async function openForm(client, family) {
  const lead = await client.ask('GET', `/families/${family}/write/case_note`);
  if (lead.status !== 303) throw new Error(`opening a form was answered ${lead.status}`);
  return { where: lead.location, page: await client.ask('GET', lead.location) };
}

let firstFailure;

async function stretch(kind, clients) {
  const times = [];
  let failed = 0;
  const until = Date.now() + seconds * 1000;
  const cpu = cpuMilliseconds(server.pid);
  const from = process.hrtime.bigint();
  await Promise.all(clients.map(async (client, n) => {
    for (let i = n; Date.now() < until; i++) {
      const begun = process.hrtime.bigint();
      const ok = await kind.run(client, i, n);
      times.push(Number(process.hrtime.bigint() - begun) / 1e6);
      if (!ok) failed++;
    }
  }));
  const wall = Number(process.hrtime.bigint() - from) / 1e9;
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), rate: times.length / wall, count: times.length,
    cpu: (cpuMilliseconds(server.pid) - cpu) / times.length, failed };
}

async function main() {
  const sync = syncMilliseconds();
  console.log(`disk: one sync takes ${sync.toFixed(2)} ms (median of 50)`);
  if (!made) {
    const began = Date.now();
    execFileSync(binary, ['demo', '--children', String(children), '--teams', String(teams), '--seed', '1', '--data', folder], { stdio: ['ignore', 'inherit', 'ignore'] });
    console.log(`made in ${((Date.now() - began) / 1000).toFixed(1)} s${database ? ', on PostgreSQL' : ', on SQLite'}`);
  }
  const started = Date.now();
  // A quiet server: the rules of the returns, due at once in a fresh authority, would run among the requests.
  server = spawn(binary, ['serve', '--data', folder, '--port', '0', '--quiet'],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, HEARTH_QUALITY_HOUR: '-1' } });
  const port = await new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (piece) => {
      said += piece;
      if (/\[error\]/.test(piece)) firstFailure = String(piece).slice(0, 400);
      const found = /127\.0\.0\.1:(\d+)/.exec(said);
      if (found) resolve(Number(found[1]));
    });
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  const start = Date.now() - started;
  console.log(`serving after ${start} ms, ${residentMiB(server.pid).toFixed(0)} MiB`);

  const signedIn = new Map();
  const workers = async (name) => {
    if (!signedIn.has(name)) {
      const clients = [];
      for (let i = 0; i < 8; i++) { const client = new Client(port); await client.signIn(name); clients.push(client); }
      signedIn.set(name, clients);
    }
    return signedIn.get(name);
  };
  const [look] = await workers('daniel.ashworth');
  const list = (await look.ask('GET', '/families?list=mine')).text;
  const families = [...new Set([...list.matchAll(/\/families\/([0-9A-Z]{13})"/g)].map((m) => m[1]))];
  const family = families[0];
  const overview = (await look.ask('GET', `/families/${family}`)).text;
  const person = first(overview, /\/people\/([0-9A-Z]{13})/);
  const [manager] = await workers('nasreen.malik');
  const team = first((await manager.ask('GET', '/teams')).text, /\/teams\/([0-9A-Z]{13})/);
  const surnames = [...new Set([...list.matchAll(/>([A-Z][a-z]+) (?:and|family)/g)].map((m) => m[1]))];
  console.log(`${families.length} families on the first page of the list; ${surnames.length} surnames to search for`);

  // Everybody is read into the people index behind the first pages: not among the requests that are timed.
  for (let waited = 0, quiet = 0; waited < patience && quiet < 2; waited++) {
    const before = cpuMilliseconds(server.pid);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    quiet = cpuMilliseconds(server.pid) - before < 50 ? quiet + 1 : 0;
  }

  // Indicators are worked out behind the page, once for all who ask within the quarter of an hour. What is timed is the page.
  let figures = NaN;
  const settle = async () => {
    const [analyst] = await workers('dorothy.nuttall');
    const asked = Date.now();
    for (let quiet = 0; Date.now() - asked < patience * 1000 && quiet < 3;) {
      const before = cpuMilliseconds(server.pid);
      const page = await analyst.ask('GET', '/scorecard');
      if (Number.isNaN(figures) && page.text.includes('<table')) figures = Date.now() - asked;
      await new Promise((resolve) => setTimeout(resolve, 1000));
      quiet = cpuMilliseconds(server.pid) - before < 100 ? quiet + 1 : 0;
    }
    if (Number.isNaN(figures)) console.log(`the scorecard's figures were not worked out within ${patience} s: what follows is the page that says so, and the work behind it`);
    else console.log(`the scorecard's figures were first worked out in ${(figures / 1000).toFixed(1)} s`);
  };

  const get = (target) => async (client, i) => (await client.ask('GET', typeof target === 'function' ? target(i) : target)).status === 200;
  const kinds = [
    { title: 'list of 20, own', goal: 1, who: 'daniel.ashworth', run: get('/families?list=mine') },
    { title: 'list of 20, team', goal: 1, who: 'daniel.ashworth', run: get('/families?list=team') },
    { title: 'list of 20, everyone', goal: 1, who: 'farah.aziz', run: get('/families?list=all') },
    { title: 'one child', goal: 1, who: 'daniel.ashworth', run: get(`/people/${person}`) },
    { title: 'family overview', goal: 1, who: 'daniel.ashworth', run: get((i) => `/families/${families[i % families.length]}`) },
    { title: 'search by name', goal: 1, who: 'daniel.ashworth', run: get((i) => `/search?q=${encodeURIComponent(surnames[i % surnames.length] ?? 'smith')}`) },
    { title: 'open a form (2 requests)', who: 'daniel.ashworth', run: async (client, i, n) => (await openForm(client, families[n % families.length])).page.status === 200 },
    { title: 'create an entry (3 requests)', who: 'daniel.ashworth', run: async (client, i, n) => {
      const { where, page } = await openForm(client, families[n % families.length]);
      const answer = await client.ask('POST', `${where}/sign`, filled(page.text));
      if (answer.status === 200 && answer.text.includes('What this did')) return true;
      firstFailure ??= `${answer.status} ${answer.text.match(/error-summary[\s\S]{0,600}/)?.[0].replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ') ?? ''}`;
      return false;
    } },
    { title: 'team board', who: 'nasreen.malik', run: get(`/teams/${team}`) },
    { title: 'scorecard', who: 'dorothy.nuttall', run: get('/scorecard') },
  ].filter((kind) => !process.env.ONLY || kind.title.includes(process.env.ONLY));
  const rows = [];
  console.log(`\n${'request'.padEnd(30)} ${'alone: p50'.padStart(11)} ${'p99 ms'.padStart(8)} ${'8 clients: p50'.padStart(15)} ${'p99 ms'.padStart(8)} ${'a second'.padStart(9)} ${'CPU ms each'.padStart(12)} failed`);
  const say = (row) => console.log(`${row.title.padEnd(30)} ${row.alone.p50.toFixed(2).padStart(11)} ${row.alone.p99.toFixed(2).padStart(8)} ${row.many.p50.toFixed(2).padStart(15)} ${row.many.p99.toFixed(2).padStart(8)} ${row.many.rate.toFixed(0).padStart(9)} ${row.cpu.toFixed(2).padStart(12)} ${row.failed}`);
  for (const kind of kinds) {
    if (kind.title === 'scorecard') await settle();
    const clients = await workers(kind.who);
    await kind.run(clients[0], 0, 0);
    const alone = await stretch(kind, clients.slice(0, 1));
    const many = await stretch(kind, clients);
    const cpu = (alone.cpu * alone.count + many.cpu * many.count) / (alone.count + many.count);
    rows.push({ title: kind.title, goal: kind.goal, alone, many, cpu, failed: alone.failed + many.failed });
    say(rows.at(-1));
    if (firstFailure) { console.log(`  failed with: ${firstFailure}`); firstFailure = undefined; }
  }
  const created = rows.find((row) => row.title.startsWith('create'));
  const opened = rows.find((row) => row.title.startsWith('open a form'));
  const signing = created && opened ? created.cpu - opened.cpu : NaN;
  if (created && opened) console.log(`of a created entry the signing itself: ${signing.toFixed(2)} ms CPU`);
  const resident = residentMiB(server.pid);
  console.log(`\nafter it all: ${resident.toFixed(0)} MiB`);
  if (markdown) writeMarkdown({ sync, start, resident, rows, signing, figures });
}

const kNotes = '<!-- What follows is written by hand. -->\n';
function writeMarkdown({ sync, start, resident, rows, signing, figures }) {
  const machine = /model name\s*: (.*)/.exec(fs.readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? 'an unnamed processor';
  const load = os.loadavg()[1].toFixed(1);
  const ms = (n) => n.toFixed(n < 10 ? 2 : 0);
  const lines = ['# What a page costs', '',
    '<!-- Written by bench/run --markdown docs/performance.md, down to the mark below. -->', '',
    `Measured on ${new Date().toISOString().slice(0, 10)}: ${children.toLocaleString('en-GB')} open children${teams ? ` with ${teams} Family Safeguarding teams` : ''}, audit on, FULL sync, the optimised build, ` +
      `${database ? 'PostgreSQL' : 'SQLite'}. ${os.cpus().length} cores (${machine}) shared with the client; load ${load} over five minutes, so times to answer tell of the machine as much as of the program. ` +
      'CPU is the server’s own for each request and holds on a busy machine.', '',
    '| what | goal | measured |', '|---|---|---|',
    `| ready to serve after starting | under 2 s | ${(start / 1000).toFixed(2)} s |`,
    `| memory after the whole run | under 150 MiB | ${resident.toFixed(0)} MiB |`,
    ...(Number.isNaN(figures) ? [] : [`| the scorecard’s figures, first worked out behind the page | | ${(figures / 1000).toFixed(1)} s |`]),
    `| one sync of the disk | | ${sync.toFixed(2)} ms |`, '',
    '| request | CPU goal | CPU | p50 alone | p99 alone (goal 25 ms) | p50 of 8 | p99 of 8 (goal 50 ms) | a second | failed |',
    '|---|---|---|---|---|---|---|---|---|'];
  for (const row of rows)
    lines.push(`| ${row.title} | ${row.goal ? `${row.goal} ms` : ''} | ${row.cpu.toFixed(2)} ms | ${ms(row.alone.p50)} | ${ms(row.alone.p99)} | ${ms(row.many.p50)} | ${ms(row.many.p99)} | ${row.many.rate.toFixed(0)} | ${row.failed} |`);
  if (!Number.isNaN(signing)) lines.push(`| of that, signing the entry | 2 ms | ${signing.toFixed(2)} ms | | | | | | |`);
  lines.push('', 'A created entry is three requests: open the form, read it, sign. “Signing” is its CPU less that of opening and reading.', '');
  if (Number.isNaN(figures) && rows.some((row) => row.title === 'scorecard'))
    lines.push('The scorecard’s figures were not ready when it was timed: its row is the page that says so, with the work behind it.', '');
  // What people have written about the figures stays.
  const notes = fs.existsSync(markdown) ? fs.readFileSync(markdown, 'utf8').split(kNotes)[1] ?? '' : '';
  fs.writeFileSync(markdown, `${lines.join('\n')}\n${kNotes}${notes}`);
}

main().then(() => finish(0), (error) => { console.error(error.stack); finish(1); });
