import type { Language } from '../machines/date-text.js';
import { DRAWING, type StatechartLayout } from '../machines/statechart/layout.js';
import { LANGUAGES } from '../machines/wording.js';
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

/** The newest version of each case type, and those that open cases are on. */
const LIST_UNDRAWN = sql(
  'list-undrawn-versions',
  `select d.case_type as "caseType", d.version from definitions d
   where d.status = 'published'
     and (not exists (select from definitions n
            where n.case_type = d.case_type and n.status = 'published' and n.version > d.version)
       or exists (select from cases c
            where c.case_type = d.case_type and c.version = d.version and c.status = 'active'))
     and (select count(*) from statechart_layouts l
       where l.case_type = d.case_type and l.version = d.version and l.drawing = $1) < $2
   order by d.version desc, d.case_type`,
);

/** Versions in use that have no drawing of the present kind in some language. */
export function listUndrawn(db: Db): Promise<Omit<LayoutKey, 'language'>[]> {
  return query<Omit<LayoutKey, 'language'>>(db, LIST_UNDRAWN, [DRAWING, LANGUAGES.length]);
}

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
