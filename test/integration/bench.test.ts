import { spawnSync } from 'node:child_process';
import { expect, it } from '@jest/globals';

/** The bench as `npm run bench` runs it, small, on the database server of the tests. */
function bench(...flags: string[]) {
  const args = ['--import', './test/support/typescript.mjs', 'test/bench/main.ts', '--quick', ...flags];
  const env = { ...process.env, BENCH_DATABASE_URL: process.env.SAGSGANG_TEST_SERVER };
  return spawnSync(process.execPath, args, { env, encoding: 'utf8' });
}

it('writes the same rows as by hand, drains all timers and prints a table', () => {
  const { status, stdout, stderr } = bench('--only=events,timers,steps,rehearsal,verify');
  expect(stderr).not.toMatch(/Error/);
  expect(status).toBe(0);
  for (const line of [
    'apply, 8 in flight',
    '60 due timers, fireDueTimers',
    'pure step, newApplication',
    'rehearse 40 cases',
    'verify, twoRegions',
  ]) {
    expect(stdout).toContain(`| ${line}`);
  }
});

it('knows its parts by name', () => {
  const { status, stderr } = bench('--only=everything');
  expect(status).not.toBe(0);
  expect(stderr).toContain(
    '--only knows events, timers, steps, start, rehearsal, verify, upkeep, not everything.',
  );
});
