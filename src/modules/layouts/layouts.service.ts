import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import { toChart } from '../../machines/statechart/chart.js';
import type { StatechartLayout } from '../../machines/statechart/layout.js';
import { placeChart } from '../../machines/statechart/place.js';
import { estimateWidth } from '../../machines/statechart/text-size.js';
import { findVersion } from '../../persistence/definitions.js';
import { findLayout, keepLayout, type LayoutKey } from '../../persistence/layouts.js';
import { runElk } from './run-elk.js';

/** The drawn statecharts of published versions. */
@Injectable()
export class LayoutsService {
  /** Drawings being made, so that many who ask at once wait for the same one. */
  private readonly making = new Map<string, Promise<StatechartLayout>>();

  constructor(private readonly dataSource: DataSource) {}

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
    const layout = await placeChart(toChart(row.document, language), estimateWidth, runElk);
    await keepLayout(this.dataSource, key, layout);
    return layout;
  }
}
