// Signs a demonstration user in, as a person would: the sign-in page lists each user with the password.
import assert from 'node:assert/strict';

/** Signs in on `page` (openPage) as the user of that user name; ends on the page that signing in leads to. */
export async function signIn(page, userName) {
    await page.goto(`${page.baseUrl}/sign-in`);
    const row = page.getByRole('row').filter({ has: page.getByText(userName, { exact: true }) });
    assert.equal(await row.count(), 1, `the sign-in page lists ${await row.count()} users called ${userName}`);
    // The password stands in <code>, or in the row's last cell.
    const marked = row.locator('code, [data-password]').last();
    const password = (await (await marked.count() ? marked : row.getByRole('cell').last()).innerText()).trim();
    await page.getByLabel(/user ?name|email/i).first().fill(userName);
    await page.getByLabel(/^password/i).first().fill(password);
    await page.getByRole('button', { name: /^sign in/i }).click();
    await page.waitForLoadState();
    assert.doesNotMatch(new URL(page.url()).pathname, /^\/sign-in/, `${userName} could not sign in`);
}
