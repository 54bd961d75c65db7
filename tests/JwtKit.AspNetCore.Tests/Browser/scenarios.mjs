const button = (page, name) => page.getByRole('button', { name, exact: true });
const choose = (page, name) => page.getByRole('radio', { name, exact: true }).check({ force: true });

/** Clicks, and waits until the page is done with it. */
async function click(page, name) {
  await button(page, name).click();
  await settled(page);
}

const settled = (page) => page.locator('main[aria-busy="false"]').waitFor();
const make = (page) => click(page, 'Make a token');
const texts = (page, selector) => page.locator(selector).allInnerTexts();

/** Each claim that the page shows, with its verdict. */
async function verdicts(page) {
  const rows = await page.locator('#token dl > div').all();
  return Object.fromEntries(await Promise.all(rows.map(async (row) => [await row.locator('dt').innerText(), await row.locator('.verdict').innerText()])));
}

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - screen.width);

export async function mainPath(open) {
  const page = await open();
  await make(page);
  const visitor = JSON.parse(await page.locator('.part-payload pre').innerText());
  await click(page, 'John');
  await make(page);
  const john = JSON.parse(await page.locator('.part-payload pre').innerText());
  const header = JSON.parse(await page.locator('.part-header pre').innerText());
  const before = await verdicts(page);
  const life = await page.locator('.life strong').innerText();
  const left = john.exp - Date.now() / 1000;
  await click(page, 'Send to the platform');
  const bearer = await page.locator('.bearer').innerText();
  await click(page, 'Send the same token again');
  const [taken, refused] = await texts(page, '.answers > li .line strong');
  const body = await page.locator('.answers > .refused pre').innerText();
  return { visitor, john, header, before, life, left, bearer, taken, refused, body, after: await verdicts(page), parts: await texts(page, '#token h4') };
}

export async function encrypted(open) {
  const page = await open();
  await choose(page, 'RS256');
  await choose(page, 'RSA1_5');
  await choose(page, 'A128CBC-HS256');
  await make(page);
  const header = JSON.parse(await page.locator('.part-header pre').innerText());
  const before = await verdicts(page);
  const colours = await page.locator('.token span').evaluateAll((spans) => spans.map((span) => getComputedStyle(span).color));
  await click(page, 'Send to the platform');
  return { header, before, after: await verdicts(page), colours: new Set(colours).size, parts: await texts(page, '#token h4'), status: await page.locator('.answers > li .line strong').innerText() };
}

export async function ccai(open) {
  const page = await open();
  await choose(page, 'Google CCAI');
  await make(page);
  return { verdicts: await verdicts(page), send: await page.locator('[data-slot="send"]').isVisible() };
}

export async function expiry(open) {
  const page = await open({ ownClock: true });
  await make(page);
  const bar = () => page.locator('progress').evaluate((element) => element.value);
  const full = await bar();
  await page.clock.fastForward('02:30');
  const half = await bar();
  await page.clock.fastForward('02:31');
  return { full, half, text: await page.locator('.life strong').innerText(), verdicts: await verdicts(page) };
}

/** Every refusal that the page offers: what the platform answered to the last request, and what is said of JwtKit. */
export async function refusals(open) {
  const page = await open();
  const seen = {};
  for (const item of await page.locator('.refusals > li').all()) {
    const title = await item.locator('.title').innerText();
    await item.locator('button').first().click();
    await item.locator('.jwtkit').waitFor();
    await settled(page);
    const answer = item.locator('.answers > li').last();
    const list = await item.locator('xpath=..').getAttribute('id');
    seen[`${list}: ${title}`] = {
      status: await answer.locator('.line strong').innerText(),
      body: await answer.locator('> pre').allInnerTexts().then((all) => all.join()),
      request: await answer.locator('.line code').innerText(),
      jwtKit: await item.locator('.jwtkit').innerText(),
      refused: await item.locator('dl .no').count(),
    };
    await item.locator('button').first().click();
  }
  return { seen };
}

export async function unavailable(open) {
  const page = await open();
  await make(page);
  await click(page, 'Send to the platform');
  const sent = await page.getByRole('alert').innerText();
  await click(page, 'Close');
  await page.getByRole('button', { name: 'Expired a minute ago' }).click();
  await settled(page);
  return { sent, provoked: await page.getByRole('alert').innerText() };
}

