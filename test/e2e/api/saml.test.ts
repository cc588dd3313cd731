import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { encrypt } from 'xml-encryption';
import { Client, startTestApp, type TestApp } from '../../support/app.js';
import { BrowserJar } from '../../support/browser-jar.js';
import { selfSigned } from '../../support/certificate.js';
import { freePort } from '../../support/free-port.js';
import { privilegeList, startSamlProvider, type SamlProvider } from '../../support/saml-provider.js';
import { PRIVILEGES, type SamlSettings } from '../../../src/saml-settings.js';

/** Signing in at a SAML 2.0 provider that speaks OIOSAML 3, which runs beside the application. */
let test: TestApp;
let provider: SamlProvider;
let saml: SamlSettings;
let home: string;

const CVR = '29189846';
const SCOPE = `urn:dk:gov:saml:cvrNumberIdentifier:${CVR}`;
const ROLE = 'urn:dk:solvang:sagsgang';
const GROUPS = {
  [`${ROLE}:sagsbehandler`]: { roles: ['caseworker'], teams: ['boernehandicap'] },
  [`${ROLE}:leder`]: { roles: ['teamLeader'], teams: ['boernehandicap'] },
};
const own = selfSigned('sagsgang.example');

beforeAll(async () => {
  const port = await freePort();
  home = `http://localhost:${port}`;
  const issuer = `${home}/api/sign-in/saml/metadata`;
  provider = await startSamlProvider(`${home}/api/sign-in/saml/callback`, issuer);
  saml = {
    idpIssuer: provider.issuer,
    entryPoint: provider.entryPoint,
    logoutUrl: provider.logoutUrl,
    idpCerts: [provider.cert],
    issuer,
    own,
    groupsAttribute: PRIVILEGES,
    cvr: CVR,
    leastAssurance: 'Substantial',
  };
  test = await startTestApp({ saml, publicUrl: home, signInGroups: GROUPS }, {}, port);
});
afterAll(async () => {
  await test.close();
  await provider.close();
});
beforeEach(() => {
  provider.people['u-17'] = {
    uuid: 'u-17',
    fullName: 'Karen Lund',
    email: 'karen.lund@solvang.example',
    cvr: CVR,
    loa: 'Substantial',
    privileges: { [SCOPE]: [`${ROLE}:sagsbehandler`, 'urn:dk:solvang:kantine'] },
  };
  Object.assign(provider.at, { person: 'u-17', changes: {} });
});

/** As far as the page of the provider, with the form that leads back and the request that it answers. */
async function leave(browser = new BrowserJar()) {
  const page = await (await browser.open(`${home}/api/sign-in/saml`)).text();
  const [, requestId = ''] = / ID="([^"]+)"/.exec(provider.asked.at(-1)!) ?? [];
  return { browser, page, requestId };
}
const signedInAs = (browser: BrowserJar): Client => {
  const cookie = browser.cookieOf(home, 'sagsgang_session');
  return new Client(home, cookie && `sagsgang_session=${cookie}`);
};
/** Where the way back ends, and who is signed in then. */
async function comeBack({ browser, page }: { browser: BrowserJar; page: string }, response?: string) {
  const changes: Record<string, string> =
    response === undefined ? {} : { SAMLResponse: Buffer.from(response).toString('base64') };
  const answer = await browser.submit(page, provider.issuer, changes);
  const on = answer.headers.get('location') ?? '';
  if (!on.endsWith('/finish')) return { end: on || String(answer.status), me: signedInAs(browser) };
  const last = await browser.fetch(new URL(on, home));
  return { end: last.headers.get('location'), me: signedInAs(browser) };
}
const signIn = async (browser?: BrowserJar) => comeBack(await leave(browser));
const FAILED = '/?signIn=signInFailed';

