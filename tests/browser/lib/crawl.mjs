// Walks every page that a person can reach by links, one of each kind: its route, the form where the route has one, and
// what of the query makes another page.
import { gzipSync } from 'node:zlib';

// Query values that make another page of the same address; others (pages of a list, sort orders, a day) do not.
const kTelling = ['list', 'show', 'print', 'children'];

/** "/families/{family}/plan?print=1": what kind of page an address is, by the patterns of the router. */
export function kindOf(address, patterns) {
    const { pathname, searchParams } = new URL(address);
    // A word of the pattern wins over a parameter: "/families/{family}/members/new".
    const found = patterns.filter((pattern) => routeExpression(pattern).test(pathname)).sort((a, b) => a.split('{').length - b.split('{').length)[0];
    const parts = pathname.split('/');
    const path = found?.split('/').map((part, i) => (part === '{form}' ? parts[i] : part)).join('/') ?? pathname;
    const telling = [...new Set(searchParams.keys())].sort().filter((name) => kTelling.includes(name))
        .map((name) => `${name}=${searchParams.get(name)}`);
    return path + (telling.length ? `?${telling.join('&')}` : '');
}

/** A route's pattern ("/families/{family}/plan") as an expression for paths. */
export function routeExpression(pattern) {
    return new RegExp(`^${pattern.split('/').map((part) => (part.startsWith('{') ? '[^/]+' : part)).join('/')}$`);
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

const unescaped = (text) => text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');

/**
 * Asks for one page of each kind that `page`'s person can reach from `start`, breadth first, without drawing it, and
 * calls visit({ kind, address, from, status, type, headers, html, bytes }). `address` is where redirects ended; `kinds`
 * are those of all addresses on the way. bytes: the HTML after gzip. patterns: the router's. Gives the kinds seen.
 */
export async function crawl(page, start, patterns, visit, { limit = 400 } = {}) {
    const kindOf_ = (address) => kindOf(address, patterns);
    const queue = start.map((path) => ({ address: page.baseUrl + path, from: 'start' }));
    const seen = new Set();
    while (queue.length && seen.size < limit) {
        const { address: asked, from } = queue.shift();
        const kind = kindOf_(asked);
        if (seen.has(kind)) continue;
        seen.add(kind);
        let answer = await page.request.get(asked);
        // Figures that are still being worked out: the page asks again by itself.
        for (let again = 0; answer.headers().refresh && again < 90; ++again) {
            await new Promise((resolve) => setTimeout(resolve, 1000));
            answer = await page.request.get(asked);
        }
        const address = answer.url();
        seen.add(kindOf_(address));
        const type = answer.headers()['content-type'] ?? '';
        const html = type.startsWith('text/html') ? await answer.text() : '';
        await visit({ kind, kinds: [kind, kindOf_(address)], asked, address, from, status: answer.status(), type, headers: answer.headers(), html, bytes: gzipSync(html).length });
        if (answer.status() !== 200) continue;
        for (const [, link] of html.matchAll(/<(?:a|area)\b[^>]*?\bhref="([^"]*)"/g)) {
            const next = new URL(unescaped(link), address);
            if (next.origin !== new URL(page.baseUrl).origin || next.pathname.startsWith('/assets/')) continue;
            next.hash = '';
            if (!seen.has(kindOf_(next.href))) queue.push({ address: next.href, from: kind });
        }
    }
    return seen;
}