export async function production(open) {
  const page = await open();
  await make(page);
  return {
    parts: await texts(page, '#token h4'),
    sections: await texts(page, 'h2:visible'),
    send: await page.locator('[data-slot="send"]').isVisible(),
    signIn: await page.getByRole('button', { name: 'John' }).isVisible(),
  };
}

/** How much wider than the screen the page is, with each of its parts open. */
export async function phone(open) {
  const widths = {};
  for (const [name, viewport] of Object.entries({ phone: { width: 390, height: 844 }, small: { width: 360, height: 640 } })) {
    const page = await open({ viewport, isMobile: true, hasTouch: true });
    widths[`${name}, empty`] = await overflow(page);
    await make(page);
    await click(page, 'Send to the platform');
    await page.getByText('The whole answer').click();
    widths[`${name}, sent`] = await overflow(page);
    await choose(page, 'RSA-OAEP');
    await make(page);
    widths[`${name}, encrypted`] = await overflow(page);
    for (const title of ['exp two hours ahead, with a jti', 'A table that may only be read']) {
      await page.getByRole('button', { name: title }).click();
      await settled(page);
      widths[`${name}, ${title}`] = await overflow(page);
    }
    await page.getByText('The same with curl').click();
    await page.locator('#keys-summary').click();
    widths[`${name}, all`] = await overflow(page);
  }
  return { widths };
}

/** The main path and a refusal by keys alone, and whether each stop on the way can be seen. */
export async function keyboard(open) {
  const page = await open();
  const unseen = [];
  const focus = () => page.evaluate(() => {
    const element = document.activeElement;
    const shown = element.closest('label') ?? element;
    return { name: (element.closest('label') ?? element).innerText.trim().split('\n')[0], outline: getComputedStyle(shown).outlineStyle, isBody: element === document.body };
  });
  const tabTo = async (name) => {
    for (let stops = 0; stops < 80; stops++) {
      await page.keyboard.press('Tab');
      const now = await focus();
      if (!now.isBody && now.outline === 'none') unseen.push(now.name);
      if (now.name.endsWith(name)) return;
    }
    throw new Error(`The Tab key does not lead to ${name}.`);
  };
  const press = async (key) => {
    await page.keyboard.press(key);
    await settled(page);
  };

  await tabTo('John');
  await press('Enter');
  await tabTo('HS256');
  await press('ArrowRight');
  await press('ArrowRight');
  const algorithm = (await focus()).name;
  await tabTo('Make a token');
  await press('Enter');
  await tabTo('Send to the platform');
  await press('Enter');
  const next = (await focus()).name;
  await press('Enter');
  const answers = await texts(page, '.answers > li .line strong');
  await tabTo('exp two hours ahead, with a jti');
  await press('Enter');
  await page.locator('.refusals .answers').waitFor();
  return { algorithm, next, answers, provoked: await page.locator('.refusals .answers strong').innerText(), unseen };
}

/** The background and the weakest contrast of text, in the light and in the dark, with a token, answers and a refusal on the page. */
export async function schemes(open) {
  const seen = {};
  for (const colorScheme of ['light', 'dark']) {
    const page = await open({ colorScheme });
    await make(page);
    await click(page, 'Send to the platform');
    await click(page, 'Send the same token again');
    await page.getByRole('button', { name: 'exp two hours ahead, with a jti' }).click();
    await page.locator('.refusals .answers').waitFor();
    await choose(page, 'RSA-OAEP');
    await make(page);
    seen[colorScheme] = await page.evaluate(weakestContrast);
  }
  return { seen };
}

// WCAG 2.2, 1.4.3: 4.5 to 1 for text of this size.
function weakestContrast() {
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = (colour) => channels(colour).slice(0, 3)
    .map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const backgroundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (channels(backgroundColor)[3] !== 0) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  let weakest = { ratio: 21, text: '' };
  for (const element of document.body.querySelectorAll('*')) {
    const ownText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    if (!ownText || !element.checkVisibility({ checkOpacity: true }) || element.closest(':disabled, .visually-hidden')) continue;
    const [light, dark] = [luminance(getComputedStyle(element).color), luminance(backgroundOf(element))].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < weakest.ratio) weakest = { ratio, text: element.textContent.trim().slice(0, 40) };
  }
  return { background: getComputedStyle(document.body).backgroundColor, ...weakest };
}
