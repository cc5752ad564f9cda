// Times the pages that people open most, through the server's own door, signed in, with keep-alive connections.
//
// For each request kind: SECONDS_EACH seconds by one client, then by eight. CPU is the server process's own, from
// /proc, divided by the requests of that stretch: it holds whatever the machine does meanwhile. The disk's sync time is printed
// beside, since a create waits for it.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';

const children = Number(process.env.CHILDREN ?? 20000);
const seconds = Number(process.env.SECONDS_EACH ?? 5);
const binary = process.env.HEARTH_BINARY ?? 'build/hearth';
const database = process.env.HEARTH_DATABASE_URL ?? '';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-bench-'));
let server;

function finish(code) {
  if (server) server.kill('SIGTERM');
  fs.rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}
process.on('SIGINT', () => finish(130));
process.on('SIGTERM', () => finish(143));

function syncMilliseconds() {
  const file = path.join(folder, 'sync');
  const handle = fs.openSync(file, 'w');
  const times = [];
  for (let i = 0; i < 50; i++) {
    fs.writeSync(handle, Buffer.alloc(4096, i), 0, 4096, i * 4096);
    const from = process.hrtime.bigint();
    fs.fdatasyncSync(handle);
    times.push(Number(process.hrtime.bigint() - from) / 1e6);
  }
  fs.closeSync(handle);
  return quantile(times, 0.5);
}

function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? NaN : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
}

// utime and stime of the process and its threads, in milliseconds (100 ticks a second on Linux).
function cpuMilliseconds(pid) {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
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

const hidden = (page, name) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1] ?? new RegExp(`value="([^"]+)"[^>]*name="${name}"`).exec(page)?.[1];
const first = (page, pattern) => pattern.exec(page)?.[1];

async function stretch(kind, clients) {
  const times = [];
  let failed = 0;
  const until = Date.now() + seconds * 1000;
  const cpu = cpuMilliseconds(server.pid);
  const from = process.hrtime.bigint();
  await Promise.all(clients.map(async (client, n) => {
    for (let i = 0; Date.now() < until; i++) {
      const begun = process.hrtime.bigint();
      const ok = await kind.run(client, n * 1_000_000 + i);
      times.push(Number(process.hrtime.bigint() - begun) / 1e6);
      if (!ok) failed++;
    }
  }));
  const wall = Number(process.hrtime.bigint() - from) / 1e9;
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), rate: times.length / wall,
    cpu: (cpuMilliseconds(server.pid) - cpu) / (times.length * (kind.requests ?? 1)), failed };
}

