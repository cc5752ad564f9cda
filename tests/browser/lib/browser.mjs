// Debian's Chromium through playwright-core, and pages that notice what a person would not see: failed or foreign
// requests, errors in the console (a breach of the content policy is one), inline scripts and styles.
import { chromium } from 'playwright-core';

// Without the background flags Chromium asks its maker's hosts for things at every start.
const kFlags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--lang=en-GB', '--disable-sync', '--disable-dev-shm-usage'];

/** A browser of its own, with an empty profile. Close it with close(). */
export async function launchBrowser() {
    return chromium.launch({
        executablePath: process.env.HEARTH_CHROMIUM ?? '/usr/bin/chromium',
        headless: true,
        args: kFlags,
    });
}

/**
 * A page in a context of its own (no cookies), whose `faults` list what went wrong on it so far.
 * scripts: false switches scripts off; width and height are CSS pixels.
 */
export async function openPage(browser, baseUrl, { scripts = true, width = 1280, height = 900, ...more } = {}) {
    // Reduced motion: else what takes the focus is scrolled to only in a while, and is not yet there when looked for.
    const context = await browser.newContext({
        reducedMotion: 'reduce', javaScriptEnabled: scripts, viewport: { width, height }, locale: 'en-GB', timezoneId: 'Europe/London', ...more });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    page.baseUrl = baseUrl;
    page.scripts = scripts;
    page.faults = [];
    // Nothing but the server under test is ever asked for anything.
    await context.route((address) => !address.href.startsWith(baseUrl) && address.protocol !== 'data:', (route) => {
        page.faults.push(`asked another host: ${route.request().url()}`);
        return route.abort();
    });
    page.on('pageerror', (error) => page.faults.push(`script error: ${error.message}`));
    page.on('console', (message) => { if (message.type() === 'error') page.faults.push(`console: ${message.text()}`); });
    page.on('requestfailed', (request) => {
        // A page left before its pictures came is no fault.
        if (request.failure()?.errorText !== 'net::ERR_ABORTED') page.faults.push(`request failed: ${request.url()} ${request.failure()?.errorText}`);
    });
    return page;
}
