// What each claim says on each platform
const meanings = {
  ccai: {
    iss: 'The company name: says who made the token, and so which secret checks it.',
    iat: 'When the token was made, in seconds since 1970.',
    exp: 'From this moment on the token is refused. It is iat plus one hour.',
    identifier: 'Who the visitor is. Required for anonymous visitors too; theirs is a UUID that stays the same.',
    name: 'The name of the signed-in user. Left out for anonymous visitors.',
    email: 'The e-mail address of the signed-in user. Left out for anonymous visitors.',
  },
  kore: {
    iss: 'The Client ID of the app: tells the platform which key checks the token.',
    sub: 'The user: the e-mail or phone of a known one, a generated random id for an anonymous one.',
    aud: 'The address of the platform the token is meant for.',
    iat: 'When the token was made, in seconds since 1970.',
    exp: 'From this moment on the token is refused. With a jti it may be at most one hour ahead.',
    jti: 'The id of this one token. Seen a second time, it is refused as a replay; each fetch makes a new one.',
    isAnonymous: 'Whether the user is unknown to the platform.',
  },
};

const timeClaims = ['iat', 'nbf', 'exp'];
const localTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
const lives = new Map(); // result element -> { start, end, slots } of the token it shows
let serverAhead = 0; // milliseconds between the server's clock and this one

const byId = (id) => document.getElementById(id);

function element(name, text, className = '') {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

// Server calls

class Problem extends Error {
  constructor({ title, detail, code, status }) {
    super(title ?? 'The server refused the request');
    this.detail = [detail, code && `Code: ${code}.`, status && `Status: ${status}.`].filter(Boolean).join(' ');
  }
}

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(10_000), ...options });
  } catch {
    throw new Problem({ title: 'No answer', detail: 'The server could not be reached. Check that it is running.' });
  }
  const date = Date.parse(response.headers.get('Date'));
  if (date) serverAhead = date - Date.now();
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Problem({ status: response.status, ...body });
  if (!body) throw new Problem({ title: 'Unreadable answer', detail: `${path} did not return JSON.` });
  return body;
}

// One action at a time; what goes wrong is shown in words.
async function run(action) {
  const main = byId('main');
  if (main.ariaBusy === 'true') return;
  main.ariaBusy = 'true';
  clearError();
  try {
    await action();
  } catch (error) {
    showError(error);
  } finally {
    main.ariaBusy = 'false';
  }
}

// Messages

function showError(error) {
  byId('error').replaceChildren(element('strong', error.message), element('span', error.detail ?? ''));
}

const clearError = () => byId('error').replaceChildren();
const announce = (text) => { byId('status').textContent = text; };

// Copying

async function copy(button, text, source) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
    announce('Copied');
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  } catch {
    getSelection().selectAllChildren(source); // no clipboard without https or localhost
    announce('Selected. Copy it with your keyboard.');
  }
}

function prepareCurl(code) {
  code.textContent = code.textContent.replace('http://127.0.0.1:5080', location.origin);
  const button = element('button', 'Copy', 'small');
  button.type = 'button';
  button.ariaLabel = `Copy ${code.textContent}`;
  button.addEventListener('click', () => copy(button, code.textContent, code));
  code.after(button);
}

// Sign-in

function showVisitor({ signedIn, user, name, email }) {
  byId('visitor').textContent = signedIn ? `Signed in as ${name}, ${email}.` : 'Not signed in.';
  for (const button of document.querySelectorAll('[data-user]')) {
    button.ariaPressed = String(button.dataset.user === (signedIn ? user : ''));
  }
}

async function changeVisitor(user) {
  const visitor = user
    ? await call('/login', { method: 'POST', body: new URLSearchParams({ user }) })
    : await call('/logout', { method: 'POST' });
  for (const result of document.querySelectorAll('[data-result]')) clearToken(result);
  showVisitor(visitor);
  announce(byId('visitor').textContent);
}

// Tokens

const bytes = (base64url) =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));

const decode = (part) => JSON.parse(new TextDecoder().decode(bytes(part)));
const pretty = (value) => JSON.stringify(value, null, 2);

