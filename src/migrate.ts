import type { Config } from './config.js';
import { openDatabase, UNRESTRICTED } from './persistence/open-database.js';
import { runCommand } from './run-command.js';

/** `npm run migrate`: brings the database up to date and says what was done. `npm start` does the same before it listens. */
async function main({ databaseUrl: url, databaseSchema: schema, dataDir }: Config): Promise<void> {
  const { migrations, restricted, close } = await openDatabase({ url, schema, dataDir, poolSize: 1 });
  await close();
  for (const name of migrations) process.stdout.write(`${name}\n`);
  process.stdout.write(`${migrations.length} migrations run; the schema ${schema} is up to date.\n`);
  if (!restricted) process.stdout.write(`${UNRESTRICTED}\n`);
}

await runCommand(main);
