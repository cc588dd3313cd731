import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration } from 'oidc-provider';

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
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [callback],
        post_logout_redirect_uris: [`${new URL(callback).origin}/`],
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'], email: ['email'] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: (ctx, form) => void (ctx.body = form) },
    },
    findAccount: (_, sub) => people[sub] && { accountId: sub, claims: () => ({ sub, ...people[sub]! }) },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client!.clientId,
        accountId: ctx.oidc.session!.accountId!,
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
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
