import type { Config } from './config.js';
import { openDatabase } from './persistence/open-database.js';
import { UNSIGNED } from './persistence/tampering/root-key.js';
import { eachRoot, makeRoot } from './persistence/tampering/roots.js';
import { runCommand } from './run-command.js';

/**
 * `npm run -s audit:roots > FILE`: vouches for all that was recorded since the last root, and prints all roots, one in JSON per line. Kept where who has
 * the database cannot reach them, they show a history that was written anew (`npm run audit:verify -- --roots FILE`).
 */
async function main({ databaseUrl: url, databaseSchema: schema, dataDir, auditKeys }: Config): Promise<void> {
  const { ds, close } = await openDatabase({ url, schema, dataDir, poolSize: 2 });
  try {
    await makeRoot(ds, auditKeys);
    for await (const root of eachRoot(ds)) process.stdout.write(`${JSON.stringify(root)}\n`);
    if (!auditKeys?.canSign)
      process.stderr.write(`${UNSIGNED}
`);
  } finally {
    await close();
  }
}

await runCommand(main);
