import { askSecret } from './ask-secret.js';
import { ConfigError, type Config } from './config.js';
import { addFirstAdmin } from './modules/people/first-admin.js';
import { openDatabase } from './persistence/open-database.js';
import { runCommand } from './run-command.js';

const USAGE = 'Give a user name and a name: npm run first-admin -- bo "Bo Lind"';

/**
 * `npm run first-admin -- <user name> <name>`: the first account of a new municipality; the password is read from the standard input, so
 * that neither the screen nor a list of processes shows it.
 */
async function main(
  { databaseUrl: url, databaseSchema: schema, dataDir, sandbox, calendarLaw }: Config,
  [username, name]: string[],
): Promise<void> {
  if (!username || !name) throw new ConfigError([USAGE]);
  if (sandbox) throw new ConfigError(['SANDBOX must be false: a sandbox brings its own people']);
  const password = await askSecret('Password: ');
  const { ds, close } = await openDatabase({ url, schema, dataDir, poolSize: 1 });
  try {
    await addFirstAdmin(ds, { username, name, password }, calendarLaw);
    process.stdout.write(`${username} can sign in.\n`);
  } finally {
    await close();
  }
}

await runCommand((config) => main(config, process.argv.slice(2)));
