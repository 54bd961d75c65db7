// Does what the platform's own Express example does: node server.js as-printed|prepared-key
import { createSecretKey } from "node:crypto";
import express from "express";
import jwt from "jsonwebtoken";

const { COMPANY_NAME: company, COMPANY_SECRET: secret, PORT: port } = process.env;
const lifetime = 3600;

// The example hands the secret over as text, for every token anew. jsonwebtoken then tries it as a private key first,
// and OpenSSL reads all of it before it finds that it is none; only then is it taken as a secret.
const key = process.argv[2] === "prepared-key" ? createSecretKey(Buffer.from(secret)) : secret;

// Stands for the example's "your session middleware", and costs nothing.
const user = { id: "7d0a1f5e-2f0c-4b41-9d6f-0c7c1a3a9b11", name: "John Doe", email: "john@example.com" };

const app = express();
app.use(express.json());
app.use((request, _, next) => {
  request.user = user;
  next();
});

app.get("/auth/token", (request, response) => {
  const now = Math.floor(Date.now() / 1000);
  const payload = { iss: company, iat: now, exp: now + lifetime };
  if (request.user) {
    payload.identifier = request.user.id;
    payload.name = request.user.name;
    payload.email = request.user.email;
  }

  response.json({ token: jwt.sign(payload, key, { algorithm: "HS256" }) });
});

app.listen(Number(port), "127.0.0.1");
