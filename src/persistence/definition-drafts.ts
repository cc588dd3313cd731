import { AppError } from '../errors.js';
import type { Instant } from '../machines/definition.js';
import { NOW } from './clock.js';
import { hashOfDocument } from './definitions.js';
import { newId } from './ids.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

/** How far a draft has come. Editing takes it back to `draft`. */
export type DraftStage = 'draft' | 'verified' | 'reviewed' | 'published' | 'discarded';

export interface DraftSummary {
  id: string;
  caseType: string;
  stage: DraftStage;
  /** Counts the saves; the ETag of the draft. */
  revision: number;
  baseVersion: number | null;
  note: string | null;
  hash: string;
  createdBy: string;
  createdByName: string;
  createdAt: Instant;
  updatedBy: string;
  updatedByName: string;
  updatedAt: Instant;
  verifiedAt: Instant | null;
  reviewedBy: string | null;
  reviewedByName: string | null;
  reviewedAt: Instant | null;
  publishedVersion: number | null;
}

/** The document may be any JSON: it need not be valid yet. */
export interface Draft extends DraftSummary {
  document: unknown;
}

/** Who did what to a draft, when and why. */
export interface DraftChange {
  revision: number;
  action: 'created' | 'saved' | 'rebased' | 'verified' | 'reviewed' | 'sentBack' | 'published' | 'discarded';
  at: Instant;
  byId: string;
  byName: string;
  note: string | null;
  hash: string;
}

export interface Editor {
  id: string;
  name: string;
}

const SUMMARY = `id, case_type as "caseType", stage, revision, base_version as "baseVersion", note, hash,
  created_by as "createdBy", created_by_name as "createdByName", created_at as "createdAt", updated_by as "updatedBy",
  updated_by_name as "updatedByName", updated_at as "updatedAt", verified_at as "verifiedAt",
  reviewed_by as "reviewedBy", reviewed_by_name as "reviewedByName", reviewed_at as "reviewedAt",
  published_version as "publishedVersion"`;

const LIST = sql(
  'list-drafts',
  `select ${SUMMARY} from definition_drafts
   where stage in ('draft', 'verified', 'reviewed') order by case_type, updated_at desc, id`,
);
const FIND = sql('find-draft', `select ${SUMMARY}, document from definition_drafts where id = $1`);
const CREATE = sql(
  'create-draft',
  `insert into definition_drafts (id, case_type, document, hash, stage, base_version, note, created_by, created_by_name,
     created_at, updated_by, updated_by_name, updated_at)
   values ($1, $2, $3, $4, 'draft', $5, $6, $7, $8, ${NOW}, $7, $8, ${NOW})`,
);
const SAVE = sql(
  'save-draft',
  `update definition_drafts set document = $3, hash = $4, note = coalesce($5, note), stage = 'draft',
     revision = revision + 1, verified_at = null, reviewed_by = null, reviewed_by_name = null, reviewed_at = null,
     updated_by = $6, updated_by_name = $7, updated_at = ${NOW}, base_version = coalesce($8, base_version)
   where id = $1 and revision = $2 and stage in ('draft', 'verified', 'reviewed') returning revision`,
);
/** Each only from the stage before, and only for the revision that was looked at. */
const ADVANCE = {
  verified: sql(
    'verify-draft',
    `update definition_drafts set stage = 'verified', verified_at = ${NOW}
     where id = $1 and revision = $2 and stage in ('draft', 'verified') returning id`,
  ),
  reviewed: sql(
    'review-draft',
    `update definition_drafts set stage = 'reviewed', reviewed_by = $3, reviewed_by_name = $4, reviewed_at = ${NOW}
     where id = $1 and revision = $2 and stage = 'verified' and created_by <> $3 and updated_by <> $3 returning id`,
  ),
  sentBack: sql(
    'send-draft-back',
    `update definition_drafts set stage = 'draft', verified_at = null, reviewed_by = null, reviewed_by_name = null,
       reviewed_at = null where id = $1 and revision = $2 and stage in ('verified', 'reviewed') returning id`,
  ),
  published: sql(
    'publish-draft',
    `update definition_drafts set stage = 'published', published_version = $3
     where id = $1 and revision = $2 and stage = 'reviewed' returning id`,
  ),
  discarded: sql(
    'discard-draft',
    `update definition_drafts set stage = 'discarded'
     where id = $1 and revision = $2 and stage in ('draft', 'verified', 'reviewed') returning id`,
  ),
};
const NOTE = sql(
  'note-draft-change',
  `insert into definition_draft_changes (draft_id, revision, action, at, by_id, by_name, note, hash, document)
   values ($1, $2, $3, ${NOW}, $4, $5, $6, $7, $8)`,
);
const HISTORY = sql(
  'list-draft-changes',
  `select revision, action, at, by_id as "byId", by_name as "byName", note, hash from definition_draft_changes
   where draft_id = $1 and revision > $2 order by id`,
);

