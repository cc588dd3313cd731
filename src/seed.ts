import { join } from 'node:path';
import { ConfigError, loadConfig, type Config } from './config.js';
import { deliverThrough, LetterDirectory } from './persistence/letters.js';
import { openDatabase } from './persistence/open-database.js';
import { seedSandbox } from './sandbox/seed-sandbox.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run seed`: fills the sandbox municipality, once. `npm start` does the same in a sandbox. */
async function main(config: Config): Promise<void> {
  if (!config.sandbox)
    throw new ConfigError(['SANDBOX must be true: only a sandbox is filled with invented cases']);
  const { databaseUrl: url, databaseSchema: schema, dataDir } = config;
  const { ds, close } = await openDatabase({ url, schema, dataDir });
  try {
    const deliver = deliverThrough(new LetterDirectory(join(dataDir, 'letters')));
    const told = await seedSandbox(ds, { deliver, say });
    say(told ? 'Filled.' : 'It was filled already; nothing has been changed.');
  } finally {
    await close();
  }
}

try {
  await main(loadConfig());
} catch (error) {
  const text = error instanceof ConfigError ? error.message : String((error as Error).stack ?? error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
