// Answers a form as a person does: by the words of its questions and choices.
import assert from 'node:assert/strict';

/** Three boxes of a date. */
export function day(date) {
    return { day: String(date.getDate()), month: String(date.getMonth() + 1), year: String(date.getFullYear()) };
}

/** The date so many days from now. */
export function daysFromNow(days) {
    const date = new Date();
    date.setDate(date.getDate() + days);
    return date;
}

/**
 * Answers the question `label` inside `scope` (a page or a part of one). value: text; the words of a choice (their
 * beginning suffices in a list of names); an array of choices to tick; a Date; { at: Date, time: 'HH:MM' }.
 */
export async function answer(scope, label, value) {
    if (value instanceof Date) return answerDate(scope, label, value);
    if (value?.at instanceof Date) {
        await answerDate(scope, label, value.at);
        return visible(scope.getByLabel(`Time: ${label}`, { exact: true })).fill(value.time);
    }
    const group = scope.getByRole('group', { name: label, exact: true });
    if (await group.count() === 1) {
        for (const words of Array.isArray(value) ? value : [value]) {
            const choice = Array.isArray(value) ? 'checkbox' : 'radio';
            await group.getByRole(choice, { name: startsWith(words) }).first().check();
        }
        return undefined;
    }
    const field = visible(scope.getByLabel(label, { exact: true }));
    assert.equal(await field.count(), 1, `${await field.count()} questions "${label}" on ${await title(scope)}`);
    if (await field.evaluate((element) => element.tagName) !== 'SELECT') return field.fill(value);
    const words = await field.locator('option').allInnerTexts();
    const wanted = words.find((text) => text.trim() === value) ?? words.find((text) => text.trim().startsWith(value)) ??
        words.find((text) => text.includes(value));
    assert.ok(wanted !== undefined, `"${label}" offers ${words.join('; ')}, and not ${value}`);
    return field.selectOption({ label: wanted.trim() });
}

/** Answers several questions in their order. */
export async function answers(scope, all) {
    for (const [label, value] of Object.entries(all)) await answer(scope, label, value);
}

/** The nth of the repeated parts called `item` ("Person 2"), asked for with the page's own button when it is not there. */
export async function part(page, item, n) {
    const group = page.getByRole('group', { name: `${item} ${n}`, exact: true });
    if (await group.count() === 0) {
        await page.getByRole('button', { name: new RegExp(`^Add another ${item}$`, 'i') }).click();
        await group.waitFor();
    }
    return group;
}

/** Signs the form on the page; fails with what the page says when it is not signed. */
export async function sign(page, button = /^Sign/) {
    // The address may be that of a form that came back from signing already: only a new page is the answer.
    const answered = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame());
    await page.getByRole('main').getByRole('button', { name: button }).click();
    await answered;
    await page.waitForURL(/\/sign$|\/contacts|\/families|\/meetings|\/checks/);
    const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
    if (await summary.count()) assert.fail(`not signed: ${(await summary.innerText()).replace(/\s+/g, ' ')}`);
}

async function answerDate(scope, label, date) {
    const boxes = scope.getByRole('group', { name: label, exact: true });
    const { day: d, month, year } = day(date);
    await boxes.getByLabel('Day').fill(d);
    await boxes.getByLabel('Month').fill(month);
    await boxes.getByLabel('Year').fill(year);
}

function visible(locator) {
    return locator.filter({ visible: true });
}

function startsWith(words) {
    return new RegExp(`^\\s*${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}

async function title(scope) {
    return scope.title ? scope.title() : scope.page().title();
}