describe('whoever is signed in at the provider', () => {
  it('gets an account with the roles and teams of the privileges for this municipality', async () => {
    provider.people['u-17']!.privileges['urn:dk:gov:saml:cvrNumberIdentifier:11111111'] = [`${ROLE}:leder`];
    const { end, me } = await signIn();
    expect(end).toBe('/');
    expect((await me.get('/api/me')).body).toMatchObject({
      username: 'karen.lund@solvang.example',
      name: 'Karen Lund',
      roles: ['caseworker'],
      teamIds: ['boernehandicap'],
    });
  });

  it('is the same person next time, with what the provider says then', async () => {
    const before = (await (await signIn()).me.get<{ id: string }>('/api/me')).body;
    Object.assign(provider.people['u-17']!, {
      fullName: 'Karen Bak',
      email: 'kb@solvang.example',
      privileges: { [SCOPE]: [`${ROLE}:leder`] },
    });
    const { body } = await (await signIn()).me.get('/api/me');
    expect(body).toMatchObject({ id: before.id, name: 'Karen Bak', rights: ['teamLeader'] });
  });

  it('has no access without a privilege that gives a role, and loses what she had', async () => {
    const { me } = await signIn();
    provider.people['u-17']!.privileges = { [SCOPE]: ['urn:dk:solvang:kantine'] };
    expect((await signIn()).end).toBe('/?signIn=notAdmitted');
    expect((await me.get('/api/me')).status).toBe(401);
  });

  it('has none when she works for another organisation', async () => {
    provider.people['u-17']!.cvr = '11111111';
    expect((await signIn()).end).toBe('/?signIn=notAdmitted');
  });

  it.each([
    ['Low', '/?signIn=assuranceTooLow'],
    ['Substantial', '/'],
    ['High', '/'],
    ['VeryHigh', '/?signIn=assuranceTooLow'],
  ])('with the assurance %s ends at %s', async (loa, end) => {
    provider.people['u-17']!.loa = loa;
    expect((await signIn()).end).toBe(end);
  });

  it('gets nothing from privileges that something narrows, and nobody comes in by a list that is none', async () => {
    const { browser, page, requestId } = await leave();
    const list = privilegeList(provider.people['u-17']!.privileges);
    const narrowed = privilegeList(
      provider.people['u-17']!.privileges,
      '<Constraint Name="kle">27</Constraint>',
    );
    const answer = (other: string) =>
      provider.response(provider.sign(provider.assertion(requestId).replace(list, other)), requestId);
    const bad = Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><PrivilegeList/>').toString('base64');
    expect((await comeBack({ browser, page }, answer(bad))).end).toBe(FAILED);
    expect((await comeBack({ browser, page }, answer(narrowed))).end).toBe('/?signIn=notAdmitted');
  });

  it('signs out here and there', async () => {
    const browser = new BrowserJar();
    await signIn(browser);
    const left = await browser.fetch(new URL('/api/session', home), { method: 'DELETE' });
    const { continueAt } = (await left.json()) as { continueAt: string };
    expect(continueAt).toMatch(new RegExp(`^${provider.logoutUrl}\\?SAMLRequest=.*&Signature=`));
    expect(await (await browser.fetch(new URL(continueAt))).text()).toBe('signed out');
    expect(provider.asked.at(-1)).toMatch(/LogoutRequest.*professional\/uuid\/u-17.*SessionIndex[^>]*>s-1</);
  });
});

describe('the request to the provider', () => {
  it('is signed, asks for the assurance that is demanded, and says where to answer', async () => {
    const { browser } = await leave();
    const asked = browser.visited.find(({ pathname }) => pathname === '/sso')!.searchParams;
    expect(asked.get('SigAlg')).toBe('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256');
    expect(asked.get('Signature')!.length).toBeGreaterThan(100);
    const xml = provider.asked.at(-1)!;
    expect(xml).toContain(`AssertionConsumerServiceURL="${home}/api/sign-in/saml/callback"`);
    expect(xml).toContain('https://data.gov.dk/concept/core/nsis/loa/Substantial');
  });
});

