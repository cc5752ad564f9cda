// What every page must bear: axe without exclusions, no ghost text, no sideways scroll at 320 px, a keyboard walk with
// focus that can be seen. Each probe gives a list of faults in words, empty when all is well.
import AxeBuilder from '@axe-core/playwright';

const kTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** axe over the whole page, every rule of these tags, nothing excluded. */
export async function axeFaults(page) {
    // axe waits on timers, which do not run with scripts off: it would wait for ever.
    if (page.scripts === false) throw new Error('axe needs a page with scripts on');
    // Of all results only violations are spelt out; and no second page is opened to gather those of frames, since no page
    // of ours has frames. Both change what is reported of what passes, not what is looked for.
    const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).withTags(kTags).setLegacyMode(true).analyze();
    return violations.flatMap((violation) => violation.nodes.map((node) =>
        `axe ${violation.id} (${violation.impact}): ${violation.help}: ${node.target.join(' ')}: ${node.html.slice(0, 160)}`));
}

/**
 * Text that is in the page and that nobody can see: smaller than 12 px, without a box, hidden by style. axe passes such
 * pages. Hidden on purpose is only what says so: [hidden], closed <details>, visually hidden text, options, titles, a
 * meter's words for browsers that draw none.
 */
export async function ghostTextFaults(page) {
    return page.evaluate(() => {
        const kOnPurpose = '[hidden], .govuk-visually-hidden, .govuk-visually-hidden-focusable, .govuk-skip-link, ' +
            '.moj-visually-hidden, .govuk-\\!-display-none, .govuk-service-navigation__toggle, ' +
            '.govuk-radios__conditional--hidden, .govuk-checkboxes__conditional--hidden, .govuk-accordion__section-content, ' +
            '.govuk-tabs__panel--hidden, meter, script, style, noscript, template, title, desc, option, datalist, textarea, metadata';
        const faults = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const text = node.data.trim();
            const element = node.parentElement;
            if (!text || !element || element.closest(kOnPurpose)) continue;
            const details = element.closest('details:not([open])');
            if (details && !element.closest('summary')) continue;
            const style = getComputedStyle(element);
            const range = document.createRange();
            range.selectNodeContents(node);
            const boxes = [...range.getClientRects()];
            const name = `"${text.slice(0, 40)}" in <${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}">`;
            if (!boxes.some((box) => box.width > 0 && box.height > 0)) faults.push(`ghost text: ${name} has no box`);
            else if (element.ownerSVGElement ? Math.max(...boxes.map((box) => box.height)) < 9 : parseFloat(style.fontSize) < 12) {
                faults.push(`ghost text: ${name} is too small (${style.fontSize})`);
            } else if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) {
                faults.push(`ghost text: ${name} is hidden by style`);
            }
        }
        return faults;
    });
}

/** At 320 CSS px nothing scrolls sideways but regions made for it. Puts the page's size back. */
export async function sidewaysFaults(page) {
    const before = page.viewportSize();
    await page.setViewportSize({ width: 320, height: 800 });
    const faults = await page.evaluate(() => {
        const width = document.documentElement.clientWidth;
        const content = document.scrollingElement.scrollWidth;
        if (content <= width) return [];
        const wide = [...document.body.querySelectorAll('*')]
            .filter((element) => element.getBoundingClientRect().right > width + 1)
            .map((element) => `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}">`);
        return [`sideways scroll at 320 px: the page is ${content} px wide; reaching out: ${wide.slice(0, 5).join(', ')}`];
    });
    await page.setViewportSize(before);
    return faults;
}

/**
 * Walks the page with the Tab key from its top. Every control must be reached, be seen (some of it in the window, not
 * covered) and look different while it has the focus.
 */
