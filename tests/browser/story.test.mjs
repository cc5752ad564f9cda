// The main job as one story: a school's request becomes a family's record, work, a decision and a board's figure. Each
// person is signed in in a browser of their own; what is asserted is what that person sees.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openPage } from './lib/browser.mjs';
import { answer, answers, daysFromNow, part, sign } from './lib/forms.mjs';
import { onEachBackend } from './lib/house.mjs';
import { cast, signIn } from './lib/sign_in.mjs';

const kFamily = 'Larkhill and Bradshaw family';
const kChildren = ['Amelia Larkhill', 'Noah Larkhill', 'Isla Larkhill'];
const kMother = 'Chloe Larkhill', kFather = 'Ryan Bradshaw';
const kWorries = 'Amelia said that dad shouts and mum stays in bed. Noah came to school hungry three times this week.';
const kPolice = 'Two calls to the address in a year for shouting; no arrest.';
const kReason = 'Three young children live with abuse, drinking and low mood; school and a grandmother keep them seen each day.';
const kToldReferrer = 'A social worker will visit this week and will ring you on the day.';
// What each discipline writes, and where: the words by which others find it again.
const kRecovery = 'Chloe drinks most evenings and wants to stop before Christmas.';
const kSurvivor = 'Chloe is afraid when Ryan has been out late; she keeps a bag at her mother’s.';
const kPosesRisk = 'Ryan says that he frightens the children and does not want to be his father.';
const kMind = 'Chloe sleeps badly and her mood is low; she has agreed to see her doctor.';
const kVisit = 'Both children showed me their rooms; there was food in and the heating was on.';
const kAmeliaSaid = 'I want mum to come to my assembly.';
const kVisitAction = 'Ask school for a breakfast place for Noah';
const kDecisionReason = 'Change has begun and the children are seen every day; another month with the plan.';
const kSupervisionAction = 'Leila and Tom see Chloe together once a week';

/** Each role's page, signed in when first asked for. */
function people(house) {
    const pages = new Map();
    const as = async (role) => {
        if (!pages.has(role)) {
            const page = await openPage(house.browser, house.baseUrl);
            await signIn(page, cast[role]);
            pages.set(role, page);
        }
        return pages.get(role);
    };
    as.pages = pages;
    return as;
}

const main = (page) => page.getByRole('main');
const go = (page, path) => page.goto(page.baseUrl + path);
const text = async (page) => (await main(page).innerText()).replace(/\s+/g, ' ');
const sees = async (page, words) => assert.ok((await text(page)).includes(words), `"${words}" is not on ${page.url()}:\n${(await text(page)).slice(0, 3000)}`);
const seesNot = async (page, words) => assert.ok(!(await page.content()).includes(words), `"${words}" is on ${page.url()}`);

/** Opens the main navigation's `place` and says that the page came. */
async function place(page, name) {
    await page.getByRole('banner').or(page.getByRole('navigation')).getByRole('link', { name, exact: true }).first().click();
    await page.waitForLoadState();
}

/** The card of the story's request in the queue. */
const card = (page) => main(page).getByRole('listitem').filter({ hasText: kChildren[0] });

async function openRequest(page) {
    await go(page, '/front-door');
    await card(page).getByRole('link').first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
}

