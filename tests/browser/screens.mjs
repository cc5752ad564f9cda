// Takes the pictures of docs/screenshots: each page of screens.json at 1280 and at 320 px, as PNG.
//
//     { "name": "my-day", "as": "socialWorker", "path": "/my-day", "follow": ["CSS of a link, whose first match is opened", …] }
//
// as is a role of lib/sign_in.mjs; it and follow may be left out. without: words that the page must have lost first. A picture ends at kTallest: the folder is to stay small.
// With SCREENS_ONLY=my-day,family only those are taken.
import fs from 'node:fs';
import path from 'node:path';
import { launchBrowser, openPage } from './lib/browser.mjs';
import { startProgram, whyNotServed } from './lib/program.mjs';
import { cast, signIn } from './lib/sign_in.mjs';

const kTallest = { 1280: 1600, 320: 2000 };

const out = process.argv[2] ?? 'docs/screenshots';
const missing = whyNotServed();
if (missing) {
    console.error(`screens: ${missing}`);
    process.exit(1);
}
const only = process.env.SCREENS_ONLY?.split(',');
const screens = JSON.parse(fs.readFileSync(new URL('./screens.json', import.meta.url), 'utf8'))
    .filter(({ name }) => !only || only.includes(name));
fs.mkdirSync(out, { recursive: true });
const program = await startProgram('sqlite', { children: 400, seed: 7 });
const browser = await launchBrowser();
let failed = 0;
try {
    for (const screen of screens) {
        const page = await openPage(browser, program.baseUrl);
        try {
            if (screen.as) await signIn(page, cast[screen.as]);
            await page.goto(program.baseUrl + screen.path);
            for (const link of screen.follow ?? []) {
                const to = await page.locator(link).first().getAttribute('href');
                await page.goto(new URL(to, page.url()).href);
            }
            // Figures that the server is still working out: the page is asked for again.
            for (let again = 0; screen.without && again < 60 && new RegExp(screen.without, 'i').test(await page.locator('main').innerText()); ++again) {
                await page.waitForTimeout(2000);
                await page.reload();
            }
            for (const width of [1280, 320]) {
                await page.setViewportSize({ width, height: 900 });
                const tall = await page.evaluate(() => document.documentElement.scrollHeight);
                const file = path.join(out, `${screen.name}-${width}.png`);
                await page.screenshot({ path: file, fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(tall, kTallest[width]) } });
                console.log(`${file} ${Math.round(fs.statSync(file).size / 1024)} KB`);
            }
            for (const fault of page.faults) console.error(`screens: ${screen.name}: ${fault}`);
        } catch (error) {
            ++failed;
            console.error(`screens: ${screen.name}: ${error.message}`);
        }
        await page.context().close();
    }
} finally {
    await browser.close();
    await program.stop();
}
process.exit(failed ? 1 : 0);
