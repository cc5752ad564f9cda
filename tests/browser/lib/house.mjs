// Runs the same browser tests over a house on SQLite and over one on PostgreSQL.
//
//     onEachBackend('the front door', (house) => {
//         test('a school sends a request', async () => {
//             const page = await openPage(house.browser, house.baseUrl);
//             await signIn(page, 'school.lead');
//             …
//         });
//     });
//
// `house` is { browser, baseUrl, backend, log() } while its tests run: one server and one browser for each file and
// backend. Skipped while the program is not built; on PostgreSQL also without HEARTH_TEST_POSTGRES, which `make test`
// (or scripts/with-postgres) sets.
import { after, before, describe } from 'node:test';
import { launchBrowser } from './browser.mjs';
import { startProgram, whyNotServed } from './program.mjs';

export function onEachBackend(name, tests, options = {}) {
    const missing = whyNotServed();
    for (const backend of ['sqlite', 'postgresql']) {
        const why = missing || (backend === 'postgresql' && !process.env.HEARTH_TEST_POSTGRES ? 'needs HEARTH_TEST_POSTGRES' : '');
        describe(`${name}, on ${backend}`, { skip: why || false }, () => {
            const house = { backend };
            let program;
            before(async () => {
                program = await startProgram(backend, options);
                house.baseUrl = program.baseUrl;
                house.data = program.data;
                house.log = program.log;
                house.run = program.run;
                house.setClock = program.setClock;
                house.serveAgain = program.serveAgain;
                house.browser = await launchBrowser();
            });
            after(async () => {
                await house.browser?.close();
                await program?.stop();
            });
            tests(house);
        });
    }
}
