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

/** The role that the product works as: no right to change what is append-only. Migrations run as the owner. */
export const APP_ROLE = 'sagsgang_app';

/**
 * A data source for the tables of one schema; call `initialize()`. With `role`, every connection works as that role from its
 * first statement: the settings travel in the start packet and cost no round trip.
 */
export function createDataSource(options: DatabaseOptions & { role?: string }): DataSource {
  const settings = {
    search_path: options.schema,
    jit: 'off',
    timezone: 'UTC',
    ...(options.role ? { role: options.role } : {}),
  };
  return new DataSource({
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
      options: Object.entries(settings)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
    },
  });
}
