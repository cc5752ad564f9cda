// Signs demonstration users in, as a person would: the sign-in page lists each user's name and the password of all.
import assert from 'node:assert/strict';

/** One person for each role of the story, by sign-in name. */
export const cast = {
    schoolLead: 'hannah.threlfall',
    mashOfficer: 'ruth.eccles',
    mashManager: 'owen.kenyon',
    police: 'craig.lomax',
    health: 'siobhan.byrne',
    probation: 'andrew.gordon',
    teamManager: 'nasreen.malik',
    socialWorker: 'daniel.ashworth',
    seniorSocialWorker: 'grace.mensah',
    familyPractitioner: 'katie.pickup',
    recoveryWorker: 'tom.hindle',
    abusePractitioner: 'leila.haddad',
    abuseOfficer: 'martin.seddon',
    mentalHealth: 'priya.desai',
    businessSupport: 'joan.rigby',
    conferenceChair: 'helen.winstanley',
    practiceAuditor: 'colin.fairclough',
    performanceAnalyst: 'mei.chan',
    serviceManager: 'farah.aziz',
    boardMember: 'dorothy.nuttall',
    informationGuardian: 'peter.sagar',
    systemAdministrator: 'lee.wadsworth',
};

/** The password that the sign-in page, shown on `page`, gives for everybody. */
export async function demonstrationPassword(page) {
    return (await page.getByText(/password is/i).locator('code').first().innerText()).trim();
}

/** Signs in on `page` (openPage) as the user of that sign-in name; ends on the page that signing in leads to. */
export async function signIn(page, userName) {
    if (!new URL(page.url(), page.baseUrl).pathname.startsWith('/sign-in')) await page.goto(`${page.baseUrl}/sign-in`);
    const row = page.getByRole('row').filter({ has: page.getByText(userName, { exact: true }) });
    assert.equal(await row.count(), 1, `the sign-in page lists ${await row.count()} users called ${userName}`);
    const password = await demonstrationPassword(page);
    await page.getByLabel('Sign-in name').fill(userName);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'))
        .catch(() => assert.fail(`${userName} could not sign in`));
}
