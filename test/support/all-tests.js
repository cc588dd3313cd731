import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What `npm run verify` runs: the core with its coverage, then everything else without, which coverage would make a sixth slower. */
const RUNS = [
  ['--selectProjects', 'unit', '--coverage'],
  ['--selectProjects', 'integration', 'rehydrate', 'scenarios', 'e2e', 'chaos'],
];

const directory = mkdtempSync(join(tmpdir(), 'sagsgang-count-'));
const file = join(directory, 'counts');
const env = { ...process.env, TEST_COUNTS: file };
// The second also when the first has failed: whoever reads this wants to know all of it.
const codes = RUNS.map(
  (args) =>
    spawnSync('npm', ['run', '--silent', 'jest', '--', ...args], { stdio: 'inherit', env }).status ?? 1,
);
const counts = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
rmSync(directory, { recursive: true });
const [passed, failed, skipped] = [0, 1, 2].map((at) => counts.reduce((sum, count) => sum + count[at], 0));
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = Math.max(...codes);
