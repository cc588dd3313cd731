import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { AuditEntryRow } from '../../../src/persistence/audit.js';
import { Client, startTestApp, type TestApp } from '../../support/app.js';
import { BrowserJar } from '../../support/browser-jar.js';
import { freePort } from '../../support/free-port.js';
import { startIdentityProvider, type IdentityProvider } from '../../support/identity-provider.js';

/** Signing in at a real OpenID Connect provider, which runs beside the application. */
let test: TestApp;
let provider: IdentityProvider;
let home: string;

const GROUPS = {
  'bh-sagsbehandlere': { roles: ['caseworker'], teams: ['boernehandicap', 'nedlagt'] },
  'bh-ledere': { roles: ['teamLeader'], teams: ['boernehandicap'] },
  'system-admins': { roles: ['admin'], teams: [] },
};

beforeAll(async () => {
  // The provider speaks of what it would need in earnest.
  jest.spyOn(console, 'warn').mockReturnValue();
  jest.spyOn(console, 'info').mockReturnValue();
  const port = await freePort();
  home = `http://localhost:${port}`;
  provider = await startIdentityProvider(`${home}/api/sign-in/oidc/callback`);
  const { issuer, clientId, clientSecret } = provider;
  const oidc = { issuer, clientId, clientSecret, scope: 'openid profile email', groupsClaim: 'groups' };
  test = await startTestApp({ oidc, publicUrl: home, signInGroups: GROUPS }, {}, port);
});
afterAll(async () => {
  await test.close();
  await provider.close();
});
beforeEach(() => {
  provider.people['p-17'] = {
    name: 'Karen Lund',
    preferred_username: 'karen.lund',
    groups: ['bh-sagsbehandlere', 'kantineudvalg'],
  };
  provider.at.person = 'p-17';
});

const isHome = (url: URL): boolean => url.origin === home && url.pathname === '/';
/** Where the way through the provider has led, and who is signed in then. */
async function signIn(browser = new BrowserJar()): Promise<{ end: string; me: Client; browser: BrowserJar }> {
  const last = await browser.open(`${home}/api/sign-in/oidc`, isHome);
  const cookie = browser.cookieOf(home, 'sagsgang_session');
  const end = last.headers.get('location') ?? `${last.status} ${await last.text()}`;
  return { end, me: new Client(home, cookie && `sagsgang_session=${cookie}`), browser };
}

describe('whoever is signed in at the provider', () => {
  it('gets an account with the first sign-in, with the roles and teams of her groups', async () => {
    const { end, me } = await signIn();
    expect(end).toBe('/');
    expect((await me.get('/api/me')).body).toMatchObject({
      username: 'karen.lund',
      name: 'Karen Lund',
      roles: ['caseworker'],
      rights: ['caseworker'],
      teamIds: ['boernehandicap'],
    });
  });

  it('is the same person next time, with what the groups say then', async () => {
    const before = (await (await signIn()).me.get<{ id: string }>('/api/me')).body;
    provider.people['p-17'] = { name: 'Karen Lund Bak', preferred_username: 'klb', groups: ['bh-ledere'] };
    const { body } = await (await signIn()).me.get<{ id: string }>('/api/me');
    expect(body).toMatchObject({ id: before.id, name: 'Karen Lund Bak', rights: ['teamLeader'] });
    const { body: log } = await (
      await test.as('rikke')
    ).get<{ items: AuditEntryRow[] }>('/api/audit?action=user.changed&limit=1');
    expect(log.items).toMatchObject([{ details: { federated: true, after: { roles: ['teamLeader'] } } }]);
  });

  it('has no access without a group that gives a role, and loses what she had', async () => {
    const { me } = await signIn();
    provider.people['p-17']!.groups = ['kantineudvalg', 'constructor', '__proto__'];
    expect((await signIn()).end).toBe('/?signIn=notAdmitted');
    expect((await me.get('/api/me')).status).toBe(401);
  });

  it('has none while her account is closed', async () => {
    await signIn();
    await test.ds.query(`update users set active = false where name like 'Karen%'`);
    expect((await signIn()).end).toBe('/?signIn=notAdmitted');
    await test.ds.query(`update users set active = true where name like 'Karen%'`);
  });

  it('never becomes the local account of the same name', async () => {
    provider.people['p-66'] = { name: 'Bo Lind', preferred_username: 'BO', groups: ['system-admins'] };
    provider.at.person = 'p-66';
    expect((await signIn()).end).toBe('/?signIn=usernameTaken');
  });

  it('cannot sign in with a password', async () => {
    await signIn();
    const body = { username: 'karen.lund', password: '' };
    for (const password of ['null', 'undefined', 'a guess of mine'])
      expect((await test.anonymous.post('/api/session', { ...body, password })).status).toBe(401);
  });

  it('signs out here and there', async () => {
    const { browser } = await signIn();
    const left = await browser.fetch(new URL('/api/session', home), { method: 'DELETE' });
    const { continueAt } = (await left.json()) as { continueAt: string };
    const end = new URL(continueAt);
    expect(end.origin).toBe(provider.issuer);
    expect(end.searchParams.get('post_logout_redirect_uri')).toBe(`${home}/`);
    expect(await (await browser.fetch(end)).text()).toContain('<form');
    expect(browser.cookieOf(home, 'sagsgang_session')).toBeUndefined();
  });
});