describe('an answer of the provider', () => {
  it('is for the browser that has left, and for no other', async () => {
    const { browser, page } = await leave();
    const on = (await browser.submit(page, provider.issuer)).headers.get('location')!;
    for (const other of [new BrowserJar(), (await leave()).browser])
      expect((await other.fetch(new URL(on, home))).headers.get('location')).toBe(FAILED);
    expect((await browser.fetch(new URL(on, home))).headers.get('location')).toBe('/');
  });

  it('is taken once, before and after it has led to a session', async () => {
    const left = await leave();
    const on = (await left.browser.submit(left.page, provider.issuer)).headers.get('location')!;
    expect((await comeBack(left)).end).toBe(FAILED);
    expect((await left.browser.fetch(new URL(on, home))).headers.get('location')).toBe('/');
    expect((await comeBack(left)).end).toBe(FAILED);
  });

  it('is taken once when it comes twice at the same moment', async () => {
    const { browser, page } = await leave();
    const answers = await Promise.all([1, 2, 3].map(() => browser.submit(page, provider.issuer)));
    const ends = answers.map(({ headers }) => headers.get('location')).sort();
    expect(ends).toEqual([FAILED, FAILED, '/api/sign-in/saml/finish'].sort());
  });

  it('is refused when too much time has gone by', async () => {
    const left = await leave();
    await test.ds.query(`update sign_in_attempts set expires_at = now() - interval '1 second'`);
    expect((await comeBack(left)).end).toBe(FAILED);
  });

  it.each([
    ['to a request that nobody has made', { requestId: '_nobody' }],
    ['for another address', { recipient: 'https://evil.example/callback' }],
    ['for another audience', { audience: 'https://evil.example' }],
    ['of another issuer', { issuer: 'https://evil.example' }],
    ['of a clock that is more than a minute ahead', { offMs: 65_000 }],
    ['that ended more than a minute ago', { offMs: -365_000 }],
    ['whose name does not last', { nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' }],
  ])('%s is refused', async (_, changes) => {
    provider.at.changes = changes;
    expect((await signIn()).end).toBe(FAILED);
  });

  it('of a clock that is less than a minute off is believed', async () => {
    for (const offMs of [50_000, -350_000]) {
      provider.at.changes = { offMs };
      expect((await signIn()).end).toBe('/');
    }
  });

  it('without a signature, with that of another, of a weak algorithm, or changed afterwards is refused', async () => {
    const { requestId, ...left } = await leave();
    const plain = provider.assertion(requestId);
    const forged = [
      plain,
      provider.sign(plain, { key: selfSigned('idp.example').key }),
      provider.sign(plain, { sha1: true }),
      provider.sign(plain).replace('Karen Lund', 'Karen Bak'),
      provider.sign(plain).replace('u-17<', 'u-18<'),
    ];
    for (const each of forged)
      expect((await comeBack(left, provider.response(each, requestId))).end).toBe(FAILED);
    expect((await comeBack(left, provider.response(provider.sign(plain), requestId))).end).toBe('/');
  });

  it('with a signed assertion wrapped around a forged one is refused, wherever either stands', async () => {
    const { requestId, ...left } = await leave();
    const real = provider.sign(provider.assertion(requestId));
    const [, signature = ''] = /(<Signature[\s\S]*<\/Signature>)/.exec(real) ?? [];
    const evil = provider.assertion(requestId).replaceAll('u-17', 'u-666');
    const [, id = ''] = / ID="([^"]+)"/.exec(real) ?? [];
    const withId = evil.replace(/ ID="[^"]+"/, ` ID="${id}"`);
    const inside = (around: string, what: string) =>
      around.replace('<saml:Subject>', `${what}<saml:Subject>`);
    const wrappings = [
      evil + real,
      real + evil,
      withId + real,
      inside(evil, signature),
      inside(withId, signature),
      inside(evil, signature.replace('</Signature>', `<Object>${real}</Object></Signature>`)),
      inside(
        withId,
        signature.replace('</Signature>', `<Object>${real.replace(signature, '')}</Object></Signature>`),
      ),
      inside(evil, `<samlp:Extensions>${real}</samlp:Extensions>`),
      `<samlp:Extensions>${real}</samlp:Extensions>${evil}`,
    ];
    for (const [at, each] of wrappings.entries()) {
      const { end, me } = await comeBack(left, provider.response(each, requestId));
      expect([at, end, (await me.get('/api/me')).status]).toEqual([at, FAILED, 401]);
    }
  });

  it('with entities of its own, with too many levels, or that is no XML, is refused before anything grows', async () => {
    const { requestId, ...left } = await leave();
    const lol = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
    const whole = provider.response(provider.sign(provider.assertion(requestId)), requestId);
    const bad = [
      `<!DOCTYPE lolz [<!ENTITY l0 "lol">${lol}]>${whole.replace('Karen Lund', '&l9;')}`,
      `<!DOCTYPE a SYSTEM "file:///etc/passwd">${whole}`,
      '<a>'.repeat(9_000),
      'no XML at all',
      '',
    ];
    const before = Date.now();
    for (const each of bad) expect((await comeBack(left, each)).end).toBe(FAILED);
    expect(Date.now() - before).toBeLessThan(5_000);
  });

  it('may be encrypted for us, and for us only', async () => {
    const { requestId, ...left } = await leave();
    const assertion = provider.sign(provider.assertion(requestId));
    const encryptedFor = async (cert: string, cipher = 'http://www.w3.org/2009/xmlenc11#aes256-gcm') => {
      const options = {
        rsa_pub: cert,
        pem: cert,
        encryptionAlgorithm: cipher,
        keyEncryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
      };
      const data = await new Promise<string>((done, fail) =>
        encrypt(assertion, options as Parameters<typeof encrypt>[1], (error, result) =>
          error ? fail(error) : done(String(result)),
        ),
      );
      const xml = `<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${data}</saml:EncryptedAssertion>`;
      return provider.response(xml, requestId);
    };
    expect((await comeBack(left, await encryptedFor(selfSigned('other').cert))).end).toBe(FAILED);
    const weak = await encryptedFor(own.cert, 'http://www.w3.org/2001/04/xmlenc#aes256-cbc');
    expect((await comeBack(left, weak)).end).toBe(FAILED);
    expect((await comeBack(left, await encryptedFor(own.cert))).end).toBe('/');
  });
});

