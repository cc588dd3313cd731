import type { Language } from '../machines/date-text.js';
import { DRAWING, type StatechartLayout } from '../machines/statechart/layout.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

/** One version in one language. */
export interface LayoutKey {
  caseType: string;
  version: number;
  language: Language;
}

const FIND = sql(
  'find-statechart-layout',
  `select layout from statechart_layouts where case_type = $1 and version = $2 and language = $3 and drawing = $4`,
);
/** Two who draw the same version at once have drawn the same. */
const INSERT = sql(
  'insert-statechart-layout',
  `insert into statechart_layouts (case_type, version, language, drawing, layout) values ($1, $2, $3, $4, $5)
   on conflict do nothing`,
);

/** The stored drawing, made by the present way of drawing; null when there is none yet. */
export async function findLayout(
  db: Db,
  { caseType, version, language }: LayoutKey,
): Promise<StatechartLayout | null> {
  const row = await queryOne<{ layout: StatechartLayout }>(db, FIND, [caseType, version, language, DRAWING]);
  return row?.layout ?? null;
}

export async function keepLayout(db: Db, key: LayoutKey, layout: StatechartLayout): Promise<void> {
  const values = [key.caseType, key.version, key.language, layout.drawing, JSON.stringify(layout)];
  await query(db, INSERT, values);
}
