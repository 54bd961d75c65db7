// Opens the sample's page in a fresh Chromium, plays one scenario, and prints what it saw as JSON:
// node browser.mjs <scenario> <address of the sample>
import { launch } from './chromium.mjs';
import * as scenarios from './scenarios.mjs';

const [scenario, address] = process.argv.slice(2);
const browser = await launch();
try {
  const seen = { requests: [], errors: [], bodies: [] };
  const result = await scenarios[scenario](async ({ ownClock = false, ...options } = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    if (ownClock) await page.clock.install();
    page.setDefaultTimeout(30_000);
    await watch(page, seen);
    await page.goto(address);
    // Until the page has what it begins with, it does nothing else.
    await page.getByText('A visitor whom nobody knows.').waitFor();
    await page.locator('main[aria-busy="false"]').waitFor();
    return page;
  });
  process.stdout.write(JSON.stringify({ ...result, requests: [...new Set(seen.requests)], errors: seen.errors, bodies: await Promise.all(seen.bodies) }));
} finally {
  await browser.close();
}

// A violation of the page's Content-Security-Policy comes as a console error; so does each answer of 400 and more, which is no fault of the page.
async function watch(page, { requests, errors, bodies }) {
  page.on('request', (request) => requests.push(new URL(request.url()).origin));
  page.on('response', (response) => bodies.push(response.text().catch(() => '')));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource: the server responded with')) errors.push(message.text());
  });
}
