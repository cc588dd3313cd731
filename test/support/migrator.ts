import { APP_ROLE, createDataSource } from '../../src/persistence/data-source.js';
import { migrateCases } from '../../src/persistence/migrate-cases.js';

/** A node that does nothing but take the cases of one run to another version, to be killed: prints a line per case. */
const [url, runId] = process.argv.slice(2);
const ds = await createDataSource({
  url: url!,
  schema: 'sagsgang',
  poolSize: 2,
  role: APP_ROLE,
}).initialize();
process.stdout.write('ready\n');
await migrateCases(ds, runId!, {
  onCase: (caseId, outcome) => process.stdout.write(`${caseId} ${outcome}\n`),
});
await ds.destroy();
