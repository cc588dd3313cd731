import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import { diff, type Change } from '../../machines/diff.js';
import type { Definition, Instant } from '../../machines/definition.js';
import { mergeDocuments } from '../../machines/merge.js';
import { logAccess } from '../../persistence/audit.js';
import { getDraft, saveDraft, type Draft } from '../../persistence/definition-drafts.js';
import { findVersion, listDefinitions } from '../../persistence/definitions.js';
import { inTransaction } from '../../persistence/transaction.js';
import type { SignedInUser } from '../auth/access.js';
import type { RebaseDto } from './definitions.dto.js';
import { VerificationService } from './verification.service.js';

/** A place that was changed both in the draft and in what was published, with what each did there, where that can be told. */
interface Conflict {
  /** JSON Pointer. */
  path: string;
  published: Change['sentence'][];
  draft: Change['sentence'][];
}

export interface RebasePreview {
  /** Null: the draft was made when there was no version yet. */
  baseVersion: number | null;
  /** The newest version; the same as `baseVersion` when nothing has been published since, null when there is none. */
  version: number | null;
  /** The versions since, oldest first. */
  published: { version: number; publishedAt: Instant; note: string | null }[];
  /** What came with them, in sentences; empty too when there was no base to compare with. */
  changes: Change[];
  /** Empty: both go together without a person. */
  conflicts: Conflict[];
  /** The draft with what was published. Where they are in conflict, as the draft has it. */
  document: unknown;
}

/** Brings a draft up to what has been published since it was begun. */
@Injectable()
export class RebaseService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly verification: VerificationService,
  ) {}

  /** Throws `unknownDraft`. */
  async preview(id: string): Promise<RebasePreview> {
    const draft = await getDraft(this.dataSource, id);
    const { caseType, baseVersion } = draft;
    const since = (await listDefinitions(this.dataSource)).filter(
      (row) => row.caseType === caseType && row.version > (baseVersion ?? 0),
    );
    const version = since[0]?.version ?? baseVersion;
    const published = since
      .toReversed()
      .map(({ version: number, publishedAt, note }) => ({ version: number, publishedAt, note }));
    const [before, after] = [
      await this.documentOf(caseType, baseVersion),
      await this.documentOf(caseType, version),
    ];
    const changes = before && after ? diff(before, after).changes : [];
    const { document, conflicts } = after
      ? mergeDocuments(before ?? {}, after, draft.document)
      : { document: draft.document, conflicts: [] };
    const own = before && conflicts.length > 0 ? this.changesOf(before, draft.document) : [];
    const told = conflicts.map(({ path }) => ({
      path,
      published: sentencesAt(path, changes),
      draft: sentencesAt(path, own),
    }));
    return { baseVersion, version, published, changes, conflicts: told, document };
  }

  /**
   * The draft, based on the newest version: with what was published, or with the document that somebody has made of both. Verification and review
   * are void. Throws `staleBase` when `version` is not the newest, `draftConflicts`, `staleDraft`, `otherCaseType`, `draftNotInStage`.
   */
  async rebase(user: SignedInUser, id: string, revision: number, body: RebaseDto): Promise<Draft> {
    const { version, ...preview } = await this.preview(id);
    const { caseType } = await getDraft(this.dataSource, id);
    const { baseVersion, conflicts } = preview;
    if (version !== body.version)
      throw new AppError('staleBase', { caseType, baseVersion: body.version, version });
    if (!body.document && conflicts.length > 0)
      throw new AppError('draftConflicts', { baseVersion, version, conflicts });
    const document = body.document ?? preview.document;
    if ((document as { caseType?: unknown }).caseType !== caseType)
      throw new AppError('otherCaseType', { caseType });
    await inTransaction(this.dataSource, async (tx) => {
      const { note } = body;
      const saved = await saveDraft(tx, {
        id,
        revision,
        document,
        by: user,
        rebasedOn: version,
        ...(note && { note }),
      });
      const details = { draft: id, revision: saved, from: baseVersion, to: version };
      await logAccess(tx, {
        action: 'definition.draftRebased',
        userId: user.id,
        userName: user.name,
        details,
      });
    });
    return getDraft(this.dataSource, id);
  }

  private async documentOf(caseType: string, version: number | null): Promise<Definition | null> {
    return version === null
      ? null
      : ((await findVersion(this.dataSource, caseType, version))?.document ?? null);
  }

  /** None for a draft that is not a definition yet. */
  private changesOf(before: Definition, document: unknown): Change[] {
    try {
      return diff(before, this.verification.parsed(document)).changes;
    } catch (error) {
      if (error instanceof AppError) return [];
      throw error;
    }
  }
}

/** What was changed at a place, within it or around it. */
function sentencesAt(path: string, changes: Change[]): Change['sentence'][] {
  return changes
    .filter((change) => isWithin(change.path, path) || isWithin(path, change.path))
    .map(({ sentence }) => sentence);
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}