describe('the form of the provider', () => {
  const form = (path: string, body: string) =>
    fetch(`${home}${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' },
      redirect: 'manual',
    });

  it('is read at its own address only', async () => {
    expect((await form('/api/session', 'username=mette&password=sagsgang')).status).toBe(403);
    const local = await fetch(`${home}/api/session`, {
      method: 'POST',
      body: new URLSearchParams({ username: 'mette', password: 'sagsgang' }),
    });
    expect(local.status).toBe(415);
  });

  it('is bounded', async () => {
    expect((await form('/api/sign-in/saml/callback', `SAMLResponse=${'x'.repeat(200_000)}`)).status).toBe(
      413,
    );
    expect((await form('/api/sign-in/saml/callback', 'a=1&'.repeat(50))).status).toBe(400);
    expect((await form('/api/sign-in/saml/callback', 'a=1')).headers.get('location')).toBe(FAILED);
  });
});

describe('signing out at the provider', () => {
  const NAME = 'https://data.gov.dk/model/core/eid/professional/uuid/u-17';
  const logout = () => `${home}/api/sign-in/saml/logout`;
  const endOf = async (address: string) =>
    (await fetch(address, { redirect: 'manual' })).headers.get('location')!;

  it('ends all her sessions here, and is answered', async () => {
    const [first, second] = [await signIn(), await signIn()];
    const end = await endOf(provider.logoutAddress(logout(), NAME));
    expect(end).toMatch(new RegExp(`^${provider.logoutUrl}\\?SAMLResponse=.*&Signature=`));
    for (const { me } of [first, second]) expect((await me.get('/api/me')).status).toBe(401);
  });

  it('is believed when the provider has signed it, as it came', async () => {
    const { me } = await signIn();
    const good = provider.logoutAddress(logout(), NAME);
    const bad = [
      provider.logoutAddress(logout(), NAME, false),
      good.replace('rsa-sha256', 'rsa-sha1'),
      `${good}&SAMLRequest=x`,
      good.replace('SAMLRequest=', 'SAMLRequest=x&SAMLRequest='),
      logout(),
    ];
    for (const each of bad) expect(await endOf(each)).toBe(FAILED);
    expect((await me.get('/api/me')).status).toBe(200);
  });
});

describe('what others are told', () => {
  it('is the metadata for the operator of the provider', async () => {
    const answer = await test.anonymous.get<string>('/api/sign-in/saml/metadata');
    expect(answer.headers['content-type']).toContain('application/samlmetadata+xml');
    const xml = await (await fetch(`${home}/api/sign-in/saml/metadata`)).text();
    for (const part of [
      `entityID="${saml.issuer}"`,
      'WantAssertionsSigned="true"',
      `Location="${home}/api/sign-in/saml/callback"`,
      `Location="${home}/api/sign-in/saml/logout"`,
      own.cert.split('\n')[1]!,
    ])
      expect(xml).toContain(part);
    expect(xml).not.toContain('PRIVATE');
  });

  it('is the way in on the page for signing in, and nothing where no provider is set up', async () => {
    const ways = { local: true, federated: ['/api/sign-in/saml'] };
    expect((await test.anonymous.get('/api/sign-in')).body).toEqual(ways);
    const plain = await startTestApp();
    for (const path of ['', '/metadata', '/logout'])
      expect((await plain.anonymous.get(`/api/sign-in/saml${path}`)).status).toBe(404);
    await plain.close();
  });
});
