import { AppError } from '../errors.js';
import type { Definition, Instant } from '../machines/definition.js';
import { canonicalJson, sha256 } from './canonical-json.js';
import { NOW } from './clock.js';
import { newId } from './ids.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

export interface DefinitionSummary {
  id: string;
  caseType: string;
  version: number;
  status: 'published';
  hash: string;
  note: string | null;
  revision: number;
  createdBy: string;
  createdAt: Instant;
  updatedBy: string;
  updatedAt: Instant;
  proposedBy: string | null;
  publishedBy: string;
  publishedAt: Instant;
  validFrom: Instant;
  /** It opens no cases from this instant on. */
  retiredFrom: Instant | null;
}

export interface DefinitionRow extends DefinitionSummary {
  document: Definition;
  layouts: unknown;
}

export interface Publication {
  document: Definition;
  /** Statechart layouts by language, computed once. */
  layouts?: unknown;
  proposedBy: string;
  publishedBy: string;
  /** The newest version when the document was made from it, 0 for none; left out, whatever is there. */
  basedOn?: number;
  /** New cases use the version from this instant on; now if left out. */
  validFrom?: Instant;
  note?: string;
}

const SUMMARY = `id, case_type as "caseType", version, status, hash, note, revision, created_by as "createdBy",
  created_at as "createdAt", updated_by as "updatedBy", updated_at as "updatedAt", proposed_by as "proposedBy",
  published_by as "publishedBy", published_at as "publishedAt", valid_from as "validFrom",
  (select r.retired_from from definition_retirements r
   where r.case_type = d.case_type and r.version = d.version) as "retiredFrom"`;
const ROW = `${SUMMARY}, document, layouts`;

/** The version of a case type that new cases get: of those that hold now, the one that came last and opens cases still. */
export const OPENS_CASES = `d.status = 'published' and d.valid_from <= ${NOW} and not exists (
  select from definition_retirements r
  where r.case_type = d.case_type and r.version = d.version and r.retired_from <= ${NOW})`;

/** Ids of those versions, as a subquery. */
export const CURRENT_VERSIONS = `select distinct on (d.case_type) d.id from definitions d where ${OPENS_CASES}
  order by d.case_type, d.valid_from desc, d.version desc`;

const LIST = sql(
  'list-definitions',
  `select ${SUMMARY} from definitions d where status = 'published' order by case_type, version desc`,
);
const FIND_VERSION = sql(
  'find-definition-version',
  `select ${ROW} from definitions d where case_type = $1 and version = $2`,
);
const LIST_CURRENT = sql(
  'list-current-definitions',
  `select ${ROW} from definitions d where id in (${CURRENT_VERSIONS}) order by case_type`,
);
const NEWEST = sql(
  'newest-definition-version',
  'select coalesce(max(version), 0) as version from definitions where case_type = $1',
);
/** Two who publish at once: the unique version lets one of them in. */
const PUBLISH = sql(
  'publish-definition',
  `insert into definitions (id, case_type, version, status, document, hash, note, layouts, created_by, created_at,
     updated_by, updated_at, proposed_by, published_by, published_at, valid_from)
   select $1, $2, coalesce(max(version), 0) + 1, 'published', $3, $4, $5, $6, $7, ${NOW}, $8, ${NOW}, $7, $8, ${NOW},
     coalesce($9::timestamptz, ${NOW})
   from definitions where case_type = $2 having $10::integer is null or coalesce(max(version), 0) = $10 returning version`,
);

export function hashOfDocument(document: unknown): string {
  return sha256(canonicalJson(document));
}

/** The versions of all case types, newest first within each. */
export function listDefinitions(db: Db): Promise<DefinitionSummary[]> {
  return query<DefinitionSummary>(db, LIST);
}

export function findVersion(db: Db, caseType: string, version: number): Promise<DefinitionRow | null> {
  return queryOne<DefinitionRow>(db, FIND_VERSION, [caseType, version]);
}

/** Of each case type, the version that new cases get now. */
export function listCurrentDefinitions(db: Db): Promise<DefinitionRow[]> {
  return query<DefinitionRow>(db, LIST_CURRENT);
}

/**
 * Publishes a verified document as the next version of its case type, and returns its number. Nothing can change it later. Throws `staleBase` when
 * another version has been published since the one that it is based on.
 */
export async function publishDefinition(db: Db, publication: Publication): Promise<number> {
  const { document, layouts, note, proposedBy, publishedBy, validFrom, basedOn } = publication;
  const row = await queryOne<{ version: number }>(db, PUBLISH, [
    newId(),
    document.caseType,
    JSON.stringify(document),
    hashOfDocument(document),
    note ?? null,
    layouts === undefined ? null : JSON.stringify(layouts),
    proposedBy,
    publishedBy,
    validFrom ?? null,
    basedOn ?? null,
  ]);
  if (!row) throw await staleBase(db, document.caseType, basedOn!);
  return row.version;
}

/** The newest version of a case type, also one that is for later; 0 for none. */
export async function newestVersion(db: Db, caseType: string): Promise<number> {
  return (await queryOne<{ version: number }>(db, NEWEST, [caseType]))!.version;
}

/** What who has made something from an older version is told. */
export async function staleBase(db: Db, caseType: string, baseVersion: number): Promise<AppError> {
  return new AppError('staleBase', { caseType, baseVersion, version: await newestVersion(db, caseType) });
}