async function main() {
  console.log(`disk: one sync takes ${syncMilliseconds().toFixed(2)} ms (median of 50)`);
  const made = Date.now();
  execFileSync(binary, ['demo', '--children', String(children), '--seed', '1', '--data', folder], { stdio: ['ignore', 'inherit', 'ignore'] });
  console.log(`made in ${((Date.now() - made) / 1000).toFixed(1)} s${database ? ', on PostgreSQL' : ', on SQLite'}`);
  const started = Date.now();
  server = spawn(binary, ['serve', '--data', folder, '--port', '0', '--quiet'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (piece) => {
      said += piece;
      const found = /127\.0\.0\.1:(\d+)/.exec(said);
      if (found) resolve(Number(found[1]));
    });
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  console.log(`serving after ${Date.now() - started} ms, ${residentMiB(server.pid).toFixed(0)} MiB`);

  const worker = async (name) => { const client = new Client(port); await client.signIn(name); return client; };
  const look = await worker('daniel.ashworth');
  const list = (await look.ask('GET', '/families?list=mine')).text;
  const family = first(list, /\/families\/([0-9A-Z]{13})/);
  const overview = (await look.ask('GET', `/families/${family}`)).text;
  const person = first(overview, /\/people\/([0-9A-Z]{13})/);
  const manager = await worker('nasreen.malik');
  const team = first((await manager.ask('GET', '/teams')).text, /\/teams\/([0-9A-Z]{13})/);
  const surnames = [...new Set([...list.matchAll(/>([A-Z][a-z]+) (?:and|family)/g)].map((m) => m[1]))];

  const get = (target) => async (client, i) => (await client.ask('GET', typeof target === 'function' ? target(i) : target)).status === 200;
  const kinds = [
    { title: 'list of 20, own', who: 'daniel.ashworth', run: get('/families?list=mine') },
    { title: 'list of 20, team', who: 'daniel.ashworth', run: get('/families?list=team') },
    { title: 'list of 20, everyone', who: 'farah.aziz', run: get('/families?list=all') },
    { title: 'one child', who: 'daniel.ashworth', run: get(`/people/${person}`) },
    { title: 'family overview', who: 'daniel.ashworth', run: get(`/families/${family}`) },
    { title: 'search by name', who: 'daniel.ashworth', run: get((i) => `/search?q=${encodeURIComponent(surnames[i % surnames.length] ?? 'smith')}`) },
    { title: 'team board', who: 'nasreen.malik', run: get(`/teams/${team}`) },
    { title: 'scorecard', who: 'dorothy.nuttall', run: get('/scorecard') },
    { title: 'create an entry (open, sign)', who: 'daniel.ashworth', requests: 2, run: async (client, i) => {
      const page = await client.ask('GET', `/families/${family}/write/case_note`);
      const opened = page.status === 303 ? (await client.ask('GET', page.location)).text : page.text;
      const draft = first(opened, /\/drafts\/([0-9A-Z]{13})/);
      const body = new URLSearchParams({ csrf_token: hidden(opened, 'csrf_token'), once: hidden(opened, 'once') ?? `bench-${process.pid}-${i}-000000` });
      for (const field of opened.matchAll(/<(?:textarea|input)[^>]*name="([^"]+)"[^>]*>/g)) {
        if (body.has(field[1]) || /type="(?:hidden|radio|checkbox|submit)"/.test(field[0])) continue;
        const value = /value="([^"]*)"/.exec(field[0])?.[1];
        body.append(field[1], value || 'Telephoned the school: both children are in and settled this week.');
      }
      for (const group of new Set([...opened.matchAll(/type="(?:radio|checkbox)"[^>]*name="([^"]+)"|name="([^"]+)"[^>]*type="(?:radio|checkbox)"/g)].map((m) => m[1] ?? m[2]))) {
        const option = new RegExp(`name="${group}"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="${group}"`).exec(opened);
        body.append(group, option?.[1] ?? option?.[2] ?? '');
      }
      return (await client.ask('POST', `/drafts/${draft}/sign`, body.toString())).status === 303;
    } },
  ];
  console.log(`\n${'request'.padEnd(30)} ${'alone: p50'.padStart(11)} ${'p99 ms'.padStart(8)} ${'8 clients: p50'.padStart(15)} ${'p99 ms'.padStart(8)} ${'a second'.padStart(9)} ${'CPU ms each'.padStart(12)} failed`);
  for (const kind of kinds) {
    const clients = [];
    for (let i = 0; i < 8; i++) clients.push(await worker(kind.who));
    await kind.run(clients[0], 999_999_999);
    const alone = await stretch(kind, clients.slice(0, 1));
    const many = await stretch(kind, clients);
    console.log(`${kind.title.padEnd(30)} ${alone.p50.toFixed(2).padStart(11)} ${alone.p99.toFixed(2).padStart(8)} ${many.p50.toFixed(2).padStart(15)} ${many.p99.toFixed(2).padStart(8)} ${many.rate.toFixed(0).padStart(9)} ${alone.cpu.toFixed(2).padStart(12)} ${alone.failed + many.failed}`);
  }
  console.log(`\nafter it all: ${residentMiB(server.pid).toFixed(0)} MiB`);
}

main().then(() => finish(0), (error) => { console.error(error.message); finish(1); });