describe('the way back from the provider', () => {
  /** As far as the address that leads back, which is not followed. */
  const comeBack = async (browser = new BrowserJar()): Promise<URL> => {
    const answer = await browser.open(`${home}/api/sign-in/oidc`, ({ pathname }) =>
      pathname.endsWith('callback'),
    );
    return new URL(answer.headers.get('location')!);
  };
  const endOf = async (browser: BrowserJar, url: URL) => (await browser.fetch(url)).headers.get('location');

  it('asks with PKCE, a state and a nonce, each of one use', async () => {
    const browser = new BrowserJar();
    await comeBack(browser);
    const asked = browser.visited.find(({ pathname }) => pathname === '/auth')!.searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(asked.get(name)!.length).toBeGreaterThan(40);
  });

  it('is for the browser that has left, and for no other', async () => {
    const stolen = await comeBack();
    expect(await endOf(new BrowserJar(), stolen)).toBe('/?signIn=signInFailed');
    const other = new BrowserJar();
    await comeBack(other);
    expect(await endOf(other, stolen)).toBe('/?signIn=signInFailed');
  });

  it('is taken once', async () => {
    const browser = new BrowserJar();
    const back = await comeBack(browser);
    expect(await endOf(browser, back)).toBe('/');
    expect(await endOf(browser, back)).toBe('/?signIn=signInFailed');
  });

  it.each([
    ['another state', 'state'],
    ['another code', 'code'],
    ['another issuer', 'iss'],
  ])('is refused with %s', async (_, name) => {
    const browser = new BrowserJar();
    const back = await comeBack(browser);
    back.searchParams.set(name, 'https://evil.example');
    expect(await endOf(browser, back)).toBe('/?signIn=signInFailed');
  });

  it('is refused with another nonce or verifier than was sent', async () => {
    for (const name of ['nonce', 'verifier']) {
      const browser = new BrowserJar();
      const back = await comeBack(browser);
      const cookie = decodeURIComponent(browser.cookieOf(home, 'sagsgang_sign_in')!);
      const attempt = { ...(JSON.parse(cookie) as object), [name]: 'x'.repeat(43) };
      const headers = { cookie: `sagsgang_sign_in=${encodeURIComponent(JSON.stringify(attempt))}` };
      const answer = await fetch(back, { headers, redirect: 'manual' });
      expect([name, answer.headers.get('location')]).toEqual([name, '/?signIn=signInFailed']);
    }
  });

  it('says what the provider has refused, and nothing of it', async () => {
    const browser = new BrowserJar();
    const back = await comeBack(browser);
    back.search = `?error=access_denied&error_description=nej&state=${back.searchParams.get('state')}`;
    expect(await endOf(browser, back)).toBe('/?signIn=signInFailed');
  });
});

describe('an identity token', () => {
  /** The same with a provider whose clock or keys are wrong. */
  const endWith = async (ttl: number, foreignKeys?: object): Promise<string> => {
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const other = await startIdentityProvider(
      `${url}/api/sign-in/oidc/callback`,
      { ttl: { IdToken: () => ttl } },
      foreignKeys,
    );
    Object.assign(other.people, provider.people);
    other.at.person = 'p-17';
    const { issuer, clientId, clientSecret } = other;
    const oidc = { issuer, clientId, clientSecret, scope: 'openid profile email', groupsClaim: 'groups' };
    const app = await startTestApp({ oidc, publicUrl: url, signInGroups: GROUPS }, {}, port);
    const answer = await new BrowserJar().open(
      `${url}/api/sign-in/oidc`,
      (to) => to.origin === url && to.pathname === '/',
    );
    await app.close();
    await other.close();
    return answer.headers.get('location')!;
  };

  it('that another key has signed is not believed', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = { ...publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' };
    expect(await endWith(3600, { keys: [key] })).toBe('/?signIn=signInFailed');
  });

  it('of a clock that is half a minute off is believed, and one that has expired is not', async () => {
    expect(await endWith(-30)).toBe('/');
    expect(await endWith(-90)).toBe('/?signIn=signInFailed');
  });
});

describe('the page for signing in', () => {
  it('is told how people sign in here', async () => {
    expect((await test.anonymous.get('/api/sign-in')).body).toEqual({
      local: true,
      federated: ['/api/sign-in/oidc'],
    });
  });

  it('offers no provider where none is set up', async () => {
    const plain = await startTestApp();
    expect((await plain.anonymous.get('/api/sign-in')).body).toEqual({ local: true, federated: [] });
    expect((await plain.anonymous.get('/api/sign-in/oidc')).status).toBe(404);
    await plain.close();
  });

  it('can leave passwords out', async () => {
    const { oidc } = test.config;
    const closed = await startTestApp({ oidc, publicUrl: home, localSignIn: false });
    expect(
      await closed.anonymous.post('/api/session', { username: 'mette', password: 'sagsgang' }),
    ).toMatchObject({
      status: 403,
      body: { code: 'localSignInOff' },
    });
    await closed.close();
  });
});
