// Opens a page with Kore.ai's Web SDK, unmodified, and its chat window, says something there as a user does, and prints as JSON what the SDK exchanged:
// node web-sdk.mjs '{"page":"<origin of the page>","user":"<who signs in there first>","options":{<the SDK's own botOptions>}}'
import { setTimeout as delay } from 'node:timers/promises';
import { launch } from './chromium.mjs';

const { page: origin, user, options } = JSON.parse(process.argv[2]);
const html = `<!DOCTYPE html><meta charset="utf-8"><title>Chat</title><body><script src="/web-sdk.js"></script><script>
  const { chatConfig, chatWindow } = KoreChatSDK;
  Object.assign(chatConfig.botOptions, ${JSON.stringify(options)});
  new chatWindow().show(chatConfig);
</script>`;

// The page comes from here, not from the server that has its origin; Chromium would take that for a page of the internet that asks this machine.
const browser = await launch('--disable-features=LocalNetworkAccessChecks');
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  await serve(page);
  const exchanges = listen(page);
  const answered = new Promise((resolve) => page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => payload.includes('bot_response') && resolve(null))));
  if (user) await signIn(page);
  await page.goto(`${origin}/web-sdk.html`);
  await page.locator('.kore-chat-window .minimized').click();

  const failure = page.locator('.errorMsgBlock.showError');
  const refused = failure.waitFor({ timeout: 0 }).then(() => failure.innerText());
  const shown = await Promise.race([answered, refused, say(page, 'Hello')]);
  if (!shown) await connected(page, exchanges);
  process.stdout.write(JSON.stringify({ exchanges: (await Promise.all(exchanges)).filter(Boolean), shown }));
} finally {
  await browser.close();
}

/** Requests for other hosts are refused: those that count go to the two servers. */
function serve(page) {
  const own = {
    [`${origin}/web-sdk.html`]: { contentType: 'text/html', body: html },
    [`${origin}/web-sdk.js`]: { path: 'node_modules/kore-web-sdk/dist/umd/kore-web-sdk-umd-chat.min.js' },
  };
  const origins = [origin, options.JWTUrl, options.koreAPIUrl].map((url) => new URL(url).origin);
  return page.route('**/*', (route, request) =>
    own[request.url()] ? route.fulfill(own[request.url()]) : origins.includes(new URL(request.url()).origin) ? route.continue() : route.abort());
}

async function signIn(page) {
  await page.goto(origin);
  await page.evaluate((name) => fetch('/login', { method: 'POST', body: new URLSearchParams({ user: name }) }), user);
}

/** Until somebody answers: what is said before the chat is connected is lost. */
async function say(page, text) {
  const box = page.locator('.kore-chat-window .chatInputBox');
  for (let times = 0; times < 20; times++) {
    await box.fill(text);
    await box.press('Enter');
    await delay(3000);
  }

  return 'The chat neither answered nor failed.';
}

/** Until each bearer token that came was brought to the platform: the SDK may connect a second time, and the bot answer in the middle of it. */
async function connected(page, exchanges) {
  for (;;) {
    // Waited for before the look, so that none is missed in between.
    const next = page.waitForEvent('response');
    next.catch(() => null);
    const all = (await Promise.all(exchanges)).filter(Boolean);
    const brought = all.filter(({ url }) => url.endsWith('/rtm/start')).map(({ authorization }) => authorization);
    const granted = all.filter(({ url, status }) => url.endsWith('/oAuth/token/jwtgrant') && status === 200);
    if (granted.every(({ body }) => brought.includes(`bearer ${JSON.parse(body).authorization.accessToken}`))) return;
    await next;
  }
}

/** What the SDK sends by itself, in its order; without what is still under way when the browser closes. */
function listen(page) {
  const exchanges = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'xhr') exchanges.push(describe(response).catch(() => null));
  });
  return exchanges;
}

async function describe(response) {
  const request = response.request();
  const { cookie = null, authorization = null } = await request.allHeaders();
  return { method: request.method(), url: request.url(), sent: request.postData(), cookie, authorization, status: response.status(), body: await response.text() };
}
