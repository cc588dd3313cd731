import { createApp } from './create-app.js';
import { ConfigError, loadConfig, type Config } from './config.js';
import { endOnUncaught } from './last-defence.js';
import { createLog } from './modules/http/log.js';
import { findWebBuild } from './modules/web/serve-web.js';
import { SANDBOX_PASSWORD } from './modules/people/sandbox-people.js';
import { openDatabase, UNRESTRICTED } from './persistence/open-database.js';
import { UNSIGNED } from './persistence/tampering/root-key.js';
import { checkKind } from './sandbox/guard.js';
import { prepareSandbox } from './sandbox/prepare-sandbox.js';

/** For the person at the terminal, who has no use for JSON; a server outside the sandbox has only its log. */
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Opens the database, fills a fresh sandbox, builds the application and listens. SIGINT and SIGTERM stop it in order. */
async function main(config: Config): Promise<void> {
  const log = createLog(config);
  const { databaseUrl: url, databaseSchema: schema, dataDir, sandbox } = config;
  if (!url) say('PostgreSQL is starting…');
  const { ds, restricted, close, lost } = await openDatabase({ url, schema, dataDir });
  if (!restricted) log.warn(UNRESTRICTED);
  if (!sandbox && !config.auditKeys?.canSign) log.warn(UNSIGNED);
  await checkKind(ds, sandbox);
  if (sandbox) await prepareSandbox(ds, config, say);
  const app = await createApp({ config, dataSource: ds, log, close, webDirectory: findWebBuild() });
  endOnUncaught(log, () => app.close());
  void lost.then(() => {
    throw new Error('The database has ended.');
  });
  await app.listen(config.port, config.host);
  const address = new URL(await app.getUrl());
  address.hostname = config.host;
  log.info({ url: address.origin, role: config.role, sandbox }, 'Sagsgang is ready');
  if (sandbox) say(`Ready: ${address.origin} — sign in as mette, password ${SANDBOX_PASSWORD}`);
}

try {
  await main(loadConfig());
} catch (error) {
  const text = error instanceof ConfigError ? error.message : String((error as Error).stack ?? error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