async function fetchToken({ platform, path, query, method, member }, result) {
  const token = (await call(path + query, { method }))[member];
  try {
    showToken(token, meanings[platform], result);
  } catch {
    throw new Problem({ title: 'Unreadable token', detail: `"${member}" holds no JWT this page can decode.` });
  }
}

function showToken(token, meaning, result) {
  const parts = token.split('.');
  const encrypted = parts.length === 5;
  const header = decode(parts[0]);
  const claims = encrypted ? {} : decode(parts[1]);

  const content = byId('token-template').content.cloneNode(true);
  const slots = Object.fromEntries(
    [...content.querySelectorAll('[data-slot]')].map((slot) => [slot.dataset.slot, slot]));
  slots.token.append(...colouredParts(parts));
  slots.copy.addEventListener('click', () => copy(slots.copy, token, slots.token));
  slots.header.textContent = pretty(header);
  slots.payload.textContent = encrypted ? 'Encrypted: only the platform can read it.' : pretty(claims);
  slots.signature.textContent =
    `${bytes(parts[2]).length} bytes (${header.alg}) over the first two parts. Not checked by this page.`;
  slots.claims.append(...Object.entries(claims).map(([name, value]) => claimRow(name, value, meaning[name])));

  clearToken(result);
  result.classList.toggle('encrypted', encrypted);
  result.append(content);
  slots.life.hidden = !claims.exp;
  if (claims.exp) {
    lives.set(result, { start: claims.iat * 1000, end: claims.exp * 1000, slots });
    tick();
  }
  announce('Token received.');
}

function clearToken(result) {
  lives.delete(result);
  result.replaceChildren();
}

function colouredParts(parts) {
  return parts.flatMap((part, index) => {
    const coloured = element('span', part, `part-${index}`);
    return index ? ['.', coloured] : [coloured];
  });
}

function claimRow(name, value, meaning = 'Not one of the usual claims of this platform.') {
  const row = document.createElement('div');
  const shown = element('dd', typeof value === 'string' ? value : JSON.stringify(value));
  if (timeClaims.includes(name)) shown.append(localDate(value));
  row.append(element('dt', name), shown, element('dd', meaning));
  return row;
}

function localDate(seconds) {
  const date = new Date(seconds * 1000);
  const time = element('time', localTime.format(date));
  time.dateTime = date.toISOString();
  return time;
}

// Remaining life

function tick() {
  for (const [result, { start, end, slots }] of lives) {
    const left = Math.min(Math.max(end - Date.now() - serverAhead, 0), end - start);
    const share = left / (end - start);
    slots.bar.value = share;
    slots.time.textContent = left ? clock(left) : 'Expired';
    slots.life.classList.toggle('low', share < 0.2);
    if (left) continue;
    lives.delete(result);
    announce('The token has expired.');
  }
}

function clock(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  return [Math.floor(seconds / 60), seconds % 60].map((number) => String(number).padStart(2, '0')).join(':');
}

// Public keys

async function showKeys() {
  const set = await call('/.well-known/jwks.json');
  const names = set.keys.map(({ kid, kty, alg }) => [kid ?? 'no kid', kty, alg].filter(Boolean).join(', '));
  byId('keys-summary').textContent = names.length
    ? `${names.length} ${names.length === 1 ? 'key' : 'keys'}: ${names.join('; ')}.`
    : 'The set is empty: no issuer here signs with RSA.';
  byId('keys').textContent = pretty(set);
  byId('keys').hidden = false;
}

// Start

document.querySelectorAll('[data-curl]').forEach(prepareCurl);

for (const button of document.querySelectorAll('[data-user]')) {
  button.addEventListener('click', () => run(() => changeVisitor(button.dataset.user)));
}

for (const section of document.querySelectorAll('[data-platform]')) {
  const result = section.querySelector('[data-result]');
  for (const button of section.querySelectorAll('[data-fetch]')) {
    const request = { ...section.dataset, query: button.dataset.query ?? '' };
    button.addEventListener('click', () => run(() => fetchToken(request, result)));
  }
}

byId('keys-fetch').addEventListener('click', () => run(showKeys));
byId('error-close').addEventListener('click', clearError);
setInterval(tick, 1000);
run(async () => {
  showVisitor(await call('/me'));
  await showKeys();
});
