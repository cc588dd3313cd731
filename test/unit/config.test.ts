import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, Environment, loadConfig } from '../../src/config.js';
import { selfSigned } from '../support/certificate.js';

const SERVER = { DATABASE_URL: 'postgres://db/sagsgang' };

function problemsOf(env: Record<string, string>): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

describe('the environment', () => {
  it('gives a sandbox on the embedded database when it is empty', () => {
    expect(loadConfig({})).toMatchObject({ port: 3000, role: 'all', databaseUrl: null, sandbox: true });
  });

  it('treats an empty variable as one that is not set', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: '', SANDBOX: '' })).toEqual(loadConfig({}));
  });

  it('is a sandbox outside production, unless it says no', () => {
    expect(loadConfig(SERVER).sandbox).toBe(true);
    expect(loadConfig({ ...SERVER, SANDBOX: 'false' }).sandbox).toBe(false);
    expect(loadConfig({ ...SERVER, NODE_ENV: 'production' }).sandbox).toBe(false);
  });

  it('names every wrong variable at once', () => {
    const message = problemsOf({
      PORT: 'eighty',
      ROLE: 'boss',
      SESSION_HOURS: '0',
      DATABASE_SCHEMA: 'A;drop',
    });
    for (const key of ['PORT', 'ROLE', 'SESSION_HOURS', 'DATABASE_SCHEMA']) expect(message).toContain(key);
  });

  it('refuses the sandbox in production', () => {
    expect(problemsOf({ ...SERVER, NODE_ENV: 'production', SANDBOX: 'true' })).toContain('SANDBOX');
  });

  it('refuses production without a database', () => {
    expect(problemsOf({ NODE_ENV: 'production' })).toContain('DATABASE_URL');
  });

  it('refuses a truth value that is none', () => {
    expect(problemsOf({ SANDBOX: 'perhaps' })).toContain('SANDBOX');
  });

  it('believes the proxies that are named', () => {
    expect(loadConfig({ TRUST_PROXY: 'false' }).trustProxy).toBe(false);
    const named = 'loopback, 10.0.0.1,10.1.0.0/16,fd00::/8';
    expect(loadConfig({ TRUST_PROXY: named }).trustProxy).toEqual([
      'loopback',
      '10.0.0.1',
      '10.1.0.0/16',
      'fd00::/8',
    ]);
  });

  it.each(['true', '1', 'everybody', '10.0.0.0/0', '10.0.0.0/33', '10.0.0', '10.0.0.1/8/8', '10.0.0.1,'])(
    'believes nobody by %j, and says how proxies are named',
    (proxies) => {
      expect(problemsOf({ TRUST_PROXY: proxies })).toMatch(/TRUST_PROXY .* names the proxies/);
    },
  );

  it.each(['mysql://sagsgang:secret@db', 'postgres//sagsgang:secret@db', 'secret'])(
    'refuses the database %j, and does not put its password into the message',
    (url) => {
      const message = problemsOf({ DATABASE_URL: url });
      expect(message).toContain('DATABASE_URL');
      expect(message).not.toContain('secret');
    },
  );
});

describe('an OpenID Connect provider in production', () => {
  const withIssuer = (OIDC_ISSUER: string) =>
    loadConfig({
      ...SERVER,
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://sagsgang.example',
      OIDC_ISSUER,
      OIDC_CLIENT_ID: 'a',
    }).oidc?.issuer;

  it.each(['https://op.example', 'http://localhost:4000', 'http://provider.localhost:4000'])(
    'may be %s, which nobody on the way can read',
    (issuer) => expect(withIssuer(issuer)).toBe(issuer),
  );

  it.each(['http://op.example', 'http://localhost.example', 'http://notlocalhost'])('is never %s', (issuer) =>
    expect(() => withIssuer(issuer)).toThrow('must be an https address'),
  );
});

