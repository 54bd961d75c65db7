// The peers on Node: one JSON request per line in, one JSON answer per line out, in the same order.
import { Buffer } from 'node:buffer';
import { webcrypto } from 'node:crypto';
import * as jose from 'jose';
import jsonwebtoken from 'jsonwebtoken';

// jose needs the global, which Node 18 (Debian's) has only behind a flag.
globalThis.crypto ??= webcrypto;

const libraries = {
  jose: {
    async sign({ alg, key, header, claims }) {
      const signingKey = key.text === undefined ? await jose.importPKCS8(key.pem, alg) : secret(key);
      const token = await new jose.SignJWT(claims).setProtectedHeader({ ...header, alg }).sign(signingKey);
      return { token };
    },

    async verify({ alg, key, token, issuer, audience }) {
      const verificationKey = key.text === undefined ? await jose.importSPKI(key.pem, alg) : secret(key);
      const { protectedHeader, payload } = await jose.jwtVerify(token, verificationKey, {
        algorithms: [alg], issuer, audience,
      });
      return { header: protectedHeader, claims: payload };
    },

    async encrypt({ alg, enc, key, header, text }) {
      const publicKey = await jose.importSPKI(key.pem, alg);
      const token = await new jose.CompactEncrypt(Buffer.from(text, 'utf8'))
        .setProtectedHeader({ ...header, alg, enc }).encrypt(publicKey);
      return { token };
    },

    async decrypt({ alg, enc, key, token }) {
      const privateKey = await jose.importPKCS8(key.pem, alg);
      const { protectedHeader, plaintext } = await jose.compactDecrypt(token, privateKey, {
        keyManagementAlgorithms: [alg], contentEncryptionAlgorithms: [enc],
      });
      return { header: protectedHeader, text: Buffer.from(plaintext).toString('utf8') };
    },

    async seal({ alg, enc, key, header, text, aad }) {
      const message = new jose.FlattenedEncrypt(Buffer.from(text, 'utf8')).setProtectedHeader({ ...header, alg, enc });
      if (aad !== undefined) message.setAdditionalAuthenticatedData(Buffer.from(aad, 'utf8'));
      return { token: JSON.stringify(await message.encrypt(await sealingKey(alg, key))) };
    },

    async open({ alg, enc, key, token, compact }) {
      const options = { keyManagementAlgorithms: [alg], contentEncryptionAlgorithms: [enc] };
      const openingKey = await jwk(alg, key) ?? (key.hex === undefined ? await jose.importPKCS8(key.pem, alg) : shared(key));
      const opened = compact
        ? await jose.compactDecrypt(token, openingKey, options)
        : await jose.flattenedDecrypt(JSON.parse(token), openingKey, options);
      const aad = opened.additionalAuthenticatedData;
      return {
        header: opened.protectedHeader,
        text: Buffer.from(opened.plaintext).toString('utf8'),
        aad: aad === undefined ? null : Buffer.from(aad).toString('utf8'),
      };
    },

    async sealCompact({ alg, enc, key, header, text }) {
      const token = await new jose.CompactEncrypt(Buffer.from(text, 'utf8'))
        .setProtectedHeader({ ...header, alg, enc }).encrypt(await sealingKey(alg, key));
      return { token };
    },
  },

  jsonwebtoken: {
    sign({ alg, key, header, claims }) {
      const token = jsonwebtoken.sign(claims, key.text === undefined ? key.pem : secret(key), {
        algorithm: alg,
        // An undefined typ takes back the JWT that the library writes by itself.
        header: { typ: undefined, ...header },
        // noTimestamp also deletes the caller's iat.
        noTimestamp: claims.iat === undefined,
      });
      return { token };
    },

    verify({ alg, key, token, issuer, audience }) {
      const { header, payload } = jsonwebtoken.verify(token, key.text === undefined ? key.pem : secret(key), {
        algorithms: [alg], issuer, audience, complete: true,
      });
      return { header, claims: payload };
    },
  },
};

async function sealingKey(alg, key) {
  return await jwk(alg, key) ?? (key.hex === undefined ? jose.importSPKI(key.pem, alg) : shared(key));
}

async function jwk(alg, key) {
  return key.jwk === undefined ? undefined : jose.importJWK(key.jwk, alg);
}

function shared(key) {
  return new Uint8Array(Buffer.from(key.hex, 'hex'));
}

function secret(key) {
  return Buffer.from(key.text, 'utf8');
}

async function answer(line) {
  try {
    const request = JSON.parse(line);
    const operation = libraries[request.library]?.[request.op];
    if (!operation) throw new Error(`no ${request.op} by ${request.library} here`);
    return { ok: true, ...await operation(request) };
  } catch (error) {
    return { ok: false, error: `${error.name}: ${error.message}`.slice(0, 200) };
  }
}

// Not readline: it also ends a line at U+2028, which JSON text may contain.
async function* lines(stream) {
  let rest = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop();
    yield* parts;
  }
  if (rest) yield rest;
}

for await (const line of lines(process.stdin)) {
  process.stdout.write(JSON.stringify(await answer(line)) + '\n');
}
