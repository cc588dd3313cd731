import type { Instant, Text } from '../../machines/definition.js';
import { CURRENT_VERSIONS } from '../definitions.js';
import { sql } from '../statement.js';
import { query, type Db } from '../transaction.js';
import { IN_SCOPE, scopeValues, type Scope } from './analytics-cases.js';

/** A published version, who answers for it, and how many cases are on it. */
export interface VersionOverview {
  caseType: string;
  version: number;
  title: Text;
  /** Who keeps the case type (tovholder). */
  owner: string;
  /** New cases get this version now. */
  current: boolean;
  validFrom: Instant;
  publishedAt: Instant;
  proposedByName: string | null;
  /** Null for versions that came without a draft. */
  reviewedByName: string | null;
  publishedByName: string | null;
  /** Why it was published. */
  note: string | null;
  draftId: string | null;
  retiredFrom: Instant | null;
  retiredByName: string | null;
  retiredNote: string | null;
  /** Cases that the reader may count. */
  open: number;
  ended: number;
}

const LIST = sql(
  'definition-overview',
  `select d.case_type as "caseType", d.version, d.document -> 'title' as title, d.document ->> 'owner' as owner,
     d.id in (${CURRENT_VERSIONS}) as current, d.valid_from as "validFrom", d.published_at as "publishedAt",
     proposer.name as "proposedByName", draft.reviewed_by_name as "reviewedByName", publisher.name as "publishedByName",
     d.note, draft.id as "draftId", r.retired_from as "retiredFrom", r.by_name as "retiredByName", r.note as "retiredNote",
     coalesce(n.open, 0) as open, coalesce(n.ended, 0) as ended
   from definitions d
   left join definition_drafts draft on draft.case_type = d.case_type and draft.published_version = d.version
   left join definition_retirements r on r.case_type = d.case_type and r.version = d.version
   left join users proposer on proposer.id::text = d.proposed_by
   left join users publisher on publisher.id::text = d.published_by
   left join (select c.case_type, c.version, (count(*) filter (where c.status = 'active'))::int as open,
       (count(*) filter (where c.status = 'done'))::int as ended
     from cases c where ${IN_SCOPE} group by c.case_type, c.version) n
     on n.case_type = d.case_type and n.version = d.version
   where d.status = 'published' order by d.case_type, d.version desc`,
);

/** All versions, newest first within each case type. Cases are counted within the scope. */
export function listVersionOverview(db: Db, scope: Scope): Promise<VersionOverview[]> {
  return query<VersionOverview>(db, LIST, scopeValues(scope));
}
