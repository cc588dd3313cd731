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
  /** Null for a draft. */
  version: number | null;
  status: 'draft' | 'published';
  hash: string;
  note: string | null;
  revision: number;
  createdBy: string;
  createdAt: Instant;
  updatedBy: string;
  updatedAt: Instant;
  proposedBy: string | null;
  publishedBy: string | null;
  publishedAt: Instant | null;
  validFrom: Instant | null;
}

/** The whole row. A draft's document may be any JSON: it need not be valid yet. */
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
  /** New cases use the version from this instant on; now if left out. */
  validFrom?: Instant;
  note?: string;
}

const SUMMARY = `id, case_type as "caseType", version, status, hash, note, revision, created_by as "createdBy",
  created_at as "createdAt", updated_by as "updatedBy", updated_at as "updatedAt", proposed_by as "proposedBy",
  published_by as "publishedBy", published_at as "publishedAt", valid_from as "validFrom"`;
const ROW = `${SUMMARY}, document, layouts`;

/** The version of a case type that new cases get: of those that hold now, the one that came last and opens cases still. */
export const OPENS_CASES = `d.status = 'published' and d.valid_from <= ${NOW} and not exists (
  select from definition_retirements r
  where r.case_type = d.case_type and r.version = d.version and r.retired_from <= ${NOW})`;

const LIST = sql(
  'list-definitions',
  `select ${SUMMARY} from definitions order by case_type, version desc nulls first`,
);
const FIND = sql('find-definition', `select ${ROW} from definitions where id = $1`);
const FIND_VERSION = sql(
  'find-definition-version',
  `select ${ROW} from definitions where case_type = $1 and version = $2`,
);
const LIST_CURRENT = sql(
  'list-current-definitions',
  `select distinct on (case_type) ${ROW} from definitions d
   where ${OPENS_CASES} order by case_type, valid_from desc, version desc`,
);
const INSERT_DRAFT = sql(
  'insert-draft',
  `insert into definitions (id, case_type, status, document, hash, note, created_by, created_at, updated_by, updated_at)
   values ($1, $2, 'draft', $3, $4, $5, $6, ${NOW}, $6, ${NOW})`,
);
const UPDATE_DRAFT = sql(
  'update-draft',
  `update definitions set case_type = $3, document = $4, hash = $5, note = $6, proposed_by = null,
     updated_by = $7, updated_at = ${NOW}, revision = revision + 1
   where id = $1 and revision = $2 and status = 'draft' returning revision`,
);
const PROPOSE_DRAFT = sql(
  'propose-draft',
  `update definitions set proposed_by = $3, updated_at = ${NOW}
   where id = $1 and revision = $2 and status = 'draft' returning id`,
);
const DELETE_DRAFT = sql(
  'delete-draft',
  `delete from definitions where id = $1 and status = 'draft' returning id`,
);
/** Two who publish at once: the unique version lets one of them in. */
const PUBLISH = sql(
  'publish-definition',
  `insert into definitions (id, case_type, version, status, document, hash, note, layouts, created_by, created_at,
     updated_by, updated_at, proposed_by, published_by, published_at, valid_from)
   select $1, $2, coalesce(max(version), 0) + 1, 'published', $3, $4, $5, $6, $7, ${NOW}, $8, ${NOW}, $7, $8, ${NOW},
     coalesce($9::timestamptz, ${NOW})
   from definitions where case_type = $2 returning version`,
);

export function hashOfDocument(document: unknown): string {
  return sha256(canonicalJson(document));
}

/** Drafts and versions of all case types, newest first within each. */
export function listDefinitions(db: Db): Promise<DefinitionSummary[]> {
  return query<DefinitionSummary>(db, LIST);
}

export function findDefinition(db: Db, id: string): Promise<DefinitionRow | null> {
  return queryOne<DefinitionRow>(db, FIND, [id]);
}

/** Throws `notFound`. */
export async function getDefinition(db: Db, id: string): Promise<DefinitionRow> {
  const row = await findDefinition(db, id);
  if (!row) throw new AppError('notFound', { id });
  return row;
}

export function findVersion(db: Db, caseType: string, version: number): Promise<DefinitionRow | null> {
  return queryOne<DefinitionRow>(db, FIND_VERSION, [caseType, version]);
}

/** Of each case type, the version that new cases get now. */
export function listCurrentDefinitions(db: Db): Promise<DefinitionRow[]> {
  return query<DefinitionRow>(db, LIST_CURRENT);
}

/** The new draft's id. */
export async function createDraft(
  db: Db,
  draft: { caseType: string; document: unknown; note?: string; by: string },
): Promise<string> {
  const id = newId();
  const text = JSON.stringify(draft.document);
  const hash = hashOfDocument(draft.document);
  await query(db, INSERT_DRAFT, [id, draft.caseType, text, hash, draft.note ?? null, draft.by]);
  return id;
}

/** The draft's next revision; a proposal is taken back by it. Throws `staleSeq` when somebody else has saved meanwhile. */
export async function updateDraft(
  db: Db,
  draft: { id: string; revision: number; caseType: string; document: unknown; note?: string; by: string },
): Promise<number> {
  const text = JSON.stringify(draft.document);
  const values = [
    draft.id,
    draft.revision,
    draft.caseType,
    text,
    hashOfDocument(draft.document),
    draft.note,
    draft.by,
  ];
  const row = await queryOne<{ revision: number }>(db, UPDATE_DRAFT, values);
  if (!row) throw new AppError('staleSeq', { id: draft.id, revision: draft.revision });
  return row.revision;
}

/** The first of the four eyes: `by` asks for this revision to be published. Throws `staleSeq`. */
export async function proposeDraft(db: Db, id: string, revision: number, by: string): Promise<void> {
  const row = await queryOne(db, PROPOSE_DRAFT, [id, revision, by]);
  if (!row) throw new AppError('staleSeq', { id, revision });
}

/** Throws `notFound` when there is no such draft. */
export async function deleteDraft(db: Db, id: string): Promise<void> {
  if (!(await queryOne(db, DELETE_DRAFT, [id]))) throw new AppError('notFound', { id });
}

/** Publishes a verified document as the next version of its case type, and returns its number. Nothing can change it later. */
export async function publishDefinition(db: Db, publication: Publication): Promise<number> {
  const { document, layouts, note, proposedBy, publishedBy, validFrom } = publication;
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
  ]);
  return row!.version;
}
