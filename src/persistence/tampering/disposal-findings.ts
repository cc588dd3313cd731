import type { Instant, LocalDate } from '../../machines/definition.js';
import { sha256 } from '../canonical-json.js';
import { CHAIN_START } from '../hash-chain.js';
import { sql } from '../statement.js';
import { query, type Db } from '../transaction.js';
import type { Finding, FindingKind } from './finding.js';

interface Disposal {
  number: number;
  caseId: string;
  caseNumber: string;
  caseType: string;
  version: number;
  teamId: string;
  parentId: string | null;
  openedOn: LocalDate;
  endedAs: string | null;
  endedAt: Instant;
  eventHashes: string[];
  period: string;
  disposedAt: Instant;
  prevHash: string;
  hash: string;
  /** The access log says that it was done, and that two had agreed to the rule before. */
  logged: boolean;
  agreed: boolean;
  early: boolean;
  stillThere: boolean;
}

const AT_ONCE = 500;
const READ = sql(
  'read-disposals-to-check',
  `select d.number, d.case_id as "caseId", d.case_number as "caseNumber", d.case_type as "caseType", d.version, d.team_id as "teamId",
     d.parent_id as "parentId", d.opened_on as "openedOn", d.ended_as as "endedAs", d.ended_at as "endedAt",
     d.event_hashes as "eventHashes", d.period, d.disposed_at as "disposedAt", d.prev_hash as "prevHash", d.hash,
     d.ended_at + d.period::interval > d.disposed_at as early,
     exists (select from audit_entries a where a.case_id = d.case_id and a.action = 'case.disposed' and a.details ->> 'hash' = d.hash) as logged,
     exists (select from audit_entries a where a.action = 'retention.set' and a.at <= d.disposed_at
       and a.details ->> 'caseType' = d.case_type and a.details ->> 'period' = d.period) as agreed,
     exists (select from cases c where c.id = d.case_id) or exists (select from case_events e where e.case_id = d.case_id) as "stillThere"
   from case_disposals d where d.number > $1 order by d.number limit $2`,
);

/** Whether what is left of cases that were disposed of is what was written then, and whether they went by a rule. */
export async function disposalFindings(db: Db): Promise<Finding[]> {
  const findings: Finding[] = [];
  let [number, previous] = [0, CHAIN_START];
  for (;;) {
    const page: Disposal[] = await query<Disposal>(db, READ, [number, AT_ONCE]);
    for (const disposal of page) {
      findings.push(...findingsOf(disposal, number + 1, previous));
      number = disposal.number;
      previous = disposal.hash;
    }
    if (page.length < AT_ONCE) return findings;
  }
}

function findingsOf(disposal: Disposal, expected: number, previous: string): Finding[] {
  const { caseId, caseNumber } = disposal;
  const find = (what: FindingKind, text: string): Finding => ({
    what,
    caseId,
    sentence: `Disposal of case ${caseNumber}: ${text}.`,
  });
  const holds =
    disposal.number === expected && disposal.prevHash === previous && hashOf(disposal) === disposal.hash;
  return [
    ...(holds
      ? []
      : [find('disposalChanged', 'what was recorded of it was changed, or one before it is gone')]),
    ...(disposal.logged ? [] : [find('disposalForged', 'the access log knows nothing of it')]),
    ...(disposal.agreed && !disposal.early ? [] : [find('disposalForged', 'no rule allowed it then')]),
    ...(disposal.stillThere ? [find('disposalForged', 'something of the case is there')] : []),
  ];
}

function hashOf(disposal: Disposal): string {
  const { number, caseId, caseNumber, caseType, version, teamId, parentId, openedOn } = disposal;
  const { endedAs, endedAt, eventHashes, period, disposedAt, prevHash } = disposal;
  const head = [number, caseId, caseNumber, caseType, version, teamId, parentId ?? '', openedOn];
  const text = [...head, endedAs ?? '', endedAt, eventHashes.join(','), period, disposedAt].join('|');
  return sha256(`${prevHash}\n${text}`);
}
