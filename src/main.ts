import { createApp } from './create-app.js';
import { ConfigError, loadConfig, type Config } from './config.js';
import { createLog } from './modules/http/log.js';
import { openDatabase } from './persistence/open-database.js';

/** Opens the database, builds the application and listens. SIGINT and SIGTERM stop it in order. */
async function main(config: Config): Promise<void> {
  const log = createLog(config);
  const { databaseUrl: url, databaseSchema: schema, dataDir } = config;
  const { ds, restricted, close } = await openDatabase({ url, schema, dataDir });
  if (!restricted)
    log.warn('The database user may make no role: only triggers keep the event log append-only.');
  const app = await createApp({ config, dataSource: ds, log, close });
  await app.listen(config.port, config.host);
  log.info({ url: await app.getUrl(), role: config.role, sandbox: config.sandbox }, 'Sagsgang is ready');
}

try {
  await main(loadConfig());
} catch (error) {
  const text = error instanceof ConfigError ? error.message : String((error as Error).stack ?? error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
