import { loadConfig } from '../../../src/config.js';
import { createApp } from '../../../src/create-app.js';
import { endOnUncaught } from '../../../src/last-defence.js';
import { createLog } from '../../../src/modules/http/log.js';
import { openDatabase } from '../../../src/persistence/open-database.js';
import { SOURCE_THREADS } from '../source-threads.js';

/** A node of the product as `src/main.ts` starts it, but that it fills no sandbox: prints its address when it is ready. */
const config = loadConfig();
const log = createLog(config);
const { databaseUrl: url, databaseSchema: schema, dataDir } = config;
const { ds, close } = await openDatabase({ url, schema, dataDir });
const app = await createApp({ config, dataSource: ds, log, close, threads: SOURCE_THREADS });
endOnUncaught(log, () => app.close());
await app.listen(config.port, config.host);
process.stdout.write(`${await app.getUrl()}\n`);
