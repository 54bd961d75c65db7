// What each claim says, and whether the platform would take it: true, a reason why not, or undefined where only the platform knows.

const HOUR = 3600;
const END_OF_9999 = 253_402_300_799;
const needs = (holds, otherwise) => (holds ? true : otherwise);
const isText = (value) => needs(typeof value === 'string' && value !== '', 'Text that is not empty is needed.');
const oneOf = (...names) => (value) => needs(names.includes(value), `One of ${names.join(', ')} is needed.`);
const unread = (by) => `Not read: ${by} counts.`;

const isTime = (check) => (value, token) => (typeof value !== 'number' ? 'A number of seconds is needed.'
  : value > END_OF_9999 ? `These are milliseconds. As seconds, they are the year ${Math.round(value / 31_556_952 + 1970)}.` : check(value, token));
const isPast = isTime((value) => needs(value <= now() + 30, 'The token comes from the future.'));
const isAlive = isTime((value, { claims }) => (value <= now() ? 'The token has expired.'
  : needs(!(claims.kore_jti ?? claims.jti) || value - now() <= HOUR, 'With a jti it may be one hour ahead at most.')));

const isApp = (value) => (apps.size === 0 ? undefined : needs(apps.has(value), 'No app is registered under this Client ID.'));
const isUnused = (value, { spent }) => (spent ? 'It was used: from now on it is a replay.' : isText(value));
const unless = (alias, check) => (value, token) => (alias in token.claims ? unread(alias) : check(value, token));
const isKnownAlg = (value, { app }) => (app ? needs(value === app.algorithm, `The app is registered for ${app.algorithm}.`)
  : oneOf('HS256', 'HS512', 'RS256', 'RS512')(value));

const times = {
  iat: ['When the token was made, in seconds since 1970.', isPast],
  exp: ['From this moment on the token is refused. With a jti, it may be at most one hour ahead.', isAlive],
};
const ids = {
  jti: ['The id of this one token. Seen a second time, it is refused as a replay.', unless('kore_jti', isUnused)],
  kore_jti: ['Counts in place of jti.', isUnused],
};
const signed = {
  alg: ['How the token is signed.', isKnownAlg],
  typ: ['What this is: a JSON Web Token.', oneOf('JWT')],
  kid: ['Which key signed it. The platform has one key for each app.', isText],
};
const rules = {
  jwe: {
    alg: ['How the key of this one message is wrapped for the platform.', oneOf('RSA-OAEP', 'RSA1_5')],
    enc: ['How the content is encrypted.', oneOf('A128CBC-HS256', 'A128GCM', 'A256GCM')],
    kid: ['Which of the platform\'s keys opens it.', () => undefined],
    typ: ['What is inside: a JSON Web Token.', oneOf('JWT')],
  },
  kore: {
    ...signed, ...times, ...ids,
    iss: ['The Client ID of the app: says which key checks the token.', unless('kore_iss', isApp)],
    kore_iss: ['Counts in place of iss.', isApp],
    sub: ['The user: e-mail or phone of a known one, a generated id of an anonymous one.', unless('kore_sub', isText)],
    kore_sub: ['Counts in place of sub.', isText],
    aud: ['The address of the platform that the token is meant for.', oneOf('https://idproxy.kore.com/authorize')],
    isAnonymous: ['Whether the user is unknown to the application.', (value) => needs(typeof value === 'boolean', 'true or false is needed, not text.')],
    identityToMerge: ['The anonymous id under which this user has chatted before.', isText],
  },
  api: {
    ...signed, ...times, ...ids,
    sub: ['Who calls: any text.', isText],
    appId: ['The Client ID of the app, under exactly this name.', isApp],
    appid: ['Not the name that the platform reads.', () => 'It must be spelled appId.'],
  },
  ccai: {
    alg: ['How the token is signed.', oneOf('HS256')],
    typ: signed.typ, iat: times.iat,
    exp: ['From this moment on the token is refused: one hour after iat.', isAlive],
    iss: ['The company name: says which secret checks the token.', isText],
    identifier: ['Who the visitor is; for an anonymous one a UUID that stays the same.', isText],
    name: ['The name of a signed-in user. Left out for anonymous visitors.', isText],
    email: ['The e-mail address of a signed-in user. Left out for anonymous visitors.', isText],
  },
};
const needed = { kore: ['iss', 'sub', 'aud', 'exp'], api: ['sub', 'appId', 'exp'], ccai: ['iss', 'iat', 'exp', 'identifier'] };

const parts = { // by their number: names and colours
  3: [['Header', 'part-header'], ['Payload', 'part-payload'], ['Signature', 'part-seal']],
  5: [['Header', 'part-header'], ['Encrypted key', 'part-key'], ['Initialization vector', 'part-vector'],
    ['Ciphertext', 'part-payload'], ['Authentication tag', 'part-seal']],
};