/** The drafts that are on their way, by case type, last changed first. */
export function listDrafts(db: Db): Promise<DraftSummary[]> {
  return query<DraftSummary>(db, LIST);
}

/** Throws `unknownDraft`. */
export async function getDraft(db: Db, id: string): Promise<Draft> {
  const draft = await queryOne<Draft>(db, FIND, [id]);
  if (!draft) throw new AppError('unknownDraft', { id });
  return draft;
}

/** What has been done to a draft, in order; after a revision, or all of it. */
export function listDraftChanges(db: Db, id: string, afterRevision = 0): Promise<DraftChange[]> {
  return query<DraftChange>(db, HISTORY, [id, afterRevision]);
}

/** The new draft's id; call it in a transaction. */
export async function createDraft(
  db: Db,
  draft: { caseType: string; document: unknown; baseVersion?: number; note?: string; by: Editor },
): Promise<string> {
  const id = newId();
  const { caseType, document, baseVersion = null, note = null, by } = draft;
  const [text, hash] = [JSON.stringify(document), hashOfDocument(document)];
  await query(db, CREATE, [id, caseType, text, hash, baseVersion, note, by.id, by.name]);
  await query(db, NOTE, [id, 1, 'created', by.id, by.name, note, hash, text]);
  return id;
}

/** The draft's next revision, on another base with `rebasedOn`; call it in a transaction. Throws `staleDraft` with what was changed meanwhile, `unknownDraft`. */
export async function saveDraft(
  db: Db,
  draft: { id: string; revision: number; document: unknown; note?: string; by: Editor; rebasedOn?: number },
): Promise<number> {
  const { id, revision, document, note = null, by, rebasedOn } = draft;
  const [text, hash] = [JSON.stringify(document), hashOfDocument(document)];
  const saved = await queryOne<{ revision: number }>(db, SAVE, [
    id,
    revision,
    text,
    hash,
    note,
    by.id,
    by.name,
    rebasedOn ?? null,
  ]);
  if (!saved) throw await whyNot(db, id, revision);
  const action: DraftChange['action'] = rebasedOn === undefined ? 'saved' : 'rebased';
  await query(db, NOTE, [id, saved.revision, action, by.id, by.name, note, hash, text]);
  return saved.revision;
}

export interface DraftStep {
  id: string;
  revision: number;
  action: keyof typeof ADVANCE;
  by: Editor;
  note?: string;
  /** `published` only. */
  version?: number;
}

/** Takes the draft one stage on or back; call it in a transaction. Throws `staleDraft`, `draftNotInStage`, `ownDraft`, `unknownDraft`. */
export async function advanceDraft(
  db: Db,
  { id, revision, action, by, note, version }: DraftStep,
): Promise<void> {
  const more = {
    verified: [],
    reviewed: [by.id, by.name],
    sentBack: [],
    published: [version],
    discarded: [],
  }[action];
  if (!(await queryOne(db, ADVANCE[action], [id, revision, ...more]))) {
    throw await whyNot(db, id, revision, action === 'reviewed' ? by : undefined);
  }
  const { hash } = await getDraft(db, id);
  await query(db, NOTE, [id, revision, action, by.id, by.name, note ?? null, hash, null]);
}

async function whyNot(db: Db, id: string, revision: number, reviewer?: Editor): Promise<AppError> {
  const { document: _document, ...draft } = await getDraft(db, id);
  if (draft.revision !== revision) {
    const changes = await listDraftChanges(db, id, revision);
    return new AppError('staleDraft', { revision: draft.revision, changes });
  }
  if (reviewer && [draft.createdBy, draft.updatedBy].includes(reviewer.id))
    return new AppError('ownDraft', { id });
  return new AppError('draftNotInStage', { id, stage: draft.stage });
}
