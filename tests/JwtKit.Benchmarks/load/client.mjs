// What ./run asks of a server beside the load:
//   node client.mjs port            prints a free port
//   node client.mjs wait URL        returns once the server answers
//   node client.mjs login URL       signs the demo user in at the sample and prints the cookie
//   node client.mjs check URL [COOKIE]  fails unless the answer is one sound token; prints the answer's length
import { createHmac } from "node:crypto";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const { COMPANY_NAME: company, COMPANY_SECRET: secret } = process.env;
const startTime = 60_000;
const [verb, url, cookie] = process.argv.slice(2);

function require(truth, otherwise) {
  if (!truth) {
    throw new Error(`${url}: ${otherwise}`);
  }
}

async function isAnswering() {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
}

const verbs = {
  port() {
    const server = createServer().listen(0, "127.0.0.1", () => {
      console.log(server.address().port);
      server.close();
    });
  },

  async wait() {
    const end = Date.now() + startTime;
    while (!(await isAnswering())) {
      require(Date.now() < end, "does not answer");
      await sleep(100);
    }
  },

  async login() {
    const answer = await fetch(url, { method: "POST", body: new URLSearchParams({ user: "john" }) });
    require(answer.ok, `the sign-in was answered with ${answer.status}`);
    console.log(answer.headers.getSetCookie()[0].split(";")[0]);
  },

  async check() {
    const answer = await fetch(url, { headers: cookie ? { cookie } : {} });
    const body = await answer.text();
    require(answer.status === 200, `answered with ${answer.status}`);
    const [header, payload, tag] = JSON.parse(body).token.split(".");
    const expected = createHmac("sha256", secret).update(`${header}.${payload}`).digest("base64url");
    require(tag === expected, "the token is not signed with the secret");
    const claims = JSON.parse(Buffer.from(payload, "base64url"));
    require(Object.keys(claims).join() === "iss,iat,exp,identifier,name,email", `the claims are ${Object.keys(claims)}`);
    require(claims.iss === company && claims.name === "John Doe", "the token is another user's");
    require(claims.exp - claims.iat === 3600, "the token does not live for an hour");
    console.log(body.length);
  },
};

await verbs[verb]();