// Small things

const localTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const lives = new Map(); // life element -> the token whose time runs down there
const apps = new Map(); // Client ID -> how the stand-in platform has the app registered
let serverAhead = 0; // milliseconds between the server's clock and this one
let user = '';

const now = () => (Date.now() + serverAhead) / 1000;
const byId = (id) => document.getElementById(id);
const announce = (text) => { byId('status').textContent = text; };
const clearError = () => byId('error').replaceChildren();

function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

// Calls to this server

class Problem extends Error {
  constructor({ title, detail, status }) {
    super(title ?? 'The server refused the request');
    this.detail = detail ?? (status ? `Status: ${status}.` : '');
  }
}

async function send(path, options = {}) {
  const response = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(15_000), ...options }).catch(() => {
    throw new Problem({ title: 'No answer', detail: 'This page\'s server could not be reached. Check that it is running.' });
  });
  serverAhead = (Date.parse(response.headers.get('Date')) || Date.now()) - Date.now();
  if (response.headers.get('Content-Type')?.startsWith('application/problem+json')) throw new Problem(await response.json());
  return response;
}

async function call(path, options) {
  const response = await send(path, options);
  const body = await response.json().catch(() => null);
  if (!response.ok || !body) throw new Problem({ status: response.status });
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
    byId('error').replaceChildren(element('strong', '', error.message), element('span', '', error.detail ?? ''));
  } finally {
    main.ariaBusy = 'false';
  }
}

// Sign-in

function showVisitor(visitor) {
  user = visitor.signedIn ? visitor.user : '';
  byId('visitor').textContent = visitor.signedIn ? `${visitor.name}, ${visitor.email}` : 'A visitor whom nobody knows.';
  for (const button of document.querySelectorAll('[data-user]')) button.ariaPressed = String(button.dataset.user === user);
  showCurl();
}

async function changeVisitor(name) {
  const path = name ? '/login' : '/logout';
  showVisitor(await call(path, { method: 'POST', body: name ? new URLSearchParams({ user: name }) : undefined }));
  byId('token').replaceChildren();
  announce(byId('visitor').textContent);
}

// The choice

function chosen() {
  const { platform, alg, wrap, enc } = Object.fromEntries(new FormData(byId('make')));
  if (platform === 'ccai') return { platform, method: 'GET', path: '/auth/token' };
  const asConfigured = alg === 'HS256' && (!wrap || (wrap === 'RSA-OAEP' && enc === 'A256GCM'));
  const path = asConfigured ? `/api/users/sts${wrap && '?encrypted=true'}` : `/demo/tokens/${alg}${wrap && `/${wrap}/${enc}`}`;
  return { platform, method: 'POST', path };
}

function showChoice() {
  const { platform, wrap } = Object.fromEntries(new FormData(byId('make')));
  for (const choice of document.querySelectorAll('fieldset.kore')) {
    choice.disabled = platform === 'ccai' || (choice.classList.contains('encrypted') && !wrap);
  }
  showCurl();
}

function showCurl() {
  const { method, path } = chosen();
  const jar = 'curl -b cookies.txt -c cookies.txt';
  const signIn = `${jar} -d "${user && `user=${user}`}" ${location.origin}/${user ? 'login' : 'logout'}`;
  byId('curl').textContent = `${signIn}\n${jar}${method === 'POST' ? ' -d ""' : ''} "${location.origin}${path}"`;
}

// Tokens

const bytes = (base64url) => Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
const decode = (part) => JSON.parse(new TextDecoder().decode(bytes(part)));
const pretty = (value) => JSON.stringify(value, null, 2);

const idOf = ({ claims }) => claims.kore_jti ?? claims.jti;

/** What can be read of a token without any key. */
function read(text, platform) {
  const own = text.split('.');
  const encrypted = own.length === 5;
  const claims = encrypted ? {} : decode(own[1]);
  const app = apps.get(claims.kore_iss ?? claims.iss ?? claims.appId);
  return { text, parts: own, platform, encrypted, header: decode(own[0]), claims, app, spent: false, accepted: false, refused: false };
}

function describePart({ header, claims, encrypted, parts: own }, index) {
  const { alg, enc } = header;
  const length = `${bytes(own[index]).length} bytes`;
  if (encrypted) {
    return [pretty(header), `${length}: the key of this one message, wrapped by ${alg} for the platform.`, `${length}, random, fresh for each message.`,
      `${length} by ${enc}: the signed token. Only the platform can read it.`, `${length}. If one bit of the token is changed, nothing is opened.`][index];
  }
  const maker = alg.startsWith('HS') ? 'the shared secret' : 'the private key';
  return [pretty(header), pretty(claims),
    own[2] ? `${length} by ${alg}, made with ${maker} over the two parts before.` : 'Kept on the server: this token speaks for the app, not for a browser.'][index];
}

