import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import type { Definition } from '../../machines/definition.js';
import { logAccess } from '../../persistence/audit.js';
import { getNow } from '../../persistence/clock.js';
import {
  advanceDraft,
  createDraft,
  getDraft,
  listDraftChanges,
  saveDraft,
  type Draft,
  type DraftStep,
} from '../../persistence/definition-drafts.js';
import {
  findVersion,
  listDefinitions,
  newestVersion,
  publishDefinition,
  staleBase,
} from '../../persistence/definitions.js';
import { areTwoPeople } from '../../persistence/pending-changes.js';
import { inTransactionAsRead } from '../../persistence/neighbours.js';
import { lockRoles } from '../../persistence/roles.js';
import { inTransaction, type Db } from '../../persistence/transaction.js';
import type { SignedInUser } from '../auth/access.js';
import { toInstant } from '../http/dates.js';
import { LayoutsService } from '../layouts/layouts.service.js';
import type { CreateDraftDto, PublishDto, ReviewDto, SaveDraftDto } from './definitions.dto.js';
import { misfitRoles } from './role-fit.js';
import { VerificationService, type Verdict } from './verification.service.js';

/** The life of a draft up to its publication. Every step is in its history and in the access log. */
@Injectable()
export class DraftService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly verification: VerificationService,
    private readonly layouts: LayoutsService,
  ) {}

  /** From a document, a version, or the newest version. Throws `otherCaseType`, `unknownDefinition`. */
  async create(user: SignedInUser, body: CreateDraftDto): Promise<Draft> {
    const { caseType, note } = body;
    const { document, baseVersion } = await this.sourceOf(body);
    checkCaseType(caseType, document);
    const id = await inTransaction(this.dataSource, async (tx) => {
      const draft = {
        caseType,
        document,
        by: user,
        ...(note && { note }),
        ...(baseVersion && { baseVersion }),
      };
      const created = await createDraft(tx, draft);
      await log(tx, user, 'definition.draftCreated', { draft: created, caseType });
      return created;
    });
    return getDraft(this.dataSource, id);
  }

  private async sourceOf({ caseType, document, fromVersion }: CreateDraftDto) {
    const known = (await listDefinitions(this.dataSource)).filter((version) => version.caseType === caseType);
    const baseVersion = fromVersion ?? known[0]?.version;
    if (document) return { document, baseVersion };
    const row = baseVersion === undefined ? null : await findVersion(this.dataSource, caseType, baseVersion);
    if (!row) throw new AppError('unknownDefinition', { caseType, version: baseVersion });
    return { document: row.document, baseVersion };
  }

  /** Saves the document; verification and review are void. Throws `staleDraft`, `otherCaseType`, `draftNotInStage`. */
  async save(user: SignedInUser, id: string, revision: number, body: SaveDraftDto): Promise<Draft> {
    const { caseType } = await getDraft(this.dataSource, id);
    checkCaseType(caseType, body.document);
    await inTransaction(this.dataSource, async (tx) => {
      const saved = await saveDraft(tx, { id, revision, by: user, ...body });
      await log(tx, user, 'definition.draftSaved', { draft: id, revision: saved });
    });
    return getDraft(this.dataSource, id);
  }

  /** All problems, or none: then the draft may be reviewed. */
  async verify(user: SignedInUser, id: string): Promise<Omit<Verdict, 'definition'> & { draft: Draft }> {
    const draft = await getDraft(this.dataSource, id);
    const { definition: _definition, ...verdict } = await this.verification.check(draft);
    if (verdict.problems.length === 0)
      await this.advance(user, { id, revision: draft.revision, action: 'verified', by: user });
    return { ...verdict, draft: await getDraft(this.dataSource, id) };
  }

  /** The second pair of eyes. Throws `ownDraft`, `notTwoPeople`, `staleDraft`, `draftNotInStage`. */
  async review(user: SignedInUser, id: string, revision: number, body: ReviewDto): Promise<Draft> {
    const action = body.approved ? 'reviewed' : 'sentBack';
    if (body.approved) await this.refuseMakers(user, id);
    await this.advance(user, { id, revision, action, by: user, ...(body.note && { note: body.note }) });
    return getDraft(this.dataSource, id);
  }

  /** Who has made the account of somebody who wrote the draft, or the other way round, is no second pair of eyes. */
  private async refuseMakers(user: SignedInUser, id: string): Promise<void> {
    const changes = await listDraftChanges(this.dataSource, id);
    const written = changes.filter(({ action }) => action === 'created' || action === 'saved');
    for (const writer of new Set(written.map(({ byId }) => byId))) await this.refuseMaker(user.id, writer);
  }

  private async refuseMaker(one: string, other: string): Promise<void> {
    if (one !== other && !(await areTwoPeople(this.dataSource, one, other)))
      throw new AppError('notTwoPeople');
  }

  async discard(user: SignedInUser, id: string, revision: number): Promise<void> {
    await getDraft(this.dataSource, id);
    await this.advance(user, { id, revision, action: 'discarded', by: user });
  }

  /**
   * Publishes the reviewed draft as the next version. Throws `draftNotInStage`, `notTwoPeople`, `staleBase`, `definitionNotVerified`, `invalidDate`, and
   * `tooManyRequests` when others publish all the time.
   */
  async publish(
    user: SignedInUser,
    id: string,
    body: PublishDto,
  ): Promise<{ caseType: string; version: number }> {
    const draft = await getDraft(this.dataSource, id);
    if (draft.stage !== 'reviewed') throw new AppError('draftNotInStage', { id, stage: draft.stage });
    await this.refuseMaker(user.id, draft.reviewedBy!);
    const basedOn = draft.baseVersion ?? 0;
    if (basedOn !== (await newestVersion(this.dataSource, draft.caseType)))
      throw await staleBase(this.dataSource, draft.caseType, basedOn);
    const validFrom = body.validFrom && toInstant(body.validFrom);
    if (validFrom && validFrom < (await getNow(this.dataSource)))
      throw new AppError('invalidDate', { validFrom });
    const { note } = body;
    const publication = {
      proposedBy: draft.updatedBy,
      publishedBy: user.id,
      basedOn,
      ...(note && { note }),
      ...(validFrom && { validFrom }),
    };
    const when = validFrom ? { from: validFrom } : {};
    const { caseType, document } = draft;
    // Of two who publish at once, the second is proved against what the first has published.
    const read = () => this.verification.verified({ caseType, document, ...when });
    const version = await inTransactionAsRead(this.dataSource, read, async (tx, { definition }) => {
      await this.lockRoles(tx, definition);
      const published = await publishDefinition(tx, { ...publication, document: definition });
      const step = {
        id,
        revision: draft.revision,
        action: 'published' as const,
        by: user,
        version: published,
      };
      await advanceDraft(tx, { ...step, ...(note && { note }) });
      await log(tx, user, 'definition.published', {
        draft: id,
        caseType,
        version: published,
        validFrom,
      });
      return published;
    });
    this.layouts.prepare({ caseType, version });
    return { caseType, version };
  }

  /** What the register said when the definition was verified must still be so. */
  private async lockRoles(tx: Db, definition: Definition): Promise<void> {
    const problems = misfitRoles(definition, await lockRoles(tx, Object.keys(definition.roles ?? {})));
    if (problems.length > 0) throw new AppError('definitionNotVerified', { problems });
  }

  private advance(user: SignedInUser, step: DraftStep): Promise<void> {
    return inTransaction(this.dataSource, async (tx) => {
      await advanceDraft(tx, step);
      await log(tx, user, `definition.draft.${step.action}`, { draft: step.id, revision: step.revision });
    });
  }
}

function checkCaseType(caseType: string, document: unknown): void {
  const own = (document as { caseType?: unknown }).caseType;
  if (own !== caseType) throw new AppError('otherCaseType', { caseType, documentCaseType: own ?? null });
}

function log(db: Db, user: SignedInUser, action: string, details: Record<string, unknown>): Promise<void> {
  return logAccess(db, { action, userId: user.id, userName: user.name, details });
}
