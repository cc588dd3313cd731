import type { DataSource } from 'typeorm';
import { APP_ROLE, createDataSource } from './data-source.js';
import { NEVER, startEmbeddedPostgres } from './embedded-postgres.js';
import { migrateDatabase } from './migrate-database.js';

export interface OpenOptions {
  /** Null: PostgreSQL of the product's own, below `dataDir`. */
  url: string | null;
  schema: string;
  dataDir: string;
  poolSize?: number;
}

export interface OpenedDatabase {
  ds: DataSource;
  /** Names of the migrations that were run now. */
  migrations: string[];
  /** False when no separate role could be made: the log is then guarded by triggers only, which the owner could drop. */
  restricted: boolean;
  /** Closes the pool, and stops the embedded server if this process started it. */
  close: () => Promise<void>;
  /** Resolves when the embedded server has ended and nobody has stopped it. */
  lost: Promise<void>;
}

/** For who runs the server, when the database is not `restricted`. */
export const UNRESTRICTED = `The database user may neither make the role ${APP_ROLE} nor work as it: only triggers keep the event log append-only.`;

/** Connections per node: enough for 32 requests in flight on two cores, and few enough for ten nodes on one server. */
const DEFAULT_POOL_SIZE = 10;

/** Starts the database if it is ours to start, brings the schema up to date, and opens the pool. */
export async function openDatabase(options: OpenOptions): Promise<OpenedDatabase> {
  const { url: given, schema, dataDir, poolSize = DEFAULT_POOL_SIZE } = options;
  const server = given ? null : await startEmbeddedPostgres({ directory: dataDir });
  const database = { url: given ?? server!.url, schema, poolSize };
  try {
    const { applied, role } = await migrateDatabase(database);
    const ds = await createDataSource({ ...database, ...(role && { role }) }).initialize();
    const close = async (): Promise<void> => {
      if (ds.isInitialized) await ds.destroy();
      await server?.stop();
    };
    return {
      ds,
      migrations: applied,
      restricted: role !== null,
      close,
      lost: server?.lost ?? NEVER,
    };
  } catch (error) {
    await server?.stop();
    throw error;
  }
}