function showToken(token, into) {
  const content = byId('token-template').content.cloneNode(true);
  const slots = Object.fromEntries([...content.querySelectorAll('[data-slot]')].map((slot) => [slot.dataset.slot, slot]));
  const kinds = parts[token.parts.length];
  slots.token.append(...token.parts.flatMap((part, index) => [index ? '.' : '', element('span', kinds[index][1], part)]));
  slots.count.textContent = `Its ${kinds.length} parts`;
  slots.parts.classList.add(token.encrypted ? 'five' : 'three');
  slots.parts.append(...kinds.map(([name, colour], index) => {
    const text = describePart(token, index);
    return element('div', `part ${colour}`, element('h4', '', name), element(text.startsWith('{') ? 'pre' : 'p', '', text));
  }));
  into.replaceChildren(content);
  token.slots = slots;
  showClaims(token);
  slots.life.hidden = !(token.claims.exp > now() && token.claims.exp <= END_OF_9999);
  if (!slots.life.hidden) lives.set(slots.life, token);
  tick();
  return slots;
}

function showClaims(token) {
  const known = rules[token.encrypted ? 'jwe' : token.platform];
  const rows = [...Object.entries(token.header), ...Object.entries(token.claims)].map(([name, value]) => row(token, name, value, known[name]));
  if (!token.encrypted) {
    const required = [...needed[token.platform], ...(token.app?.enforcesTokenId ? ['jti'] : [])];
    const missing = required.filter((name) => !(name in token.claims) && !(`kore_${name}` in token.claims));
    rows.push(...missing.map((name) => claimRow(name, 'missing', known[name][0], 'The platform needs it.')));
    if (token.app?.enforcesEncryption) rows.push(claimRow('encryption', 'missing', 'Hides the claims from whoever holds the token.', 'The app enforces JWE.'));
  }
  const explained = rows.some((shown) => shown.querySelector('.no'));
  const verdict = token.accepted || (token.refused && !explained ? 'The platform refuses it.' : undefined);
  rows.push(token.encrypted ? claimRow('inside', 'the signed token', 'Its claims, its remaining life and its signature.', verdict)
    : claimRow('signature', '', 'Made with the key that is registered for the app.', verdict));
  token.slots.claims.replaceChildren(...rows);
}

function row(token, name, value, [meaning, check] = ['Not one of this platform\'s claims.', () => 'Not read.']) {
  return claimRow(name, value, meaning, check(value, token) ?? (token.accepted || undefined));
}

function claimRow(name, value, meaning, verdict) {
  const shown = element('dd', 'value', typeof value === 'string' ? value : JSON.stringify(value));
  if (['iat', 'nbf', 'exp'].includes(name) && value <= END_OF_9999) {
    const date = new Date(value * 1000);
    const time = element('time', '', localTime.format(date));
    time.dateTime = date.toISOString();
    shown.append(time);
  }
  const [kind, text] = verdict === true ? ['yes', 'Taken'] : verdict === undefined ? ['open', 'Only the platform can tell']
    : [verdict.startsWith('Not read') ? 'none' : 'no', verdict];
  return element('div', '', element('dt', '', name), shown, element('dd', `verdict ${kind}`, text), element('dd', 'meaning', meaning));
}

async function makeToken() {
  const { platform, method, path } = chosen();
  const { jwt, token: ccai } = await call(path, { method });
  const token = read(jwt ?? ccai, platform);
  const slots = showToken(token, byId('token'));
  slots.copy.addEventListener('click', () => copy(token));
  slots.send.hidden = platform === 'ccai' || apps.size === 0; // there is no stand-in of CCAI
  for (const button of [slots.send, slots.again]) button.addEventListener('click', () => run(() => exchange(token)));
  announce('Token received.');
  if (matchMedia('(max-width: 59.99rem)').matches) byId('token-title').scrollIntoView();
}

async function copy({ text, slots }) {
  try {
    await navigator.clipboard.writeText(text);
    announce(slots.copy.textContent = 'Copied');
    setTimeout(() => { slots.copy.textContent = 'Copy'; }, 2000);
  } catch {
    getSelection().selectAllChildren(slots.token); // no clipboard without https or localhost
    announce('Selected. Copy it with your keyboard.');
  }
}

// Answers of the platform

async function exchange(token) {
  const request = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ assertion: token.text }) };
  const response = await send('/platform/jwtgrant', request);
  const { slots } = token;
  slots.answers.append(answerItem({ request: 'POST /api/oAuth/token/jwtgrant', status: response.status, reason: response.statusText, body: await response.text() }));
  token.accepted ||= response.ok;
  token.spent ||= response.ok && Boolean(idOf(token));
  token.refused = !token.accepted;
  showClaims(token);
  const hadFocus = document.activeElement === slots.send;
  slots.send.hidden = true;
  slots.again.hidden = false;
  if (hadFocus) slots.again.focus();
}

