import { spawnSync } from 'node:child_process';

/**
 * `npm run test:chaos`: what the gate runs of it. `npm run test:chaos -- --long`: every statement, every planted bug, hundreds of lives, 100,000 timers, the drills, and nodes under
 * load for `MINUTES` (20). What else is given goes to Jest.
 */
const given = process.argv.slice(2);
const rest = given.filter((argument) => argument !== '--long');
const long = given.length > rest.length ? { LONG: '1', EVERY: process.env.EVERY ?? '1' } : {};
const args = ['run', '--silent', 'jest', '--', ...rest, '--selectProjects', 'chaos'];
const { status } = spawnSync('npm', args, { stdio: 'inherit', env: { ...process.env, ...long } });
process.exitCode = status ?? 1;
