// Walks every page that a person can reach by links, one of each kind: an address with its ids taken out.
import { gzipSync } from 'node:zlib';

const kId = /^[0-9a-hjkmnp-tv-z]{13}$/i;
// Query values that make another page of the same address; others (pages of a list, sort orders, a day) do not.
const kTelling = ['list', 'show', 'print', 'view', 'tab', 'as'];

/** "/families/{id}/plan?print=1": what kind of page an address is. */
export function kindOf(address) {
    const { pathname, searchParams } = new URL(address);
    const path = pathname.split('/').map((part) => (kId.test(part) ? '{id}' : part)).join('/');
    const telling = [...new Set(searchParams.keys())].sort().flatMap((name) => (kTelling.includes(name) ? [`${name}=${searchParams.get(name)}`] : [name]));
    return path + (telling.length ? `?${telling.join('&')}` : '');
}

/** What is on the page that a person with scripts off must have too: its main heading and its forms' addresses. */
export async function bones(page) {
    return page.evaluate(() => ({
        heading: document.querySelector('h1')?.innerText.replace(/\s+/g, ' ').trim() ?? '',
        headings: document.querySelectorAll('h1').length,
        forms: [...document.querySelectorAll('main form')].map((form) => form.getAttribute('action')).sort(),
        buttons: document.querySelectorAll('main form button[type=submit], main form button:not([type])').length,
    }));
}

/**
 * Visits one page of each kind that `page`'s person can reach from `start`, breadth first, and calls
 * visit({ kind, address, status, bytes }) while the page stands there. bytes: the HTML after gzip.
 */
export async function crawl(page, start, visit, { limit = 250 } = {}) {
    const queue = start.map((path) => ({ address: page.baseUrl + path, from: 'start' }));
    const seen = new Set();
    while (queue.length && seen.size < limit) {
        const { address, from } = queue.shift();
        const kind = kindOf(address);
        if (seen.has(kind)) continue;
        seen.add(kind);
        const answer = await page.goto(address);
        const body = await answer.body();
        const links = await page.evaluate(() => [...document.querySelectorAll('a[href], button[formaction], area[href]')].map((link) => link.href).filter(Boolean));
        await visit({ kind, address, from, status: answer.status(), type: answer.headers()['content-type'] ?? '', headers: answer.headers(), bytes: gzipSync(body).length });
        for (const link of links) {
            if (!link.startsWith(page.baseUrl) || /\/assets\//.test(link)) continue;
            const next = link.split('#')[0];
            if (!seen.has(kindOf(next))) queue.push({ address: next, from: kind });
        }
    }
    return seen;
}
