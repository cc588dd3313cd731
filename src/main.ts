import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { createApp } from './create-app.js';
import { ConfigError, loadConfig, type Config } from './config.js';
import { endOnUncaught } from './last-defence.js';
import { createLog } from './modules/http/log.js';
import { LayoutsService } from './modules/layouts/layouts.service.js';
import { findWebBuild } from './modules/web/serve-web.js';
import { SANDBOX_PASSWORD } from './modules/people/sandbox-people.js';
import { openDatabase, UNRESTRICTED } from './persistence/open-database.js';
import { UNSIGNED } from './persistence/tampering/root-key.js';
import { checkKind } from './sandbox/guard.js';
import { prepareSandbox } from './sandbox/prepare-sandbox.js';
import { startTracing } from './tracing/exporter.js';

/** For the person at the terminal, who has no use for JSON; a server outside the sandbox has only its log. */
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Opens the database, fills a fresh sandbox, builds the application and listens. SIGINT and SIGTERM stop it in order. */
async function main(config: Config): Promise<void> {
  const log = createLog(config);
  const { databaseUrl: url, databaseSchema: schema, dataDir, sandbox } = config;
  if (!url) say('PostgreSQL is starting…');
  const { ds, restricted, close, lost } = await openDatabase({ url, schema, dataDir });
  const stopTracing = await startTracing(config.tracing);
  if (!restricted) log.warn(UNRESTRICTED);
  if (!sandbox && !config.auditKeys?.canSign) log.warn(UNSIGNED);
  const app = await closingOnFailure(close, async () => {
    await checkKind(ds, sandbox);
    if (sandbox) await prepareSandbox(ds, config, say);
    return createApp({
      config,
      dataSource: ds,
      log,
      close: () => close().finally(stopTracing),
      webDirectory: findWebBuild(),
    });
  });
  endOnUncaught(log, () => app.close());
  void lost.then(() => {
    throw new Error('The database has ended.');
  });
  await closingOnFailure(
    () => app.close(),
    () => listen(app, config),
  );
  const address = new URL(await app.getUrl());
  address.hostname = config.host;
  log.info({ url: address.origin, role: config.role, sandbox }, 'Sagsgang is ready');
  if (config.role !== 'worker') void drawWhatIsInUse(app, log);
  if (sandbox) say(`Ready: ${address.origin} — sign in as mette, password ${SANDBOX_PASSWORD}`);
}

/** Beside all else: nobody need wait for a drawing, and what cannot be drawn now is drawn for whoever asks. */
function drawWhatIsInUse(app: NestFastifyApplication, log: Logger): Promise<void> {
  const failed = (error: unknown) =>
    log.warn({ err: error }, 'Drawings are made when somebody asks for them.');
  return app.get(LayoutsService).prepareAll().catch(failed);
}

async function listen(app: NestFastifyApplication, { port, host }: Config): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new ConfigError([`PORT ${port} of ${host} is taken: end what listens there, or set another`]);
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new ConfigError([`PORT ${port} of HOST ${host} cannot be listened to (${code})`]);
    throw error;
  }
}

/** What was opened, the embedded database too, does not outlive a start that failed. */
async function closingOnFailure<T>(close: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await close();
    throw error;
  }
}

try {
  await main(loadConfig());
} catch (error) {
  const text = error instanceof ConfigError ? error.message : String((error as Error).stack ?? error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