export async function keyboardFaults(page, limit = 400) {
    await page.evaluate(() => {
        const look = (element) => {
            const style = getComputedStyle(element);
            const labels = element.labels?.length ? [...element.labels].map((label) => getComputedStyle(label, '::before').cssText || getComputedStyle(label, '::before').boxShadow + getComputedStyle(label, '::before').outline).join() : '';
            return [style.outlineStyle === 'none' || style.outlineWidth === '0px' || /rgba\(.*, 0\)$/.test(style.outlineColor) ? '' : style.outline,
                style.boxShadow, style.backgroundColor, style.borderBottomWidth, style.borderBottomColor, style.textDecoration, labels].join('|');
        };
        const wanted = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter((element) => {
            if (element.disabled || element.tabIndex < 0 || element.type === 'hidden' || element.closest('[hidden], [inert]')) return false;
            if (element.closest('details:not([open])') && element.tagName !== 'SUMMARY') return false;
            if (!element.checkVisibility({ visibilityProperty: true })) return false;
            if (element.type !== 'radio') return true;
            // Tab enters a group of radios once: at the chosen one, else at the first.
            const group = [...document.querySelectorAll('input[type=radio]')].filter((other) => other.name === element.name && other.form === element.form);
            return element === (group.find((other) => other.checked) ?? group[0]);
        });
        // The first Tab is to reach the page's first control, wherever the focus was before.
        const start = document.createElement('span');
        start.tabIndex = -1;
        document.body.prepend(start);
        start.focus();
        start.remove();
        window.scrollTo(0, 0);
        const walk = { wanted: new Set(wanted), seen: new Set(), faults: [], before: new Map(wanted.map((element) => [element, look(element)])), done: false };
        const called = (element) => `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> "${(element.innerText || element.name || '').trim().slice(0, 40)}"`;
        // What holds the focus once the key is up again; by then it has been scrolled to.
        walk.look = () => {
            const element = document.activeElement;
            if (element === walk.last) return;  // the boxes of a date within one control
            walk.last = element;
            if (!element || element === document.body || element === document.documentElement || walk.seen.has(element)) {
                walk.done = true;
                return;
            }
            walk.seen.add(element);
            // A control that draws itself on its label (radios, checkboxes) is seen there.
            const target = element.labels?.length && /radio|checkbox/.test(element.type) ? element.labels[0] : element;
            const boxes = [...target.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
            const inside = boxes.filter((box) => box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth);
            const shown = inside.some((box) => [0.5, 0.1, 0.9].some((part) => {
                // The middle of what the window shows of it: a tall text box may reach out below.
                const top = Math.max(box.top, 0), left = Math.max(box.left, 0);
                const at = document.elementFromPoint(left + (Math.min(box.right, innerWidth) - left) * part, (top + Math.min(box.bottom, innerHeight)) / 2);
                return at && (target.contains(at) || at.contains(target) || element.contains(at));
            }));
            if (!shown) walk.faults.push(`keyboard: ${called(element)} has the focus and cannot be seen`);
            if (walk.before.has(element) && look(element) === walk.before.get(element)) walk.faults.push(`keyboard: ${called(element)} looks the same with and without the focus`);
        };
        walk.end = () => [...walk.faults, ...[...walk.wanted].filter((element) => !walk.seen.has(element)).map((element) => `keyboard: ${called(element)} is not reached by Tab`)];
        document.addEventListener('keyup', walk.look, true);
        window.hearthWalk = walk;
    });
    // The page itself looks after every key, so that it need not be asked after each; with scripts off it hears no keys.
    const every = page.scripts === false ? 1 : 10;
    for (let step = 1; step <= limit; ++step) {
        await page.keyboard.press('Tab');
        if (step % every === 0 && await page.evaluate((asked) => {
            if (asked) window.hearthWalk.look();
            return window.hearthWalk.done;
        }, every === 1)) break;
    }
    return page.evaluate(() => {
        document.removeEventListener('keyup', window.hearthWalk.look, true);
        return window.hearthWalk.end();
    });
}

/** Inline scripts and styles, which the content policy forbids. */
export async function inlineFaults(page) {
    return page.evaluate(() => [
        ...[...document.querySelectorAll('script:not([src]):not([type="application/json"]), style')].map((element) => `inline: <${element.tagName.toLowerCase()}>`),
        ...[...document.querySelectorAll('*')].flatMap((element) => element.getAttributeNames()
            .filter((name) => name === 'style' || /^on[a-z]+$/.test(name))
            .map((name) => `inline: ${name} on <${element.tagName.toLowerCase()}>`)),
    ]);
}

/** All of the above on the page as it stands, with what openPage noticed; with scripts off all but axe. */
export async function pageFaults(page, { keyboard = true } = {}) {
    return [...page.faults, ...await inlineFaults(page), ...page.scripts === false ? [] : await axeFaults(page),
        ...await ghostTextFaults(page), ...await sidewaysFaults(page), ...keyboard ? await keyboardFaults(page) : []];
}
