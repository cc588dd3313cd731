import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { furnish, openErrand } from '../support/cases.js';

const PEM = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

let database: TestDatabase;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sagsgang-audit-'));
  await writeFile(join(directory, 'audit.key'), PEM);
  database = await freshDatabase();
  await furnish(database.ds);
  await openErrand(database.ds);
});
afterAll(async () => {
  await database.drop();
  await rm(directory, { recursive: true });
});

const AUDIT_KEY_FILE = (): Record<string, string> => ({ AUDIT_KEY_FILE: join(directory, 'audit.key') });

function run(command: string, args: string[] = [], env: Record<string, string> = AUDIT_KEY_FILE()) {
  const node = ['--import', './test/support/typescript.mjs', `src/${command}.ts`, ...args];
  const all = { ...process.env, DATABASE_URL: database.options.url, ...env };
  const { status, stdout, stderr } = spawnSync(process.execPath, node, { env: all, encoding: 'utf8' });
  return { status, stderr, lines: stdout.trim().split('\n') };
}

describe('the commands of the auditor', () => {
  it('print roots that are signed, and find that the history was written anew', async () => {
    const printed = run('audit-roots');
    expect(printed).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(printed.lines[0]!)).toMatchObject({ number: 1, signature: expect.any(String) });
    const file = join(directory, 'roots.jsonl');
    await writeFile(file, printed.lines.join('\n'));
    expect(run('audit-verify', ['--roots', file])).toEqual({
      status: 0,
      stderr: '',
      lines: ['1 cases, 1 events, 0 faults'],
    });

    const owner = await database.asOwner();
    await owner.query(`begin; set local session_replication_role = replica;
      update cases set protected = true; delete from audit_roots; delete from audit_heads; commit`);
    const found = run('audit-verify', ['--roots', file]);
    expect(found.status).toBe(1);
    expect(found.lines).toEqual([
      'Case 2026-000001: it is not what its events say: protected is true instead of false.',
      'Root 1: it was kept elsewhere, and is gone here.',
      '1 cases, 1 events, 2 faults',
    ]);
  });

  it('say when there is no key', () => {
    expect(run('audit-roots', [], {}).stderr).toContain('Roots are not signed');
    expect(run('audit-verify', [], {}).lines).toContain(
      'Signatures were not checked: neither AUDIT_KEY nor AUDIT_KEY_FILE is set.',
    );
  });

  it('take no key of another kind, and do not print it', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const { status, stderr } = run('audit-roots', [], {
      AUDIT_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    });
    expect(status).toBe(1);
    expect(stderr).toContain(
      'AUDIT_KEY must give an Ed25519 key in PEM: it holds a key that is not of Ed25519',
    );
    expect(stderr).not.toContain('PRIVATE KEY');
  });

  it('read nothing but roots', async () => {
    const file = join(directory, 'no-roots');
    await writeFile(file, 'cases');
    const { status, stderr } = run('audit-verify', ['--roots', file]);
    expect(status).toBe(1);
    expect(stderr).toContain('line 1 is not a root as audit:roots prints them');
    expect(run('audit-verify', ['--root']).stderr).toContain('audit:verify knows --roots FILE only');
  });
});
