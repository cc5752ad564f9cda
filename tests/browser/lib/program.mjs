// The program under test: makes a small demonstration authority in a temporary folder, serves it on a free loopback
// port, and stops it by its process id.
//
// On PostgreSQL the authority lives in a database of its own, made in the server that HEARTH_TEST_POSTGRES names and
// dropped afterwards; the program is told by HEARTH_DATABASE_URL.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const program = process.env.HEARTH_PROGRAM ?? path.join(top, 'build/hearth');
const running = new Set();
process.on('exit', () => { for (const child of running) child.kill('SIGKILL'); });

/** Empty when the program can be served; else why it cannot yet. */
export function whyNotServed() {
    if (!fs.existsSync(program)) return 'build/hearth is not built';
    for (const command of ['demo', 'serve']) {
        const help = spawnSync(program, [command, '--help'], { encoding: 'utf8' });
        if (help.status !== 0) return `build/hearth has no command "${command}" yet`;
    }
    return '';
}

function freePort() {
    return new Promise((resolve, reject) => {
        const server = net.createServer();
        server.on('error', reject);
        server.listen(0, '127.0.0.1', () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });
}

function sql(statement) {
    const done = spawnSync('psql', ['-qX', '-v', 'ON_ERROR_STOP=1', '-d', process.env.HEARTH_TEST_POSTGRES, '-c', statement],
        { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`psql: ${done.stderr}`);
}

async function stopChild(child) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(timer);
}

// What makes a program believe that it is another time: Debian's libfaketime.
const fakeTime = spawnSync('dpkg', ['-L', 'libfaketime'], { encoding: 'utf8' }).stdout?.split('\n').find((file) => file.endsWith('/libfaketimeMT.so.1')) ?? '';

/**
 * Starts an authority on `backend` ('sqlite' or 'postgresql'). Gives { baseUrl, data, backend, log(), run(), stop(),
 * setClock(), serveAgain() }; run(...arguments) runs a command of the program over the authority and gives what it printed.
 * The same seed makes the same authority. census: a file of the children in need census to import first. clock: a Date at
 * which the authority is made and the server begins; setClock(date) moves the server's clock, which goes on from there.
 * sql: statements to run over the authority before it is served. serveAgain(env) ends the server and serves the same
 * authority at the same address, with other settings.
 */
export async function startProgram(backend, { children = 60, seed = 1, args = [], env = {}, census, clock, sql: statements } = {}) {
    const data = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-browser-'));
    const environment = { ...process.env, ...env };
    const clockFile = `${data}.clock`;
    const setClock = (date) => {
        // Written beside and moved: the program may be reading it.
        fs.writeFileSync(`${clockFile}.new`, `+${((date.getTime() - Date.now()) / 1000).toFixed(3)}\n`.replace('+-', '-'));
        fs.renameSync(`${clockFile}.new`, clockFile);
    };
    if (clock) {
        if (!fs.existsSync(fakeTime)) throw new Error('a clock needs libfaketime (scripts/setup test)');
        setClock(clock);
        Object.assign(environment, { LD_PRELOAD: fakeTime, FAKETIME_TIMESTAMP_FILE: clockFile, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' });
    }
    let database;
    if (backend === 'postgresql') {
        database = `hearth_browser_${randomBytes(6).toString('hex')}`;
        sql(`CREATE DATABASE ${database}`);
        const address = new URL(process.env.HEARTH_TEST_POSTGRES);
        address.pathname = `/${database}`;
        environment.HEARTH_DATABASE_URL = address.href;
    }
    const remove = () => {
        fs.rmSync(data, { recursive: true, force: true });
        fs.rmSync(clockFile, { force: true });
        if (database) sql(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    };

    const made = spawnSync(program, ['demo', '--children', String(children), '--seed', String(seed), '--data', data],
        { encoding: 'utf8', env: environment, timeout: 120_000, cwd: top });
    if (made.status !== 0) {
        remove();
        throw new Error(`hearth demo ended with ${made.status ?? made.signal}:\n${made.stdout}${made.stderr}`);
    }

    const run = (...words) => {
        const done = spawnSync(program, [...words, '--data', data], { encoding: 'utf8', env: environment, timeout: 60_000, cwd: top });
        if (done.status !== 0) throw new Error(`hearth ${words.join(' ')} ended with ${done.status ?? done.signal}:\n${done.stdout}${done.stderr}`);
        return done.stdout;
    };
    try {
        if (census) run('import', 'cin', census);
        if (statements) {
            const [command, words] = database
                ? ['psql', ['-qX', '-v', 'ON_ERROR_STOP=1', '-d', environment.HEARTH_DATABASE_URL]] : ['sqlite3', ['-bail', path.join(data, 'hearth.db')]];
            const done = spawnSync(command, words, { encoding: 'utf8', input: statements });
            if (done.status !== 0) throw new Error(`${command}: ${done.stderr}${done.error ?? ''}`);
        }
    } catch (error) {
        remove();
        throw error;
    }

    const port = await freePort();
    const baseUrl = `http://127.0.0.1:${port}`;
    let output = '', child;
    const stop = async () => { await stopChild(child); remove(); };
    const serve = async (more) => {
        // If this process is killed outright, the kernel stops the server.
        child = spawn('setpriv', ['--pdeathsig', 'TERM', program, 'serve', '--data', data, '--port', String(port), ...args],
            { env: { ...environment, ...more }, stdio: ['ignore', 'pipe', 'pipe'], cwd: top });
        const own = child;
        running.add(own);
        own.once('exit', () => running.delete(own));
        for (const stream of [own.stdout, own.stderr]) stream.on('data', (text) => { output += text; });
        const deadline = Date.now() + 30_000;
        for (;;) {
            if (own.exitCode !== null || Date.now() > deadline) {
                await stop();
                throw new Error(`hearth serve was not ready (${own.exitCode ?? 'still running'}):\n${output}`);
            }
            const ready = await fetch(`${baseUrl}/health`).then((answer) => answer.ok, () => false);
            if (ready) break;
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
    };
    await serve({});
    const serveAgain = async (more) => { await stopChild(child); await serve(more); };
    return { baseUrl, data, backend, log: () => output, run, stop, setClock, serveAgain };
}
