import type { Config } from './config.js';
import { openDatabase } from './persistence/open-database.js';
import { auditAll } from './persistence/replay.js';
import { runCommand } from './run-command.js';

/**
 * `npm run audit:verify`: recomputes the hash chain of every case and replays its log. Prints one line per case that does not hold and the
 * counts last; exits with 1 if there is one.
 */
async function main({ databaseUrl: url, databaseSchema: schema, dataDir }: Config): Promise<void> {
  const { ds, close } = await openDatabase({ url, schema, dataDir, poolSize: 2 });
  try {
    const total = await auditAll(ds, (audit) => process.stdout.write(`${JSON.stringify(audit)}\n`));
    process.stdout.write(`${total.cases} cases, ${total.events} events, ${total.faults} faults\n`);
    if (total.faults > 0) process.exitCode = 1;
  } finally {
    await close();
  }
}

await runCommand(main);