/** What cannot be read is shown as it came. */
function jsonIn(body) {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return {};
  }
}

function answerItem({ request, header, status, reason, body }) {
  const json = jsonIn(body);
  const bearer = json.authorization?.accessToken;
  const said = bearer ? 'Bearer token' : json.errors?.[0]?.msg ?? '';
  const shown = bearer ? [element('p', 'bearer', bearer),
    element('p', 'hint', `Good until ${localTime.format(new Date(json.authorization.expiresDate))}.`),
    element('details', '', element('summary', '', 'The whole answer'), element('pre', '', pretty(json)))] : [element('pre', '', body)];
  announce(`${status} ${reason}. ${said}`);
  return element('li', status < 400 ? 'taken' : 'refused',
    element('p', 'line', element('strong', '', `${status} ${reason}`), element('code', '', header ? `${request}, header ${header}` : request)),
    element('p', 'said', said), ...shown);
}

// Refusals

function refusalItem(platform, { id, title, fault }) {
  const result = element('div', 'outcome');
  const status = element('span', 'status');
  const button = element('button', '', element('span', 'title', title), element('span', 'fault', fault), status);
  button.type = 'button';
  button.ariaExpanded = 'false';
  button.addEventListener('click', () => {
    const isOpen = button.ariaExpanded === 'true';
    button.ariaExpanded = 'false';
    result.replaceChildren();
    if (!isOpen) run(() => provoke(platform, id, button, status, result));
  });
  return element('li', '', button, result);
}

async function provoke(platform, id, button, status, result) {
  const { wordsOfJwtKit, advice, exchanges } = await call(`/demo/refusals/${id}`, { method: 'POST' });
  const last = exchanges.at(-1);
  const jwtKit = wordsOfJwtKit ? ['JwtKit would have refused to make it: ', element('q', '', wordsOfJwtKit)] : [`JwtKit would have made it. ${advice ?? ''}`];
  const shown = element('div', '');
  result.replaceChildren(element('ol', 'answers', ...exchanges.map(answerItem)), element('p', 'jwtkit', ...jwtKit), shown);
  const [token, first] = [last, exchanges[0]].map((exchanged) => read(exchanged.token, platform));
  token.spent = exchanges.length > 1 && idOf(token) === idOf(first);
  token.accepted = last.status === 403; // what is refused then is the call
  token.refused = last.status === 401 && last.header !== 'Authorization';
  const { actions, answers } = showToken(token, shown);
  actions.remove();
  answers.remove();
  status.textContent = last.status;
  status.className = last.status < 400 ? 'status taken' : 'status refused';
  button.ariaExpanded = 'true';
}

async function showDemo() {
  const response = await fetch('/demo/refusals');
  if (!response.ok) return; // only in development
  const { apps: known, sdk, api } = await response.json();
  for (const app of known) apps.set(app.clientId, app);
  byId('sdk').append(...sdk.map((refusal) => refusalItem('kore', refusal)));
  byId('api').append(...api.map((refusal) => refusalItem('api', refusal)));
  for (const part of document.querySelectorAll('[data-demo]')) part.hidden = false;
}

// Remaining life

function tick() {
  for (const [life, token] of lives) {
    if (!life.isConnected) {
      lives.delete(life);
      continue;
    }
    const { bar, time } = token.slots;
    const whole = token.claims.exp - token.claims.iat;
    const left = Math.min(Math.max(token.claims.exp - now(), 0), whole);
    bar.value = left / whole;
    time.textContent = left ? clock(Math.ceil(left)) : 'Expired';
    life.classList.toggle('low', left < whole / 5);
    if (left) continue;
    lives.delete(life);
    showClaims(token);
    announce('The token has expired.');
  }
}

const two = (number) => String(Math.floor(number)).padStart(2, '0');
const clock = (seconds) => `${seconds >= HOUR ? `${Math.floor(seconds / HOUR)}:` : ''}${two((seconds % HOUR) / 60)}:${two(seconds % 60)}`;

// Start

for (const button of document.querySelectorAll('[data-user]')) {
  button.addEventListener('click', () => run(() => changeVisitor(button.dataset.user)));
}

byId('make').addEventListener('change', showChoice);
byId('make').addEventListener('submit', (event) => {
  event.preventDefault();
  run(makeToken);
});
byId('error-close').addEventListener('click', clearError);
setInterval(tick, 1000);
showChoice();
run(async () => {
  await showDemo();
  showVisitor(await call('/me'));
  byId('keys').textContent = pretty(await call('/.well-known/jwks.json'));
});
