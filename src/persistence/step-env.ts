import type { StepEnv } from '../machines/step.js';
import { caseValuesOf, ENV_COLUMNS, type CaseRow, type EnvRow } from './case-row.js';
import { NOW } from './clock.js';
import { getCalendar } from './compiled-cache.js';
import { sql } from './statement.js';
import { queryOne, type Db } from './transaction.js';

const READ = sql('read-env', `select ${ENV_COLUMNS(NOW)}`);

/** What a step of the case would see now: for explaining and what-if, which write nothing. */
export async function getStepEnv(db: Db, row: CaseRow): Promise<StepEnv> {
  const { now, calendarVersion } = (await queryOne<EnvRow>(db, READ))!;
  return { now, calendar: await getCalendar(db, calendarVersion), caseValues: caseValuesOf(row) };
}
