import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration } from 'oidc-provider';
import { configurationOf } from '../../deploy/trial/provider.mjs';

export interface Identity {
  name: string;
  preferred_username: string;
  groups: string[];
}

export interface IdentityProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who works for the municipality, by what the provider calls them. */
  people: Record<string, Identity>;
  /** Who sits at the browser. */
  at: { person: string };
  close: () => Promise<void>;
}

/** A real OpenID Connect provider on a port of its own, at which people are signed in as soon as they come. With `foreignKeys` it shows other keys
 * than those it signs with. */
export async function startIdentityProvider(
  callback: string,
  changes: Partial<Configuration> = {},
  foreignKeys?: object,
): Promise<IdentityProvider> {
  const server: Server = createServer();
  await new Promise<void>((done) => void server.listen(0, 'localhost', done));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const [clientId, clientSecret] = ['sagsgang', 'a secret of both houses'];
  const people: Record<string, Identity> = {};
  const at = { person: '' };
  const provider = new Provider(issuer, {
    ...configurationOf({ clientId, clientSecret, callback, people }),
    ...changes,
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (foreignKeys && request.url === '/jwks')
      return void response.setHeader('content-type', 'application/json').end(JSON.stringify(foreignKeys));
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    void provider.interactionFinished(request, response, { login: { accountId: at.person } });
  });
  return {
    issuer,
    clientId,
    clientSecret,
    people,
    at,
    close: () => new Promise((done) => void server.close(() => done())),
  };
}
