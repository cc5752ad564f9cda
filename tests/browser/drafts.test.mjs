// Nothing typed is lost or doubled: a double click signs once; a draft survives a killed browser, another device, a
// time-out.
import assert from 'node:assert/strict';
import test from 'node:test';
import { as, familyOf, main } from './lib/as.mjs';
import { launchBrowser } from './lib/browser.mjs';
import { answer, answers } from './lib/forms.mjs';
import { onEachBackend } from './lib/house.mjs';
import { cast, signIn } from './lib/sign_in.mjs';

onEachBackend('what is typed', (house) => {
    const note = 'Rang the school: both children were in today and had eaten.';

    /** Types a note about the family and waits until the server has said that it holds these words; presses nothing. */
    async function writeNote(page, family, words) {
        await page.goto(`${page.baseUrl}${family}/write/case_note`);
        const saved = page.waitForResponse((response) => response.request().method() === 'PUT' && response.ok() &&
            new URLSearchParams(response.request().postData()).get('note') === words);
        await answers(page, { 'What kind': 'We called', 'With whom': 'School', Note: words });
        await saved;
    }

    test('a double click signs once', async () => {
        const page = await as(house, 'socialWorker');
        const family = await familyOf(page);
        await writeNote(page, family, `${note} Signed twice.`);
        const people = page.getByRole('group', { name: 'Who is this about?' }).getByRole('checkbox');
        if (await people.count()) await people.first().check();
        // Two posts of the same form, as when the button's guard does not run.
        const form = page.locator('main form[data-draft]');
        const { action, body } = await form.evaluate((element) => {
            const button = element.querySelector('button[formaction$="/sign"]');
            return { action: button.formAction, body: new URLSearchParams(new FormData(element)).toString() };
        });
        const post = () => page.request.post(action, { data: body, headers: { 'content-type': 'application/x-www-form-urlencoded', origin: page.baseUrl } });
        const [first, second] = await Promise.all([post(), post()]);
        assert.equal(first.status(), 200);
        assert.equal(second.status(), 200);
        assert.match(await first.text(), /Signed/);
        await page.goto(`${page.baseUrl}${family}/chronology`);
        assert.equal(await main(page).getByText('Signed twice.').count(), 1);
        await page.context().close();
    });

    test('a draft survives a browser that is killed, and is there on another device', async () => {
        const browser = await launchBrowser();
        const page = await as(house, 'socialWorker', { browser });
        const family = await familyOf(page);
        await writeNote(page, family, `${note} Not lost.`);
        const draft = new URL(page.url()).pathname;
        await browser.close();  // nothing was pressed

        const other = await as(house, 'socialWorker');
        await other.goto(`${other.baseUrl}/my-day`);
        await main(other).locator(`a[href="${draft}"]`).first().click();
        assert.equal(await other.getByLabel('Note', { exact: true }).inputValue(), `${note} Not lost.`);
        await other.context().close();
    });

    test('two devices: both texts are shown and neither is lost', async () => {
        const page = await as(house, 'socialWorker');
        const family = await familyOf(page);
        await writeNote(page, family, 'The first device’s words.');
        const draft = page.url();
        const other = await as(house, 'socialWorker', { scripts: false });
        await other.goto(draft);
        await other.getByLabel('Note', { exact: true }).fill('The second device’s words.');
        await main(other).getByRole('button', { name: 'Save draft' }).click();
        await page.getByLabel('Note', { exact: true }).fill('The first device’s other words.');
        await main(page).getByRole('button', { name: 'Save draft' }).click();
        await page.getByText('Two texts').first().waitFor();
        const words = await main(page).innerText() + await page.getByLabel('Note', { exact: true }).inputValue();
        assert.match(words, /The second device’s words/);
        assert.match(words, /The first device’s other words/);
        await page.context().close();
        await other.context().close();
    });
});

onEachBackend('a session that times out', (house) => {
    test('keeps what was typed, and shows it after signing in again', async () => {
        const page = await as(house, 'socialWorker');
        const family = await familyOf(page);
        await page.goto(`${page.baseUrl}${family}/write/case_note`);
        await answers(page, { 'What kind': 'They called', 'With whom': 'Grandmother' });
        await page.getByRole('status').filter({ hasText: /^Saved \d/ }).first().waitFor();
        await new Promise((resolve) => setTimeout(resolve, 63_000));
        await answer(page, 'Note', 'She has the children tonight.');
        await main(page).getByRole('button', { name: 'Save draft' }).click();
        await page.waitForURL(/\/sign-in/);
        await signIn(page, cast.socialWorker);
        assert.match(page.url(), /\/drafts\//, 'signing in again leads back to the draft');
        assert.equal(await page.getByLabel('Note', { exact: true }).inputValue(), 'She has the children tonight.');
    });
}, { children: 40, env: { HEARTH_SESSION_IDLE_MINUTES: '1' } });
