import { APP_ROLE, createDataSource } from '../../src/persistence/data-source.js';
import { newId } from '../../src/persistence/ids.js';
import { deliverDueMessages } from '../../src/persistence/outbox.js';

/** A node that has letters in its hands and never comes to the end, to be killed: prints a line when it has them. */
const [url] = process.argv.slice(2);
const ds = await createDataSource({
  url: url!,
  schema: 'sagsgang',
  poolSize: 2,
  role: APP_ROLE,
}).initialize();
setInterval(() => undefined, 60_000);
const never = new Promise<void>(() => undefined);
await deliverDueMessages(
  ds,
  () => {
    process.stdout.write('has them\n');
    return never;
  },
  { owner: newId() },
);
