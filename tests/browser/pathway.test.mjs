// Every step of the pathway through the browser: the stories of tests/record/stories, each told to a family of its own by
// people of the right roles, at the story's own dates. lib/pathway.mjs says how. All of them on SQLite; on PostgreSQL, where
// the pages are the same and the queries are not, those of the files below. Those whose words or clocks differ between the
// profiles are played in both.
import test, { before } from 'node:test';
import { onEachBackend } from './lib/house.mjs';
import { allStories, kFirstMoment, People, smallFamilies, Story } from './lib/pathway.mjs';

const kOnPostgres = ['assessment', 'core_group'];

const chosen = process.env.STORIES?.split(',');  // by hand: these files, or stories that begin so
const stories = allStories().filter(({ file, story, pages }) => (chosen ? chosen.some((one) => one === file || story.startsWith(one)) : pages !== 'off'));
const played = [...stories.map((story) => ({ story, profile: '' })), ...stories.filter(({ also }) => also).map((story) => ({ story, profile: story.also }))];
const { sql, families } = smallFamilies(played.length);

// proves: S1-08, S1-09, S1-11, S3-38, S3-52, S3-61
// part: S0-13, S0-46, S1-10, S1-19, S2-12, S2-23, S2-31, S2-47, S2-67, S2-79, S3-42, S3-43, S3-59, S3-64, S3-90, S4-20, S4-26
// where: /families/{family}/steps
onEachBackend('the pathway', (house) => {
    let people, profile = '';
    before(() => { people = new People(house); });
    for (const [i, one] of played.entries()) {
        if (house.backend === 'postgresql' && !chosen && (one.profile || !kOnPostgres.includes(one.story.file))) continue;
        test(`${one.story.file}: ${one.story.story}${one.profile && `, in ${one.profile}`}`, async () => {
            if (one.profile !== profile) {
                await people.serveIn(one.profile);
                ({ profile } = one);
            }
            await new Story(people, one.story, families[i]).play();
        });
    }
}, { clock: new Date(kFirstMoment), sql });
