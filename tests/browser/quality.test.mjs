// Data quality: the workbench opens, a wrong date is told when it is signed, the worker goes from the fault to the form,
// mends it by signing, and the next run no longer finds it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { as, main } from './lib/as.mjs';
import { answer, sign } from './lib/forms.mjs';
import { onEachBackend } from './lib/house.mjs';

const kRule = '1103';  // an assessment that starts before its referral

onEachBackend('data quality', (house) => {
    let child = '';
    let began = '';  // the first assessment of the child's open episode

    /** Opens the form for the details of returns, for the first child of the family. */
    async function details(page, family) {
        await page.goto(`${page.baseUrl}${family}/write/return_details`);
        const people = page.getByRole('group', { name: 'Who is this about?' }).getByRole('checkbox');
        for (const box of await people.all()) await box.uncheck();
        await people.first().check();
        return (await page.getByRole('group', { name: 'Who is this about?' }).locator('label').first().innerText()).trim();
    }

    test('an analyst runs the rules and narrows what they find', async () => {
        const page = await as(house, 'performanceAnalyst');
        await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Data quality' }).click();
        await main(page).getByRole('button', { name: 'Run the rules now' }).click();
        await main(page).getByRole('heading', { name: 'If the census were sent today' }).waitFor();
        assert.match(await main(page).innerText(), /expected on 31 July/);
        await main(page).getByLabel('Kind').selectOption({ label: 'Errors' });
        await main(page).getByRole('button', { name: 'Show' }).last().click();
        assert.match(page.url(), /severity=error/);
        assert.equal(await main(page).getByRole('link', { name: /^Correct details/ }).count(), 0);
        assert.deepEqual(page.faults, []);
        await page.context().close();
    });

    test('a wrong date is told on the page after signing, which stands', async () => {
        const page = await as(house, 'socialWorker');
        await page.goto(`${page.baseUrl}/families?list=mine`);
        const links = await main(page).locator('a[href^="/families/0"]').evaluateAll((all) => [...new Set(all.map((a) => a.getAttribute('href')))]);
        for (const family of links.filter((href) => /^\/families\/[^/]+$/.test(href))) {
            child = await details(page, family);
            await answer(page, 'Date of the referral', new Date());
            await answer(page, 'What was wrong and how you know', 'The test moves it to today.');
            await sign(page);
            const told = await main(page).innerText();
            assert.match(told, /Signed/);
            if (!told.includes('What the returns’ rules say')) continue;
            assert.match(told, /nothing below has to be done now/);
            await page.goto(`${page.baseUrl}/quality?rule=${kRule}`);
            const lines = main(page).getByRole('row').filter({ hasText: `Rule ${kRule},` }).filter({ hasText: child.split(' ')[0] });
            if (await lines.count() === 0) continue;
            const dates = (await lines.allInnerTexts()).join(' ').match(/\d{4}-\d{2}-\d{2}/g);
            began = dates.sort()[0];
            break;
        }
        assert.ok(began, 'no family of the worker has a child with an assessment in an open episode');
        await page.context().close();
    });

    test('the worker goes from the fault to the form, signs, and it is gone', async () => {
        const page = await as(house, 'socialWorker');
        await page.goto(`${page.baseUrl}/my-day`);
        await main(page).getByRole('link', { name: 'See and mend them' }).click();
        await main(page).getByLabel('Rule', { exact: true }).selectOption(kRule);
        await main(page).getByRole('button', { name: 'Show' }).last().click();
        const line = main(page).getByRole('row').filter({ hasText: `Rule ${kRule},` }).filter({ hasText: child.split(' ')[0] }).first();
        await line.getByRole('link', { name: /^Correct details for the returns/ }).click();
        await page.waitForURL(/\/drafts\//);
        assert.match(new URL(page.url()).hash, /assessment_started/);
        const people = page.getByRole('group', { name: 'Who is this about?' }).getByRole('checkbox');
        for (const box of await people.all()) await box.uncheck();
        await people.first().check();
        const [year, month, date] = began.split('-').map(Number);
        await answer(page, 'Date of the referral', new Date(year, month - 1, date));
        await answer(page, 'What was wrong and how you know', 'It came on the day on which the assessment began.');
        await sign(page);
        assert.match(await main(page).innerText(), /Signing this mended/);
        await page.goto(`${page.baseUrl}/quality?rule=${kRule}`);
        assert.equal(await main(page).getByRole('row').filter({ hasText: `Rule ${kRule},` }).filter({ hasText: child.split(' ')[0] }).count(), 0);
        assert.deepEqual(page.faults, []);
        await page.context().close();
    });

    test('the next run agrees, and the fault is among those that were mended', async () => {
        const page = await as(house, 'performanceAnalyst');
        await page.goto(`${page.baseUrl}/quality`);
        await main(page).getByRole('button', { name: 'Run the rules now' }).click();
        await page.goto(`${page.baseUrl}/quality?rule=${kRule}&state=mended`);
        assert.ok(await main(page).getByRole('row').filter({ hasText: child.split(' ')[0] }).count() > 0);
        await page.context().close();
    });

    test('a return is made, marked as sent and made again', async () => {
        const page = await as(house, 'performanceAnalyst');
        await page.goto(`${page.baseUrl}/quality`);
        await main(page).getByRole('link', { name: 'Returns that were made and sent' }).click();
        await main(page).getByRole('button', { name: 'Make the return' }).click();
        await main(page).getByText('Not submitted').first().waitFor();
        await main(page).getByRole('link', { name: /^Make it again as known then/ }).first().click();
        assert.match(await main(page).innerText(), /byte for byte/);
        await page.goBack();
        await main(page).getByRole('button', { name: /^Mark as submitted/ }).first().click();
        assert.match(await main(page).innerText(), /marked by/);
        assert.deepEqual(page.faults, []);
        await page.context().close();
    });
});
