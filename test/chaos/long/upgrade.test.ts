import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { setSandboxClock } from '../../../src/persistence/clock.js';
import { fireDueTimers } from '../../../src/persistence/fire-timers.js';
import { openDatabase, type OpenedDatabase } from '../../../src/persistence/open-database.js';
import { onServer } from '../../support/database.js';
import { brokenPromises } from '../../support/invariants.js';

/** The sources of the release before this one, as git has them. */
const PREVIOUS = process.env['PREVIOUS'] ?? '3d1fe56';
const CASES = 40;
const NAME = `sagsgang_upgrade_${process.pid}`;

let directory: string;
let url: string;
let opened: OpenedDatabase | undefined;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'sagsgang-previous-'));
  execFileSync('sh', ['-c', `git archive ${PREVIOUS} | tar -x -C ${directory}`]);
  symlinkSync(resolve('node_modules'), join(directory, 'node_modules'));
  await onServer(`create database ${NAME}`);
  const address = new URL(process.env['SAGSGANG_TEST_SERVER']!);
  address.pathname = NAME;
  url = address.href;
});
afterAll(async () => {
  await opened?.close();
  await onServer(`drop database ${NAME} with (force)`);
  rmSync(directory, { recursive: true });
});

/** Runs something with the code of the release in that folder. */
function withReleaseIn(folder: string, work: string): void {
  const source = `
    import { openDatabase } from './src/persistence/open-database.ts';
    import { applyEvent } from './src/persistence/apply-event.ts';
    import { furnish, METTE, openErrand } from './test/support/cases.ts';
    const { ds, close } = await openDatabase({ url: ${JSON.stringify(url)}, schema: 'sagsgang', dataDir: '/nowhere' });
    const visitAll = async (note) => {
      for (const { id } of await ds.query("select id from cases where case_type = 'errand'"))
        await applyEvent(ds, { caseId: id, event: { type: 'VISITED', facts: { note }, by: METTE } });
    };
    ${work}
    await close();`;
  const args = ['--import', './test/support/typescript.mjs', '--input-type=module', '-e', source];
  execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
}

/** How many visits there are over all cases, by their notes. */
async function visits(): Promise<Record<string, number>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ note: string; visits: number }>(`
    select note ->> 'note' as note, count(*)::int as visits
    from sagsgang.cases c, json_array_elements((c.snapshot -> 'facts' -> 'visits')::json) note group by 1 order by 1`);
  await client.end();
  return Object.fromEntries(rows.map(({ note, visits: count }) => [note, count]));
}

describe(`an upgrade from ${PREVIOUS}`, () => {
  it('takes over all that was recorded, what was running goes on, and a node of before leaves nothing half written', async () => {
    const openAll = `for (let n = 0; n < ${CASES}; n += 1) await openErrand(ds);`;
    withReleaseIn(directory, `await furnish(ds); ${openAll} await visitAll('before');`);
    withReleaseIn(process.cwd(), `await visitAll('after');`);
    const said = attempt(() => withReleaseIn(directory, `await visitAll('late');`));
    process.stdout.write(`${JSON.stringify({ oldNodeOnTheNewSchema: said })}\n`);
    const late = said === 'works' ? { late: CASES } : {};
    expect(await visits()).toEqual({ after: CASES, before: CASES, ...late });
    opened = await openDatabase({ url, schema: 'sagsgang', dataDir: directory });
    await setSandboxClock(opened.ds, '2026-02-06T12:00:00.000Z');
    while ((await fireDueTimers(opened.ds, { wait: true })).fired > 0);
    const fired = `select count(*)::int as fired from case_events where type like 'xstate.after.%'`;
    expect(await opened.ds.query(fired)).toEqual([{ fired: CASES }]);
    expect(await brokenPromises(opened.ds)).toEqual([]);
  }, 400_000);
});

function attempt(work: () => void): string {
  try {
    work();
    return 'works';
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? error);
    return said.split('\n').find((line) => /error/i.test(line)) ?? said.slice(-200);
  }
}
