import { ConfigError, type Config } from './config.js';
import { openDatabase } from './persistence/open-database.js';
import { runCommand } from './run-command.js';
import { prepareSandbox } from './sandbox/prepare-sandbox.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run seed`: fills the sandbox municipality, once. `npm start` does the same in a sandbox. */
async function main(config: Config): Promise<void> {
  if (!config.sandbox) {
    throw new ConfigError(['SANDBOX must be true: only a sandbox is filled with invented cases']);
  }
  const { databaseUrl: url, databaseSchema: schema, dataDir } = config;
  const { ds, close } = await openDatabase({ url, schema, dataDir });
  try {
    const told = await prepareSandbox(ds, config, say);
    say(told ? 'It is filled.' : 'It was filled before; nothing has been told anew.');
  } finally {
    await close();
  }
}

await runCommand(main);
