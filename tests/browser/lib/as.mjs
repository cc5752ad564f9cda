// What the tests of pages share: a page with somebody signed in, and a family of theirs.
import { openPage } from './browser.mjs';
import { cast, signIn } from './sign_in.mjs';

export const main = (page) => page.getByRole('main');

/** A page for `role`, signed in. options: openPage's, and `browser` for another than the house's. */
export async function as(house, role, options = {}) {
    const page = await openPage(options.browser ?? house.browser, house.baseUrl, options);
    await signIn(page, cast[role]);
    return page;
}

/** The address of the first family in the list of those that are this person's own. */
export async function familyOf(page) {
    await page.goto(`${page.baseUrl}/families?list=mine`);
    const link = await main(page).locator('a[href^="/families/0"]').first().getAttribute('href');
    return new URL(link, page.baseUrl).pathname;
}
