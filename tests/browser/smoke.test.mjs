// The program starts, says that it is ready, and shows a sign-in page that everyone can use and that is plainly a
// demonstration.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openPage } from './lib/browser.mjs';
import { onEachBackend } from './lib/house.mjs';
import { pageFaults } from './lib/probes.mjs';

onEachBackend('the first page', (house) => {
    test('health says ready', async () => {
        const answer = await fetch(`${house.baseUrl}/health`);
        assert.equal(answer.status, 200);
    });
    test('the sign-in page bears every probe', async () => {
        const page = await openPage(house.browser, house.baseUrl);
        const answer = await page.goto(`${house.baseUrl}/sign-in`);
        assert.equal(answer.status(), 200);
        assert.match(answer.headers()['content-security-policy'] ?? '', /default-src/);
        assert.match(await page.locator('body').innerText(), /demonstration/i);
        assert.deepEqual(await pageFaults(page), []);
    });
    test('the sign-in page is whole with scripts off', async () => {
        const page = await openPage(house.browser, house.baseUrl, { scripts: false });
        await page.goto(`${house.baseUrl}/sign-in`);
        assert.ok(await page.getByRole('button', { name: /^sign in/i }).isVisible());
        assert.ok(await page.getByLabel(/^password/i).first().isVisible());
    });
    test('a page for those signed in leads to the sign-in page', async () => {
        const page = await openPage(house.browser, house.baseUrl);
        await page.goto(house.baseUrl);
        assert.match(new URL(page.url()).pathname, /^\/sign-in/);
    });
});