describe('.env.example', () => {
  const lines = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8').split('\n');
  const entries = lines
    .filter((line) => /^[A-Z_]+=/.test(line))
    .map((line) => line.split('=', 2) as [string, string]);

  it('lists exactly the variables that are read', () => {
    expect(entries.map(([key]) => key).sort()).toEqual(Object.keys(new Environment()).sort());
  });

  it('shows the defaults', () => {
    expect(loadConfig(Object.fromEntries(entries))).toEqual(loadConfig({}));
  });
});

describe('a SAML provider in the environment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'saml-'));
  const fileOf = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const [idp, own, other] = ['idp', 'own', 'other'].map(selfSigned) as [Pair, Pair, Pair];
  type Pair = ReturnType<typeof selfSigned>;
  const GOOD = {
    PUBLIC_URL: 'https://sagsgang.example',
    SAML_IDP_ISSUER: 'https://idp.example',
    SAML_ENTRY_POINT: 'https://idp.example/sso',
    SAML_IDP_CERT_FILE: fileOf('idp.pem', idp.cert + other.cert),
    SAML_CVR: '29189846',
  };
  const keys = { SAML_KEY_FILE: fileOf('own.key', own.key), SAML_CERT_FILE: fileOf('own.pem', own.cert) };

  it('demands a substantial assurance and takes the privileges, unless it says otherwise', () => {
    expect(loadConfig(GOOD).saml).toMatchObject({
      issuer: 'https://sagsgang.example/api/sign-in/saml/metadata',
      leastAssurance: 'Substantial',
      groupsAttribute: 'https://data.gov.dk/model/core/eid/privilegesIntermediate',
      idpCerts: [idp.cert, other.cert],
      own: null,
    });
    expect(loadConfig({ ...GOOD, ...keys }).saml!.own!.cert).toBe(own.cert);
    expect(loadConfig({ ...GOOD, LOCAL_SIGN_IN: 'false' }).localSignIn).toBe(false);
    expect(loadConfig({}).saml).toBeNull();
  });

  it.each([
    [
      'half of it',
      { SAML_ENTRY_POINT: '' },
      'SAML_IDP_ISSUER, SAML_ENTRY_POINT and SAML_IDP_CERT_FILE belong',
    ],
    ['nowhere to come back to', { PUBLIC_URL: '' }, 'PUBLIC_URL must be set with SAML_IDP_ISSUER'],
    ['two providers', { OIDC_ISSUER: 'https://op.example', OIDC_CLIENT_ID: 'a' }, 'set one of them'],
    ['privileges of nobody', { SAML_CVR: '' }, 'SAML_CVR must be set'],
    ['another number', { SAML_CVR: '123' }, 'SAML_CVR'],
    ['another level', { SAML_LEAST_ASSURANCE: '3' }, 'SAML_LEAST_ASSURANCE'],
    [
      'a key alone',
      { SAML_KEY_FILE: keys.SAML_KEY_FILE },
      'SAML_KEY_FILE and SAML_CERT_FILE belong together',
    ],
    [
      'unsigned requests to sign out',
      { SAML_LOGOUT_URL: 'https://idp.example/slo' },
      'SAML_KEY_FILE must be set',
    ],
    [
      'no file',
      { SAML_IDP_CERT_FILE: '/nowhere.pem' },
      'SAML_IDP_CERT_FILE must be a file with certificates',
    ],
    ['no certificate', { SAML_IDP_CERT_FILE: keys.SAML_KEY_FILE }, 'there is none in it'],
    ['the key of another', { ...keys, SAML_KEY_FILE: fileOf('x.key', other.key) }, 'they do not fit'],
    [
      'plain HTTP in production',
      { ...SERVER, NODE_ENV: 'production', SAML_ENTRY_POINT: 'http://idp.example' },
      'must be https addresses',
    ],
  ])('is refused with %s', (_, changes, sentence) => {
    const message = problemsOf({ ...GOOD, ...changes });
    expect(message).toContain(sentence);
    expect(message).not.toContain('PRIVATE KEY');
  });
});
