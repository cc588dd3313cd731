import { Global, Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Logger } from 'pino';
import type { Config } from '../../config.js';
import type { ThreadOptions } from '../../threads/work-thread.js';

/** Injection token of the `Config`. */
export const CONFIG = Symbol('Config');
/** Injection token of the pino log. */
export const LOG = Symbol('Log');

/** Injection token of the `ThreadOptions`. */
export const THREADS = Symbol('Threads');

export interface Foundation {
  config: Config;
  dataSource: DataSource;
  log: Logger;
  /** Folder of the built web app; without it the server shows its start page. */
  webDirectory?: string;
  threads?: ThreadOptions;
  /** Called once, when everything else has stopped. Without it the data source is closed. */
  close?: () => Promise<void>;
}

const CLOSE = Symbol('Close');

/** What every feature stands on: config, database and log, made before Nest starts.  */
@Global()
@Module({})
export class FoundationModule implements OnApplicationShutdown {
  constructor(@Inject(CLOSE) private readonly close: () => Promise<void>) {}

  static with({ config, dataSource, log, close, threads = {} }: Foundation): DynamicModule {
    return {
      module: FoundationModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: DataSource, useValue: dataSource },
        { provide: LOG, useValue: log },
        { provide: THREADS, useValue: threads },
        { provide: CLOSE, useValue: close ?? (() => dataSource.destroy()) },
      ],
      exports: [CONFIG, DataSource, LOG, THREADS],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }
}
