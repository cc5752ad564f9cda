// Takes the pictures of docs/screenshots: each page of screens.json at 1280 and at 320 px, whole, as PNG.
//
//     { "name": "my-day", "user": "user name to sign in as", "path": "/my-day", "follow": ["text of a link", …] }
//
// user and follow may be left out. Names sort as they are listed: 01-sign-in-1280.png.
import fs from 'node:fs';
import path from 'node:path';
import { launchBrowser, openPage } from './lib/browser.mjs';
import { startProgram, whyNotServed } from './lib/program.mjs';
import { signIn } from './lib/sign_in.mjs';

const out = process.argv[2] ?? 'docs/screenshots';
const missing = whyNotServed();
if (missing) {
    console.error(`screens: ${missing}`);
    process.exit(1);
}
const screens = JSON.parse(fs.readFileSync(new URL('./screens.json', import.meta.url), 'utf8'));
fs.mkdirSync(out, { recursive: true });
const program = await startProgram('sqlite', { children: 400 });
const browser = await launchBrowser();
try {
    for (const [index, screen] of screens.entries()) {
        const page = await openPage(browser, program.baseUrl);
        if (screen.user) await signIn(page, screen.user);
        await page.goto(program.baseUrl + screen.path);
        for (const link of screen.follow ?? []) {
            await page.getByRole('link', { name: link }).first().click();
            await page.waitForLoadState();
        }
        for (const width of [1280, 320]) {
            await page.setViewportSize({ width, height: 900 });
            const file = path.join(out, `${String(index + 1).padStart(2, '0')}-${screen.name}-${width}.png`);
            await page.screenshot({ path: file, fullPage: true });
            console.log(file);
        }
        if (page.faults.length) console.error(`screens: ${screen.name}: ${page.faults.join('; ')}`);
        await page.context().close();
    }
} finally {
    await browser.close();
    await program.stop();
}
