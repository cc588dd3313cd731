import { readFileSync } from 'node:fs';
import { ConfigError, Environment, loadConfig } from '../../src/config.js';

const PII_KEY = 'a'.repeat(64);
const SERVER = { DATABASE_URL: 'postgres://db/sagsgang', PII_KEY };

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

  it('is no sandbox when a database is named, unless it says so', () => {
    expect(loadConfig(SERVER).sandbox).toBe(false);
    expect(loadConfig({ ...SERVER, SANDBOX: 'true' }).sandbox).toBe(true);
    expect(loadConfig({ SANDBOX: 'false', PII_KEY }).sandbox).toBe(false);
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

  it('refuses production without a database and without a key', () => {
    const message = problemsOf({ NODE_ENV: 'production' });
    expect(message).toContain('DATABASE_URL');
    expect(message).toContain('PII_KEY');
  });

  it('refuses a truth value that is none', () => {
    expect(problemsOf({ TRUST_PROXY: 'perhaps' })).toContain('TRUST_PROXY');
  });

  it('does not put a key into the message', () => {
    expect(problemsOf({ PII_KEY: 'secret-but-too-short' })).not.toContain('secret-but-too-short');
  });
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
