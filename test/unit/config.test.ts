import { readFileSync } from 'node:fs';
import { ConfigError, Environment, loadConfig } from '../../src/config.js';

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
