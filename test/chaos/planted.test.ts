import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { BUGS, editsOf, type Bug } from '../support/planted/bugs.mjs';

/** `npm run test:chaos -- --long` plants them all, `BUGS` those that it names (with `, ` in between); the gate these, which are found soonest. */
const IN_THE_GATE = [
  'the event is acknowledged before it is committed',
  'a letter is marked as sent before it is handed over',
];
const NAMED = process.env['BUGS']?.split(', ');
const PLANTED = BUGS.filter(({ name }) =>
  NAMED ? NAMED.includes(name) : process.env['LONG'] || IN_THE_GATE.includes(name),
);

/** The output of the tests that should find it, on the database server of this run. */
function testsWith({ name, project = 'chaos', foundBy, env = {} }: Bug): string {
  const config = ['--config', 'test/support/planted/jest.config.js'];
  const args = [
    'run',
    '-s',
    'jest',
    '--',
    ...config,
    '--selectProjects',
    project,
    '--testPathPatterns',
    foundBy,
  ];
  const { TEST_COUNTS: _counts, LONG: _long, EVERY: _every, ...rest } = process.env;
  const surroundings = { ...rest, ...env, PLANTED: name, DATABASE_URL: process.env['SAGSGANG_TEST_SERVER'] };
  const { stdout, stderr } = spawnSync('npm', [...args, '--maxWorkers=1'], {
    env: surroundings,
    encoding: 'utf8',
  });
  return stdout + stderr;
}

describe('a bug that somebody plants', () => {
  it.each(BUGS)('still has its place: $name', (bug) => {
    for (const { file, text, instead } of editsOf(bug)) {
      expect(readFileSync(file, 'utf8').split(text)).toHaveLength(2);
      expect(instead).not.toBe(text);
    }
  });

  it.each(PLANTED)(
    'is found: $name',
    (bug) => {
      const output = testsWith(bug);
      // A test has failed; a file that does not load would prove nothing.
      expect(output).toMatch(/^Tests: +\d+ failed/m);
      expect(output).not.toContain('Test suite failed to run');
    },
    600_000,
  );
});
