import { Client } from 'pg';

/** Any number; the files of one run that ask at once must agree on it. */
const MAKING_LOCK = 7_240_190;

/**
 * Runs `make` unless `isMade`, one file of the run at a time, also over processes: whoever asks meanwhile waits for it. When it throws, the
 * next who asks tries again.
 */
export async function oncePerRun(
  isMade: (server: Client) => Promise<boolean>,
  make: () => Promise<void>,
): Promise<void> {
  const server = new Client({ connectionString: process.env.SAGSGANG_TEST_SERVER });
  await server.connect();
  try {
    await server.query('select pg_advisory_lock($1)', [MAKING_LOCK]);
    if (!(await isMade(server))) await make();
  } finally {
    await server.end();
  }
}
