import type { Certificate } from '../../machines/certificate.js';
import type { DeadlineKind, Instant, LocalDate } from '../../machines/definition.js';
import type { DeadlineOutcome, PlainText } from '../../machines/effects.js';
import { sql } from '../statement.js';
import { query, type Db } from '../transaction.js';
import { visibleTo, type Viewer } from '../viewer.js';
import { EXCEEDED } from './overdue.js';
import { pageOf, type Page, type PageKey } from './page.js';

export interface DeadlineRow {
  key: string;
  title: PlainText;
  kind: DeadlineKind;
  startedOn: LocalDate;
  dueOn: LocalDate;
  /** First instant at which it is exceeded. */
  dueAt: Instant;
  targetOn: LocalDate;
  latestSendOn: LocalDate | null;
  breachedAt: Instant | null;
  pausedOn: LocalDate | null;
  extendedTo: LocalDate | null;
  status: 'running' | DeadlineOutcome;
  stoppedOn: LocalDate | null;
}

export interface DeadlineListRow extends DeadlineRow {
  /** A deadline of ours whose time has run out; never one that is paused. */
  overdue: boolean;
  caseId: string;
  caseNumber: string;
  caseType: string;
  teamId: string;
  assigneeId: string | null;
  assigneeName: string | null;
}

const DEADLINE = `d.key, d.title, d.kind, d.anchor_on as "startedOn", d.due_on as "dueOn", d.due_at as "dueAt",
  d.target_on as "targetOn", d.latest_send_on as "latestSendOn", d.breached_at as "breachedAt",
  d.paused_on as "pausedOn", d.extended_to as "extendedTo", d.status, d.stopped_on as "stoppedOn"`;

const LIST = sql(
  'list-deadlines',
  `select ${DEADLINE}, (${EXCEEDED}) as overdue, c.id as "caseId", c.number as "caseNumber", c.case_type as "caseType", c.team_id as "teamId",
     c.assignee_id as "assigneeId", u.name as "assigneeName"
   from deadlines d join cases c on c.id = d.case_id left join users u on u.id = c.assignee_id
   where d.status = 'running' and ${visibleTo('$2::uuid', '$1::text[]')}
     and ($3::date is null or d.due_on < $3) and ($4::text is null or d.kind = $4)
     and ($5::timestamptz is null or (d.due_at, d.case_id || d.key) > ($5, $6))
   order by d.due_at, d.case_id || d.key limit $7`,
);

/** Running deadlines of the cases the viewer may see, the nearest first. */
export async function listDeadlines(
  db: Db,
  viewer: Viewer,
  filter: { dueBefore?: LocalDate; kind?: DeadlineKind; after?: PageKey; limit: number },
): Promise<Page<DeadlineListRow>> {
  const { dueBefore, kind, after, limit } = filter;
  const values = [viewer.teamIds, viewer.userId, dueBefore, kind, after?.[0], after?.[1], limit + 1];
  const rows = await query<DeadlineListRow>(db, LIST, values);
  return pageOf(rows, limit, (row) => [row.dueAt, row.caseId + row.key]);
}

const LIST_OF_CASE = sql(
  'list-deadlines-of-case',
  `select distinct on (d.key) ${DEADLINE} from deadlines d where d.case_id = $1 order by d.key, d.started_seq desc`,
);

/** Each deadline of the case as it ran last: the running ones, and how the others ended. */
export function listDeadlinesOfCase(db: Db, caseId: string): Promise<DeadlineRow[]> {
  return query<DeadlineRow>(db, LIST_OF_CASE, [caseId]);
}

const LIST_CERTIFICATES = sql(
  'list-certificates',
  `select c.certificate, e.type, e.at as "recordedAt"
   from deadline_certificates c join case_events e on e.case_id = c.case_id and e.seq = c.seq
   where c.case_id = $1 and c.key = $2 order by c.seq desc limit $3`,
);
/** A deadline that moves more often than that has a history of its own. */
const MOST_CERTIFICATES = 50;

/** How a due day had been found until something else was found in its place. */
export interface EarlierCertificate {
  certificate: Certificate;
  /** When that was recorded, and the type of the event that brought it. */
  replacedAt: Instant;
  replacedBy: string;
}

/** How a due day was found last, and before that: the newest first, at most 49. */
export type CertificateWithEarlier = Certificate & { earlier: EarlierCertificate[] };

/** Null for a deadline that has never run. */
export async function findCertificate(
  db: Db,
  caseId: string,
  key: string,
): Promise<CertificateWithEarlier | null> {
  const values = [caseId, key, MOST_CERTIFICATES];
  const rows = await query<{ certificate: Certificate; type: string; recordedAt: Instant }>(
    db,
    LIST_CERTIFICATES,
    values,
  );
  const [last, ...before] = rows;
  if (!last) return null;
  const earlier = before.map(({ certificate }, at) => ({
    certificate,
    replacedAt: rows[at]!.recordedAt,
    replacedBy: rows[at]!.type,
  }));
  return { ...last.certificate, earlier };
}
