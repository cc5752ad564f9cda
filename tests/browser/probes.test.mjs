// The probes must be able to fail: each meets a page with its fault, and all meet one without.
import assert from 'node:assert/strict';
import http from 'node:http';
import test, { after, before } from 'node:test';
import { launchBrowser, openPage } from './lib/browser.mjs';
import { axeFaults, ghostTextFaults, inlineFaults, keyboardFaults, pageFaults, sidewaysFaults } from './lib/probes.mjs';

const kStyles = `body { font: 16px Arial; color: #000; background: #fff; margin: 0 } :focus { outline: 3px solid #000 }
.bar { font-size: 0 } .wide { width: 600px } .no-ring:focus { outline: none } .gone { display: none }
.cover { position: fixed; inset: 0; background: #fff; z-index: 9 } .region { overflow: auto; width: 300px }
.govuk-visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }`;
const kPages = {
    good: `<a href="#there">Go there</a><p id="there">Words <span class="govuk-visually-hidden">for all</span></p>
        <label>Name <input name="n"></label><button>Save</button>
        <fieldset><legend>Which</legend><label><input type="radio" name="r" value="1"> One</label><label><input type="radio" name="r" value="2"> Two</label></fieldset>
        <details><summary>More</summary><p>Inside <a href="#there">again</a></p></details>
        <div class="region" tabindex="0" role="region" aria-label="Wide table"><p class="wide">A wide thing</p></div>`,
    unlabelled: '<input name="n">',
    ghost: '<div class="bar">Born 3 May 2015</div><p>Seen</p>',
    gone: '<p class="gone">Lead worker</p><p>Seen</p>',
    wide: '<p class="wide">Far out</p>',
    ringless: '<a class="no-ring" href="#x">Go</a>',
    covered: '<a href="#x">Go</a><div class="cover">Over it all</div>',
    inline: '<p style="color: red">Red</p>',
    foreign: '<img alt="" src="http://127.0.0.2:9/dot.png">',
};

let browser;
let server;
let baseUrl;
before(async () => {
    server = http.createServer((request, response) => {
        const name = request.url.slice(1);
        if (name === 'styles.css') { response.setHeader('content-type', 'text/css'); response.end(kStyles); return; }
        if (name === 'favicon.ico') { response.statusCode = 204; response.end(); return; }
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(`<!DOCTYPE html><html lang="en"><head><title>${name}</title><meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="stylesheet" href="/styles.css"></head><body><main><h1>Heading</h1>${kPages[name]}</main></body></html>`);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    baseUrl = `http://127.0.0.1:${server.address().port}`;
    browser = await launchBrowser();
});
after(async () => {
    await browser?.close();
    server.closeAllConnections();
    server.close();
});
async function open(name, options) {
    const page = await openPage(browser, baseUrl, options);
    await page.goto(`${baseUrl}/${name}`);
    return page;
}

test('a good page has no faults', async () => assert.deepEqual(await pageFaults(await open('good')), []));
test('a good page has no faults with scripts off', async () => assert.deepEqual(await pageFaults(await open('good', { scripts: false })), []));
test('axe finds an input without a label', async () => assert.match((await axeFaults(await open('unlabelled'))).join(), /axe label/));
test('text of no size is found, which axe passes', async () => {
    const page = await open('ghost');
    assert.match((await ghostTextFaults(page)).join(), /Born 3 May 2015/);
    assert.deepEqual(await axeFaults(page), []);
});
test('text hidden by style is found', async () => assert.match((await ghostTextFaults(await open('gone'))).join(), /Lead worker.*no box/));
test('a page wider than 320 px is found', async () => assert.match((await sidewaysFaults(await open('wide'))).join(), /600|sideways/));
test('focus that does not show is found', async () => assert.match((await keyboardFaults(await open('ringless'))).join(), /looks the same/));
test('focus under a cover is found', async () => assert.match((await keyboardFaults(await open('covered'))).join(), /cannot be seen/));
test('an inline style is found', async () => assert.match((await inlineFaults(await open('inline'))).join(), /style on <p>/));
test('a request to another host is found', async () => assert.match((await open('foreign')).faults.join(), /another host/));