/** A request for support as the school begins it: who asks, from where. */
async function beginRequest(page) {
    await place(page, 'Front door');
    await main(page).getByRole('button', { name: 'Make a request for support' }).click();
    await page.waitForURL(/\/drafts\//);
    await answers(page, {
        'Your name and job': 'Hannah Threlfall, safeguarding lead',
        'How we can reach you today': '01632 960118',
        'Where you work': 'School',
        'District where the children live': 'Fylde',
        'Is a child in immediate danger?': 'No',
    });
}

onEachBackend('the main job', (house) => {
    const as = people(house);
    let family;  // the path of the family's page, as people follow links to it
    let children = [];  // the paths of the children's pages
    let team;  // the name of the team that takes the family

    test('a school safeguarding lead sends a request about three siblings and their parents', async () => {
        const page = await as('schoolLead');
        await beginRequest(page);
        const home = { Address: '14 Sandpiper Close', Town: 'Saltmarsh Green', Postcode: 'FY8 1ZZ' };
        const members = [
            { 'Part in the family': 'Child', 'First names': 'Amelia', Surname: 'Larkhill', 'Date of birth': new Date(2017, 4, 9), Sex: 'Female', ...home },
            { 'Part in the family': 'Child', 'First names': 'Noah', Surname: 'Larkhill', 'Date of birth': new Date(2020, 1, 20), Sex: 'Male', ...home },
            { 'Part in the family': 'Child', 'First names': 'Isla', Surname: 'Larkhill', 'Date of birth': new Date(2024, 7, 3), Sex: 'Female', ...home },
            { 'Part in the family': 'Parent', 'First names': 'Chloe', Surname: 'Larkhill', 'Date of birth': new Date(1994, 2, 14), Sex: 'Female',
                'What are they to the children?': 'Parent by birth', 'Is that so for all of the children?': 'Yes', ...home },
            { 'Part in the family': 'Parent', 'First names': 'Ryan', Surname: 'Bradshaw', Sex: 'Male',
                'What are they to the children?': 'Parent by birth', 'Is that so for all of the children?': 'Yes' },
        ];
        for (const [i, member] of members.entries()) await answers(await part(page, 'Person', i + 1), member);
        await answers(page, {
            'What are you worried about?': kWorries,
            'What is working well?': 'The children come to school every day and their grandmother collects them.',
            'What do you hope will happen?': 'That somebody helps both parents, and that the children feel safe at home.',
            'Which level of need do you think this is?': 'Level 4',
            'What have the children said': 'Amelia: “It is loud at night.”',
            'Does the family know, and have they agreed?': 'Yes',
            'Who did you ask?': 'Chloe Larkhill, at the school gate',
            'How can the family be contacted safely?': ['Through the school'],
        });
        await sign(page);
        await sees(page, 'Request sent');
        await place(page, 'Front door');
        const row = page.getByRole('row').filter({ hasText: kChildren[0] });
        assert.equal(await row.count(), 1);
        assert.match(await row.innerText(), /Not decided yet/);
    });

    // proves: S3-122
    test('the MASH officer finds it in the queue with the automatic checks, rates it and asks three partners', async () => {
        const page = await as('mashOfficer');
        await place(page, 'Front door');
        assert.equal(await card(page).count(), 1);
        assert.match(await card(page).innerText(), /Not rated/);
        assert.match(await card(page).innerText(), /3 children, 2 adults/);
        await card(page).getByRole('link').first().click();
        for (const name of [...kChildren, kMother, kFather]) await main(page).getByRole('heading', { name }).first().waitFor();
        // For every person named, children and adults: each check has an answer, early help for every child.
        for (const child of kChildren) {
            const checks = main(page).getByRole('table', { name: `Checks for ${child}` });
            const words = await checks.innerText();
            for (const check of [/known\?/, /Open to a worker now\?/, /Early help\?/, /Other children/, /address\?/, /Earlier requests/])
                assert.match(words, check);
        }
        await sees(page, kWorries);

        await main(page).getByRole('button', { name: 'Screen and rate' }).click();
        await page.waitForURL(/\/drafts\//);
        await answers(page, {
            'Is any of these people known?': 'No',
            'Is a child open to a worker now?': 'No',
            'Has the family had early help?': 'No',
            'Are there other children?': 'No',
            'Is the address known?': 'No',
            'Were there earlier contacts?': 'No',
            Rating: 'Amber',
            'Why this rating': 'Frightened and hungry children, and adults who see them every day.',
            'Consent to ask other agencies': 'Given',
            'Who was asked?': 'Chloe Larkhill',
        });
        await sign(page);
        await openRequest(page);
        await sees(page, 'Amber');
        for (const agency of ['Northmoor Constabulary', 'Northmoor Coast and Valleys NHS Trust', 'Probation Service, Northmoor']) {
            await main(page).getByRole('button', { name: `Ask ${agency}`, exact: true }).click();
            const asked = main(page).getByRole('row').filter({ hasText: agency });
            await asked.waitFor();
            assert.match(await asked.innerText(), /Waiting/);
        }
    });

    test('police, health and probation answer, each with the basis for sharing or declining', async () => {
        const answering = {
            police: { 'Is anything known?': 'Something is known', 'Why you can or cannot share it': 'Duty to share',
                'I have shared only what is needed to decide how to help these children': 'Yes',
                'May the family be told that you shared this?': 'No', 'Information, or why it cannot be shared': kPolice },
            health: { 'Is anything known?': 'Nothing known', 'Why you can or cannot share it': 'Nothing is held' },
            probation: { 'Is anything known?': 'Cannot share', 'Why you can or cannot share it': 'Declined: sharing would be more detrimental',
                'Information, or why it cannot be shared': 'An order of another court; ask the duty officer.' },
        };
        for (const [role, words] of Object.entries(answering)) {
            const page = await as(role);
            await main(page).getByRole('link', { name: /Answer them/ }).click();
            await main(page).getByRole('link', { name: new RegExp(kChildren[0]) }).click();
            await seesNot(page, kWorries);  // the people and the question, nothing else of the request
            await main(page).getByRole('button', { name: /^Answer/ }).click();
            await page.waitForURL(/\/drafts\//);
            await answers(page, words);
            await sign(page);
            await sees(page, 'Signed');
        }
        const page = await as('mashOfficer');
        await openRequest(page);
        await sees(page, kPolice);
        await sees(page, 'Nothing known');
        await sees(page, 'Cannot share');
        await sees(page, 'more detrimental');
        await main(page).getByRole('button', { name: 'Send to the manager' }).click();
        await page.waitForLoadState();
    });

    test('the MASH manager decides with level and reason, and the referrer sees that they were told', async () => {
        team = await (async () => {
            const page = await as('teamManager');
            await main(page).getByRole('link', { name: 'Team board', exact: true }).click();
        await page.waitForURL(/\/teams\//);
            return (await page.getByRole('heading', { level: 1 }).innerText()).split('\n').pop().trim();
        })();
        const page = await as('mashManager');
        await openRequest(page);
        await main(page).getByRole('button', { name: 'Decide', exact: true }).click();
        await page.waitForURL(/\/drafts\//);
        await answer(page, 'Who is this about?', kChildren);
        await answers(page, {
            'Level of need': 'Level 4',
            Outcome: 'Child and family assessment',
            Reason: kReason,
            'Main need': 'Abuse, neglect or exploitation',
            'Does anyone disagree?': 'No',
            'Which family is it?': 'A family new to us',
            'What to call the family': kFamily,
            District: 'Fylde',
            Team: team,
            'What we tell the referrer': kToldReferrer,
            'Send it now': 'Yes',
        });
        await sign(page);
        await sees(page, 'Signed');
        await go(page, '/front-door');

        const school = await as('schoolLead');
        await place(school, 'Front door');
        const row = school.getByRole('row').filter({ hasText: kChildren[0] });
        assert.match(await row.innerText(), /Child and family assessment, told/);
        await row.getByRole('link').first().click();
        await sees(school, kToldReferrer);
        await seesNot(school, kPolice);
    });

    // proves: S0-29
    test('the team manager allocates five disciplines, and sees what each carries already', async () => {
        const page = await as('teamManager');
        await go(page, '/my-day');
        await main(page).getByRole('link', { name: 'Team board', exact: true }).click();
        await page.waitForURL(/\/teams\//);
        await main(page).getByRole('link', { name: `Allocate the ${kFamily}` }).click();
        await page.getByRole('heading', { name: /Allocate/, level: 1 }).waitFor();
        await sees(page, 'The target is 15');
        const choose = (name) => page.getByRole('radio', { name: new RegExp(`^${name}`) });
        for (const name of ['Daniel Ashworth', 'Tom Hindle', 'Leila Haddad', 'Martin Seddon', 'Priya Desai']) {
            const load = await choose(name).first().evaluate((input) => (input.getAttribute('aria-describedby') ?? '').split(' ')
                .map((id) => document.getElementById(id)?.textContent ?? '').join(' '));
            assert.match(load, /\d+ of \d+/, `${name}’s caseload beside the target`);
            await choose(name).first().check();
        }
        await answer(page, 'Recovery (drugs and alcohol) is to work with', kMother);
        await answer(page, 'Domestic abuse, with survivors is to work with', kMother);
        await answer(page, 'Mental health is to work with', kMother);
        await answer(page, 'Domestic abuse, with people who pose risk is to work with', kFather);
        await main(page).getByRole('button', { name: 'Allocate', exact: true }).click();
        await page.waitForURL(/\/families\/[^/]+$/);
        family = new URL(page.url()).pathname;
        for (const name of ['Daniel Ashworth', 'Tom Hindle', 'Leila Haddad', 'Martin Seddon', 'Priya Desai']) {
            assert.equal(await page.getByRole('table', { name: 'Who works with this family' }).getByRole('row').filter({ hasText: name }).count(), 1, name);
        }
        children = await Promise.all(kChildren.map(async (name) => {
            const link = page.getByRole('table', { name: 'Children' }).getByRole('link', { name, exact: true });
            return new URL(await link.getAttribute('href'), page.baseUrl).pathname;
        }));
    });

    // where: /contacts/{contact} /known
    test('a later request about a child who is known is offered the child, nobody is made twice, and her worker hears of it', async () => {
        const school = await as('schoolLead');
        await beginRequest(school);
        // As it was heard on the telephone: another spelling, day and month changed over.
        await answers(await part(school, 'Person', 1), { 'Part in the family': 'Child', 'First names': 'Amelie', Surname: 'Larkhill',
            'Date of birth': new Date(2017, 8, 5), Sex: 'Female', Address: '14 Sandpiper Close', Town: 'Saltmarsh Green', Postcode: 'FY8 1ZZ' });
        await answers(school, {
            'What are you worried about?': 'She would not go home on Friday.',
            'What is working well?': 'She tells us.',
            'What do you hope will happen?': 'That her worker knows.',
            'Which level of need do you think this is?': 'Level 4',
            'What have the children said': '“Not on Friday.”',
            'Does the family know, and have they agreed?': 'They have not been asked',
            'Why not, or why are you going on without it?': 'It might make Friday worse.',
            'How can the family be contacted safely?': ['Through the school'],
        });
        await sign(school);

        const officer = await as('mashOfficer');
        await go(officer, '/front-door');
        await main(officer).getByRole('listitem').filter({ hasText: 'Amelie Larkhill' }).getByRole('link').first().click();
        await officer.waitForURL(/\/contacts\//);
        const offered = main(officer).getByRole('listitem').filter({ hasText: kChildren[0] }).filter({ hasText: 'Speaks for it' });
        assert.equal(await offered.count(), 1, await text(officer));
        if (!(await offered.isVisible())) await main(officer).locator('summary').filter({ hasText: 'on record who may be' }).click();
        const why = await offered.innerText();
        for (const words of ['the same', 'Surname: the same', 'day and month swapped', kFamily, 'in 100']) assert.ok(why.includes(words), `"${words}" in ${why}`);
        // Her brother and sister are of the household, and are not offered as her.
        await sees(officer, '1 person on record who may be Amelie Larkhill');
        const request = new URL(officer.url()).pathname;

        // Nobody has answered: the decision makes nobody.
        const manager = await as('mashManager');
        await go(manager, request);
        await main(manager).getByRole('button', { name: 'Decide', exact: true }).click();
        await manager.waitForURL(/\/drafts\//);
        const draft = manager.url();
        await answer(manager, 'Who is this about?', ['Amelie Larkhill']);
        await answers(manager, {
            'Level of need': 'Level 4',
            Outcome: 'Passed to the worker of an open family',
            Reason: 'Her family is open; her worker must know before Friday.',
            'Does anyone disagree?': 'No',
            'Which family is it?': 'A family new to us',
            'What to call the family': 'Larkhill family',
            District: 'Fylde',
            'What we tell the referrer': 'Her worker has it.',
            'Send it now': 'Yes',
        });
        const refused = manager.waitForResponse((answer) => answer.status() === 422);
        await main(manager).getByRole('button', { name: /^Sign/ }).click();
        await refused;
        await manager.waitForLoadState();
        await sees(manager, 'somebody on record may be Amelie Larkhill');
        manager.faults.splice(0);  // the refusal, which the console tells too
        const matched = officer.waitForNavigation();
        await offered.getByRole('button', { name: /^This is the same person/ }).click();
        await matched;
        assert.match(await main(officer).textContent(), /Matched/);
        await manager.goto(draft);
        await answers(manager, { 'Which family is it?': 'A family we know', Family: kFamily });
        await sign(manager);
        await sees(manager, 'Signed');
        const worker = await as('socialWorker');
        await go(worker, '/my-day');
        await sees(worker, 'A contact about a family that you lead: read it and act');

        // The school asks who works with Noah: the team and its telephone, and nothing else.
        await place(school, 'Is a child known?');
        await answers(school, { 'First name': 'Noah', 'Last name': 'Larkhill', 'Date of birth': new Date(2020, 1, 20),
            'Why do you ask?': 'I am worried', 'On what basis?': 'Public task' });
        await main(school).getByRole('button', { name: 'Ask', exact: true }).click();
        await sees(school, 'Known: somebody works with the family now');
        await sees(school, team);
        await seesNot(school, 'Sandpiper');
        await seesNot(school, 'Daniel Ashworth');
    });

    test('each discipline writes in the workbook, and the survivor’s words do not cross', async () => {
        const session = (summary, about, effect) => ({
            'Who is this about?': [about],
            'Did they come?': 'Yes',
            'What happened and what changed': summary,
            'Is this the specialist assessment?': 'No',
            'Is this the end of the specialist work?': 'No',
            'Effect on the children and on parenting': effect,
            'Since last time the risk from this is': 'The same',
        });
        const writing = [
            ['recoveryWorker', 'Write a recovery session', { ...session(kRecovery, kMother, 'Mornings are hard; Noah misses breakfast.'),
                'How much, how often, where and with whom': 'A bottle of wine at home on four evenings.', Treatment: 'Referred',
                'Relapse plan': 'Ring Tom, then her mother; her mother has the children.', 'Are medicines and drugs out of the children\'s reach?': 'Yes',
                'How important is this change to them?': '8', 'How confident are they?': '4' }],
            ['abusePractitioner', 'Write a survivor session', { ...session(kSurvivor, kMother, 'Amelia listens at the door at night.'),
                'What they told us': 'It is worst on Fridays.', 'High risk?': 'No', 'Safety plan': 'Her mother’s house; a code word; the police on speed dial.' }],
            ['abuseOfficer', 'Write a session with the person who poses risk', { ...session(kPosesRisk, kFather, 'He wants to take them to school himself.'),
                'What they take responsibility for': 'Shouting and breaking a door.' }],
            ['mentalHealth', 'Write a mental health session', { ...session(kMind, kMother, 'She finds it hard to get up for them.'),
                'How they are': 'Tired, tearful, no plan to harm herself.', Treatment: 'Referred', 'Thoughts of suicide or self-harm?': 'No' }],
        ];
        for (const [role, verb, words] of writing) {
            const page = await as(role);
            await go(page, '/my-day');
            await main(page).getByRole('link', { name: kFamily }).first().click();
            await page.getByRole('link', { name: 'Workbook', exact: true }).click();
            await main(page).getByRole('link', { name: new RegExp(`^${verb}`) }).first().click();
            await page.waitForURL(/\/drafts\//);
            await answers(page, words);
            await sign(page);
            await go(page, `${family}/workbook`);
            await sees(page, words['What happened and what changed']);
        }
        const officer = await as('abuseOfficer');
        await go(officer, `${family}/workbook`);
        await seesNot(officer, kSurvivor);
        await go(officer, `${family}/chronology`);
        await seesNot(officer, kSurvivor);
        const practitioner = await as('abusePractitioner');
        await go(practitioner, `${family}/workbook`);
        await seesNot(practitioner, kPosesRisk);
        const social = await as('socialWorker');
        await go(social, `${family}/workbook`);
        for (const words of [kRecovery, kSurvivor, kPosesRisk, kMind]) await sees(social, words);
    });

    test('one entry about a visit to two siblings shows in the workbook, both chronologies, the visits and the tasks', async () => {
        const page = await as('socialWorker');
        await go(page, '/my-day');
        await answer(main(page), 'Family', kFamily);
        await main(page).getByRole('button', { name: 'Record a visit' }).click();
        await page.waitForURL(/\/drafts\//);
        const [amelia, noah] = kChildren;
        await answers(page, {
            'Who is this about?': [amelia, noah],
            'Why this visit': 'For the assessment',
            Where: 'At home',
            'Children you saw': [amelia, noah],
            'Children you saw alone': [amelia],
            'Children whose bedroom you saw': [amelia, noah],
            'What you saw and did': kVisit,
        });
        const words = await part(page, 'Child\'s words', 1);
        await answers(words, { Child: amelia, 'What they said or showed': kAmeliaSaid });
        const action = await part(page, 'Action', 1);
        await answers(action, { What: kVisitAction, For: noah, 'Worker who does it': 'Daniel Ashworth', By: daysFromNow(5) });
        await sign(page);
        await sees(page, 'Signed');

        await go(page, `${family}/workbook`);
        assert.equal(await main(page).getByText(kVisit, { exact: true }).count(), 1, 'once in the workbook');
        for (const [i, seen] of [[0, 1], [1, 1], [2, 0]]) {
            await go(page, `${children[i]}/chronology`);
            const found = await main(page).getByText(kVisit).count();
            assert.equal(found, seen, `${kChildren[i]}’s chronology holds the visit ${found} times`);
            await go(page, children[i]);
            const visits = page.getByRole('table', { name: 'Visits' });
            assert.equal(await visits.count(), seen, `${kChildren[i]}’s list of visits`);
        }
        await go(page, `${family}/chronology`);
        assert.equal(await main(page).getByText(kVisit).count(), 1, 'once in the family’s chronology');
        await go(page, `${family}/plan`);
        assert.equal(await main(page).getByRole('heading', { name: kVisitAction }).count(), 1);
        await go(page, family);
        await sees(page, kVisitAction);
        await sees(page, kAmeliaSaid);
    });

    test('business support drafts group supervision from what everyone wrote; the manager decides with a reason and signs', async () => {
        const page = await as('businessSupport');
        await place(page, 'Meetings');
        await page.getByRole('link', { name: `Plan group supervision of the ${kFamily}` }).click();
        await answers(page, { Day: daysFromNow(1), Time: '10:00' });
        await main(page).getByRole('button', { name: 'Plan the meeting' }).click();
        await page.waitForURL(/\/meetings\/[^/]+$/);
        const meeting = new URL(page.url()).pathname;
        await main(page).getByRole('button', { name: 'Start the sheet' }).click();
        await page.waitForURL(/\/drafts\//);
        // What everyone wrote is there already; what a survivor said is not.
        const sheet = await page.locator('textarea').evaluateAll((boxes) => boxes.map((box) => box.value).join('\n'));
        for (const words of ['Mornings are hard', 'hard to get up', kVisit.slice(0, 30)])
            assert.ok(sheet.includes(words), `the sheet begins with "${words}":\n${sheet}`);
        assert.ok(!sheet.includes(kSurvivor) && !sheet.includes(kPosesRisk));
        await answer(page, 'How we met', 'In person');
        let n = 0;
        for (const [name, discipline] of [['Nasreen Malik', 'Management'], ['Daniel Ashworth', 'Social work'], ['Tom Hindle', 'Recovery']]) {
            const attendee = await part(page, 'Attendee', ++n);
            await answers(attendee, { Name: name, Discipline: discipline, Attendance: 'Came' });
        }
        await answers(page, {
            'What the children have told us this month': `Amelia: ${kAmeliaSaid}`,
            'Strengths and what keeps the children safe': 'School and grandmother, every day.',
            'Worries and risk': 'Friday nights, and drinking after arguments.',
            'Our hypothesis - what lies underneath': 'She drinks to sleep when she is afraid.',
        });
        await main(page).getByRole('button', { name: 'Save draft' }).click();
        await page.waitForURL(/saved=1/);
        assert.equal(await main(page).getByRole('button', { name: /^Sign/ }).count(), 0, 'business support does not sign');

        const manager = await as('teamManager');
        await go(manager, meeting);
        await main(manager).getByRole('button', { name: 'Open the sheet' }).click();
        await manager.waitForURL(/\/drafts\//);
        assert.equal(await manager.getByLabel('Worries and risk').inputValue(), 'Friday nights, and drinking after arguments.');
        await answer(manager, 'Who is this about?', kChildren);
        const readiness = await part(manager, 'Readiness', 1);
        await answers(readiness, { 'Parent or carer': kMother, 'Importance of change to them': '8', 'Confidence that they can': '5', Readiness: '6' });
        n = 0;
        for (const child of kChildren) await answers(await part(manager, 'Risk', ++n), { Child: child, 'Risk now': '6' });
        await answers(manager, {
            Decision: 'Continue with the plan',
            Reason: kDecisionReason,
            'Does anyone disagree?': 'Yes',
            'Who and why': 'Martin would rather hold a strategy discussion now.',
            'Next group supervision': { at: daysFromNow(28), time: '10:00' },
        });
        // Whatever the sheet began with and nobody has answered yet.
        for (n = 1; await manager.getByRole('group', { name: `Attendee ${n}`, exact: true }).count(); n++)
            await answers(await part(manager, 'Attendee', n), { Attendance: 'Came' });
        for (n = 1; await manager.getByRole('group', { name: `Contribution ${n}`, exact: true }).count(); n++) {
            const changed = (await part(manager, 'Contribution', n)).getByLabel('What has changed', { exact: true });
            if (await changed.inputValue() === '') await changed.fill('Nothing new to tell this month.');
        }
        for (n = 2; await manager.getByRole('group', { name: `Readiness ${n}`, exact: true }).count(); n++)
            await answers(await part(manager, 'Readiness', n), { 'Importance of change to them': '4', 'Confidence that they can': '3', Readiness: '3' });
        const action = await part(manager, 'Action', 1);
        await answers(action, { 'What will be done': kSupervisionAction, For: kMother, Worker: 'Leila Haddad', By: daysFromNow(14) });
        await sign(manager);
        await sees(manager, 'Signed');
        await go(manager, meeting);
        await sees(manager, kDecisionReason);
        await sees(manager, 'strategy discussion');
    });

    test('signing closed the cycle, opened the next, and made the actions', async () => {
        const page = await as('socialWorker');
        await go(page, `${family}/workbook`);
        await sees(page, 'Cycle 2, since');
        await main(page).getByRole('link', { name: /^Cycle 1/ }).first().click();
        await sees(page, kDecisionReason);
        await go(page, `${family}/plan`);
        assert.equal(await main(page).getByRole('heading', { name: kSupervisionAction }).count(), 1);
        const leila = await as('abusePractitioner');
        await go(leila, family);
        await sees(leila, kSupervisionAction);
        await go(page, family);
        await sees(page, 'Readiness and risk');
        assert.ok(await main(page).getByRole('img').count() >= 1, 'readiness and risk as a chart');
    });

    test('the team board shows the family’s clocks and this month’s supervision, and who has looked is a page', async () => {
        const page = await as('teamManager');
        await go(page, '/my-day');
        await main(page).getByRole('link', { name: 'Team board', exact: true }).click();
        await page.waitForURL(/\/teams\//);
        await main(page).getByRole('link', { name: 'Show every family’s supervision' }).click();
        await page.waitForURL(/supervision=all/);
        const row = page.getByRole('table', { name: /Group supervision/ }).getByRole('row').filter({ hasText: kFamily });
        assert.equal(await row.count(), 1);
        assert.match(await row.innerText(), /Done/);
        assert.match(await page.getByRole('table', { name: 'Caseloads' }).innerText(), /Daniel Ashworth/);
        await go(page, `${family}/looked`);
        // Newest first, in pages.
        let looks = '';
        for (;;) {
            looks += await page.getByRole('table', { name: 'Who has looked' }).innerText();
            const older = main(page).getByRole('link', { name: 'Older' });
            if (await older.count() === 0) break;
            await page.goto(new URL(await older.getAttribute('href'), page.url()).href);
        }
        for (const name of ['Daniel Ashworth', 'Martin Seddon', 'Nasreen Malik']) assert.ok(looks.includes(name), `${name} is not among who has looked`);
        assert.ok(!looks.includes('Dorothy Nuttall'));
    });

    test('the scorecard opens for the board member without children, and with the children for those allowed', async () => {
        const board = await as('boardMember');
        await place(board, 'Dashboard');
        const indicators = board.getByRole('table', { name: 'Indicators' });
        await indicators.waitFor({ timeout: 90_000 });  // the page asks again by itself while the figures are worked out
        const names = await indicators.getByRole('link').allInnerTexts();
        assert.ok(names.length >= 12, `${names.length} indicators`);
        await indicators.getByRole('link', { name: 'Children in need', exact: true }).click();
        for (const heading of ['What it measures', 'Month by month', 'Districts', 'Teams', 'The children behind the figure'])
            await main(board).getByRole('heading', { name: heading, exact: true }).waitFor();
        await sees(board, 'Your role sees figures and no children');
        const indicator = new URL(board.url()).pathname;
        await go(board, `${indicator}?children=all`);
        assert.equal(await main(board).locator('a[href^="/families/"], a[href^="/people/"]').count(), 0, 'no child behind the figure for a board member');

        const page = await as('teamManager');
        await go(page, indicator);
        await main(page).getByRole('link', { name: 'Everybody counted in N' }).click();
        const behind = page.getByRole('table', { name: 'Behind the figure' });
        await behind.waitFor({ timeout: 90_000 });
        assert.ok(await behind.locator('a[href^="/families/"], a[href^="/people/"]').count() > 0, 'the children that a team manager may open');
    });

    test('nobody’s page had a fault in its console', async () => {
        for (const [role, page] of as.pages) assert.deepEqual(page.faults, [], role);
    });
});
