// An identity provider for trying the product: nobody has a password, whoever comes says who she is. Never beside a municipality's data.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import { configurationOf } from './provider.mjs';

const { ISSUER, PUBLIC_URL, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = process.env;
const people = JSON.parse(readFileSync(new URL('people.json', import.meta.url), 'utf8'));
const callback = `${PUBLIC_URL}/api/sign-in/oidc/callback`;
const provider = new Provider(ISSUER, configurationOf({ clientId, clientSecret, callback, people }));
const answer = provider.callback();

const page = Object.entries(people).reduce(
  (form, [id, { name }]) => `${form}<p><button name="person" value="${id}">${name}</button></p>`,
  '<!doctype html><html lang="da"><title>Prøve</title><h1>Hvem er du?</h1><form method="post">',
);

/** @param {import('node:http').IncomingMessage} request */
async function personIn(request) {
  let text = '';
  for await (const part of request) {
    text += part;
    if (text.length > 1_000) return null;
  }
  return new URLSearchParams(text).get('person');
}

const server = createServer(async (request, response) => {
  try {
    if (!request.url.startsWith('/interaction/')) return answer(request, response);
    const accountId = request.method === 'POST' ? await personIn(request) : null;
    if (!accountId || !people[accountId])
      return response.setHeader('content-type', 'text/html; charset=utf-8').end(`${page}</form>`);
    await provider.interactionFinished(request, response, { login: { accountId } });
  } catch {
    // A page that was left open for too long, or was never ours.
    response.writeHead(400).end();
  }
});
server.listen(Number(new URL(ISSUER).port));
process.on('SIGTERM', () => process.exit(0));
