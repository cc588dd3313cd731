import { APP_ROLE, createDataSource } from '../../src/persistence/data-source.js';
import { fireDueTimers } from '../../src/persistence/fire-timers.js';

/** A node that does nothing but fire timers, to be killed: prints how many it fired after each batch, and goes on until none are due. */
const [url, limit] = process.argv.slice(2);
const ds = await createDataSource({
  url: url!,
  schema: 'sagsgang',
  poolSize: 2,
  role: APP_ROLE,
}).initialize();
process.stdout.write('ready\n');
for (;;) {
  const { fired, stale, failed } = await fireDueTimers(ds, { limit: Number(limit) });
  if (fired + stale + failed === 0) break;
  process.stdout.write(`${fired}\n`);
}
await ds.destroy();
