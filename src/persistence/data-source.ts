import { DataSource } from 'typeorm';
import { ENTITIES } from './entities/list.js';
import { MIGRATIONS } from './migrations/list.js';
import { SnakeCaseNaming } from './naming.js';

export interface DatabaseOptions {
  /** `postgres://user:password@host:port/database`. */
  url: string;
  /** The schema that holds all tables; no query crosses schemas. */
  schema: string;
  poolSize: number;
}

/** How long one waits, in milliseconds, for a row that somebody holds, and for a connection of the pool. */
export interface Patience {
  rowMs: number;
  connectionMs: number;
}

const PATIENCE: Patience = { rowMs: 5_000, connectionMs: 10_000 };

/**
 * Nobody waits without end, and nobody who has stopped keeps others waiting: a row that is held longer than a person would wait is given up,
 * and a transaction in which nothing happens is ended by the server, also when its process stands still.
 */
const limits = ({ rowMs }: Patience) => ({
  lock_timeout: `${rowMs}ms`,
  statement_timeout: '60s',
  idle_in_transaction_session_timeout: '30s',
  tcp_keepalives_idle: '10',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '3',
});

const PATIENCE_OF = new WeakMap<DataSource, Patience | 'endless'>();

/** With which patience the data source was made. */
export const patienceOf = (ds: DataSource): Patience | 'endless' => PATIENCE_OF.get(ds) ?? PATIENCE;

/** The role that the product works as: no right to change what is append-only. Migrations run as the owner. */
export const APP_ROLE = 'sagsgang_app';

/**
 * A data source for the tables of one schema; call `initialize()`. With `role`, every connection works as that role from its
 * first statement: the settings travel in the start packet and cost no round trip. Who waits too long fails with what `databaseRefusal` calls
 * `busy`; without end wait only migrations, and tests on slow machines.
 */
export function createDataSource(
  options: DatabaseOptions & { role?: string; patience?: Patience | 'endless' },
): DataSource {
  const { patience = PATIENCE } = options;
  const settings = {
    search_path: options.schema,
    jit: 'off',
    timezone: 'UTC',
    ...(patience === 'endless' ? {} : limits(patience)),
    ...(options.role ? { role: options.role } : {}),
  };
  const ds = new DataSource({
    type: 'postgres',
    url: options.url,
    schema: options.schema,
    applicationName: 'sagsgang',
    poolSize: options.poolSize,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: 'migrations',
    namingStrategy: new SnakeCaseNaming(),
    // A schema with uuid keys made by the product needs no extension, and asking for one needs rights.
    installExtensions: false,
    extra: {
      keepAlive: true,
      ...(patience === 'endless' ? {} : { connectionTimeoutMillis: patience.connectionMs }),
      options: Object.entries(settings)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
    },
  });
  PATIENCE_OF.set(ds, patience);
  return ds;
}
