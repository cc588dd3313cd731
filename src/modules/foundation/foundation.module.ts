import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Logger } from 'pino';
import type { Config } from '../../config.js';

/** Injection token of the `Config`. */
export const CONFIG = Symbol('Config');
/** Injection token of the pino log. */
export const LOG = Symbol('Log');

export interface Foundation {
  config: Config;
  dataSource: DataSource;
  log: Logger;
}

/** What every feature stands on: config, database and log, made before Nest starts. Closes the database last. */
@Global()
@Module({})
export class FoundationModule implements OnApplicationShutdown {
  constructor(private readonly dataSource: DataSource) {}

  static with({ config, dataSource, log }: Foundation): DynamicModule {
    return {
      module: FoundationModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: DataSource, useValue: dataSource },
        { provide: LOG, useValue: log },
      ],
      exports: [CONFIG, DataSource, LOG],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}
