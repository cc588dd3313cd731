import type { Instant } from '../machines/definition.js';
import { sql } from './statement.js';
import { query, type Db } from './transaction.js';

/** A published version, and from when until when it may open cases. */
export interface VersionInTime {
  id: string;
  caseType: string;
  version: number;
  validFrom: Instant;
  retiredFrom: Instant | null;
  /** Open cases are on it. */
  inUse: boolean;
}

/** A stretch of time in which the same versions open cases, one of each case type at most. */
export interface Period {
  from: Instant;
  versions: VersionInTime[];
}

const LIST = sql(
  'list-versions-in-time',
  `select d.id, d.case_type as "caseType", d.version, d.valid_from as "validFrom", r.retired_from as "retiredFrom",
     exists (select from cases c where c.case_type = d.case_type and c.version = d.version and c.status = 'active') as "inUse"
   from definitions d
   left join definition_retirements r on r.case_type = d.case_type and r.version = d.version
   where d.status = 'published' order by d.case_type, d.valid_from, d.version`,
);
/** Any number; all processes must agree on it. */
const PUBLICATION_LOCK = 7_240_115;
const LOCK = sql('lock-publications', 'select pg_advisory_xact_lock($1)');

/** All published versions, those of a case type in the order in which they come to open cases. */
export function listVersionsInTime(db: Db): Promise<VersionInTime[]> {
  return query<VersionInTime>(db, LIST);
}

/** Until the transaction ends, whoever else asks for this waits: which version opens cases when does not change meanwhile. */
export async function lockPublications(tx: Db): Promise<void> {
  await query(tx, LOCK, [PUBLICATION_LOCK]);
}

/** What opens cases from an instant on: the first period begins then, each further one with a change. `versions` as they are listed. */
export function periodsFrom(versions: VersionInTime[], from: Instant): Period[] {
  const moments = versions.flatMap(({ validFrom, retiredFrom }) => [validFrom, retiredFrom ?? from]);
  const changes = [...new Set(moments)].filter((at) => at > from).sort();
  const periods = [from, ...changes].map((at) => ({ from: at, versions: openingAt(versions, at) }));
  return periods.filter((period, index) => index === 0 || idsOf(period) !== idsOf(periods[index - 1]!));
}

/** The same in TypeScript as `OPENS_CASES`: of those that hold, the one that came last and opens cases still. */
export function openingAt(versions: VersionInTime[], at: Instant): VersionInTime[] {
  const open = versions.filter(
    ({ validFrom, retiredFrom }) => validFrom <= at && (retiredFrom === null || retiredFrom > at),
  );
  return [...new Map(open.map((version) => [version.caseType, version])).values()];
}

/** The same text for the same versions one after the other. */
export const signatureOf = (periods: Period[]): string => periods.map(idsOf).join(' ');

const idsOf = ({ versions }: Period): string => versions.map(({ id }) => id).join();
