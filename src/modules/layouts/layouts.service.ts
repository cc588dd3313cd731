import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import type { StatechartLayout } from '../../machines/statechart/layout.js';
import { LANGUAGES } from '../../machines/wording.js';
import { findVersion } from '../../persistence/definitions.js';
import { findLayout, keepLayout, listUndrawn, type LayoutKey } from '../../persistence/layouts.js';
import { LOG } from '../foundation/foundation.module.js';
import { DrawingThread } from './drawing-thread.js';

/** The drawn statecharts of published versions. */
@Injectable()
export class LayoutsService implements BeforeApplicationShutdown {
  /** Drawings being made, so that many who ask at once wait for the same one. */
  private readonly making = new Map<string, Promise<StatechartLayout>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly thread: DrawingThread,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** What is being drawn is drawn by whoever asks for it next. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.thread.stop();
    await Promise.allSettled(this.making.values());
  }

  /** Draws a version that has just been published, in every language and beside all else, so that nobody waits for it later. */
  prepare(version: Omit<LayoutKey, 'language'>): void {
    for (const language of LANGUAGES) {
      this.get({ ...version, language }).catch((error: unknown) => {
        this.log.warn({ err: error, ...version, language }, 'A version is drawn when somebody asks for it.');
      });
    }
  }

  /**
   * Draws what is in use and has no drawing of the present kind, one after the other, so that whoever asks meanwhile waits for one at most. For when
   * a node has started: the first start and one with another way of drawing.
   */
  async prepareAll(): Promise<void> {
    for (const { caseType, version } of await listUndrawn(this.dataSource)) {
      for (const language of LANGUAGES) await this.get({ caseType, version, language });
    }
  }

  /** The drawing of a version; made and stored when it is asked for the first time. Throws `unknownDefinition`. */
  async get(key: LayoutKey): Promise<StatechartLayout> {
    return (await findLayout(this.dataSource, key)) ?? this.makeOnce(key);
  }

  private makeOnce(key: LayoutKey): Promise<StatechartLayout> {
    const name = JSON.stringify(key);
    const making =
      this.making.get(name) ??
      this.make(key).finally(() => {
        this.making.delete(name);
      });
    this.making.set(name, making);
    return making;
  }

  private async make(key: LayoutKey): Promise<StatechartLayout> {
    const { caseType, version, language } = key;
    const row = await findVersion(this.dataSource, caseType, version);
    if (!row) throw new AppError('unknownDefinition', { caseType, version });
    const layout = await this.thread.ask({ document: row.document, language });
    await keepLayout(this.dataSource, key, layout);
    return layout;
  }
}
