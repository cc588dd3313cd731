import type { CaseValues } from '../machines/event.js';
import type { Instant, LocalDate } from '../machines/definition.js';
import type { CaseSnapshot } from '../machines/snapshot.js';

/** What apply reads of a case: enough to step it and to write what follows. */
export interface CaseRow {
  id: string;
  number: string;
  caseType: string;
  version: number;
  status: CaseSnapshot['status'];
  teamId: string;
  assigneeId: string | null;
  citizenId: string | null;
  openedOn: LocalDate;
  seq: number;
  snapshot: CaseSnapshot;
  /** Hash of the last event: the next one is chained to it. */
  lastHash: string;
  parentId: string | null;
  invokeId: string | null;
  opening: number | null;
}

export const CASE_COLUMNS = `c.id, c.number, c.case_type as "caseType", c.version, c.status, c.team_id as "teamId",
  c.assignee_id as "assigneeId", c.citizen_id as "citizenId", c.opened_on as "openedOn", c.seq, c.snapshot,
  c.last_hash as "lastHash", c.parent_id as "parentId", c.invoke_id as "invokeId", c.opening`;

/** The instant and the calendar version of the steps that follow the read. */
export const ENV_COLUMNS = (now: string): string =>
  `${now} as now, (select max(version) from calendars) as "calendarVersion"`;

export interface EnvRow {
  now: Instant;
  calendarVersion: number | null;
}

/** What expressions read as `case.…`. */
export function caseValuesOf({ id, number, openedOn, assigneeId, teamId }: CaseRow): CaseValues {
  return { id, number, openedOn, assigneeId, teamId };
}
