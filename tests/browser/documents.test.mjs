// A document is made from the record by links alone, sent, opened as it was sent, and comes down as PDF.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { as, familyOf, main } from './lib/as.mjs';
import { onEachBackend } from './lib/house.mjs';
import { pageFaults } from './lib/probes.mjs';

onEachBackend('documents', (house) => {
    /** From the family's first page to the draft of `title` for the first reader offered. */
    async function make(page, title, named) {
        await page.goto(page.baseUrl + await familyOf(page));
        await page.getByRole('link', { name: 'Documents', exact: true }).click();
        await main(page).getByRole('link', { name: title, exact: true }).click();
        await main(page).getByRole('radio').first().check();
        if (named) await main(page).getByLabel('Name of the court, agency or person').fill(named);
        await main(page).getByRole('button', { name: 'Make it' }).click();
    }
    async function fillAll(page, words) {
        const boxes = main(page).locator('textarea[name^="write."]');
        for (let i = 0; i < await boxes.count(); ++i) await boxes.nth(i).fill(`${words} ${i}.`);
    }
    async function sendIt(page, how) {
        await main(page).getByRole('button', { name: 'See it as the reader will' }).click();
        await main(page).getByText('What was left out, and why').waitFor();
        const shown = await main(page).locator('article').innerText();
        await main(page).getByRole('radio', { name: how }).check();
        await main(page).getByRole('button', { name: 'Record as sent' }).click();
        await main(page).getByText('It is shown as it was sent').waitFor();
        return shown;
    }

    for (const [title, named, how] of [['My plan', undefined, 'Read together and left with them'], ['Letter at the end of our work', undefined, 'By post']]) {
        test(`${title}: made, sent, opened as sent, and a PDF`, async () => {
            const page = await as(house, 'socialWorker');
            await make(page, title, named);
            await fillAll(page, 'You told us that swimming helps');
            const shown = await sendIt(page, how);
            assert.match(shown, /swimming helps/);
            assert.match(shown, /Made from the record as known on/);
            assert.equal(await main(page).locator('article').innerText(), shown);
            assert.deepEqual(await pageFaults(page), []);
            const coming = page.waitForEvent('download');
            await main(page).getByRole('link', { name: 'Download as PDF' }).click();
            const file = await (await coming).path();
            assert.equal(fs.readFileSync(file).subarray(0, 4).toString(), '%PDF');
            await page.getByRole('link', { name: 'Documents', exact: true }).click();
            await main(page).getByRole('link', { name: new RegExp(`^${title}`) }).first().waitFor();
            await page.context().close();
        });
    }

    test('what is typed into a document is saved as it is typed', async () => {
        const page = await as(house, 'socialWorker');
        await make(page, 'Case summary', 'The health visitor');
        const saved = page.waitForResponse((response) => response.request().method() === 'PUT' && response.ok());
        await main(page).locator('textarea[name="write.now"]').fill('The children are well.');
        await saved;
        const draft = page.url();
        await page.goto(`${page.baseUrl}/my-day`);
        await page.goto(draft);
        assert.equal(await main(page).locator('textarea[name="write.now"]').inputValue(), 'The children are well.');
        assert.deepEqual(await pageFaults(page), []);
        await page.context().close();
    });
});
