import type { LocalDate } from '../../machines/definition.js';
import type { PlainText } from '../../machines/effects.js';
import { sql } from '../statement.js';
import { query, type Db } from '../transaction.js';
import { DAY_HOLDS } from './overdue.js';

export interface OpenTaskRow {
  title: PlainText;
  caseNumber: string;
  teamName: string;
  dueOn: LocalDate | null;
}

const LIST = sql(
  'list-sandbox-tasks',
  `select t.title, c.number as "caseNumber", te.name as "teamName", case when ${DAY_HOLDS} then t.due_on end as "dueOn"
   from tasks t join cases c on c.id = t.case_id join teams te on te.id = t.team_id
   where t.status = 'open' and not c.protected order by (case when ${DAY_HOLDS} then t.due_at end) nulls last, t.id limit $1`,
);

/** Open tasks of all teams, the most urgent first: for the sandbox only, which holds nobody's real case. */
export function listSandboxTasks(db: Db, limit: number): Promise<OpenTaskRow[]> {
  return query<OpenTaskRow>(db, LIST, [limit]);
}
