import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import { readBundle, toBundle, type Bundle } from '../../machines/bundle.js';
import { diff, type DefinitionDiff } from '../../machines/diff.js';
import type { Definition, Instant } from '../../machines/definition.js';
import { toMermaid } from '../../machines/export/mermaid.js';
import { toScxml } from '../../machines/export/scxml.js';
import type { Problem } from '../../machines/problems.js';
import { toWorkflowDescription } from '../../machines/export/workflow-description.js';
import { toXStateJson } from '../../machines/export/xstate-config.js';
import { logAccess } from '../../persistence/audit.js';
import { getNow } from '../../persistence/clock.js';
import { createDraft, getDraft, type DraftSummary } from '../../persistence/definition-drafts.js';
import { addReview, retireVersion } from '../../persistence/definition-reviews.js';
import {
  findVersion,
  listCurrentDefinitions,
  newestVersion,
  type DefinitionRow,
} from '../../persistence/definitions.js';
import { getSuccessions, inTransactionAsRead } from '../../persistence/neighbours.js';
import { inTransaction } from '../../persistence/transaction.js';
import type { PendingChange } from '../../persistence/pending-changes.js';
import type { SignedInUser } from '../auth/access.js';
import { ChangesService, type TwoPeople } from '../changes/changes.service.js';
import { toInstant } from '../http/dates.js';
import type { Language } from '../http/language.js';
import type { DiffQuery, NoteDto, RetireDto } from './definitions.dto.js';
import { VerificationService } from './verification.service.js';

export const EXPORTS = {
  bundle: { type: 'application/json; charset=utf-8', extension: 'json' },
  xstate: { type: 'application/json; charset=utf-8', extension: 'json' },
  scxml: { type: 'application/scxml+xml; charset=utf-8', extension: 'scxml' },
  mermaid: { type: 'text/plain; charset=utf-8', extension: 'mmd' },
  workflow: { type: 'text/html; charset=utf-8', extension: 'html' },
} as const;
export type ExportFormat = keyof typeof EXPORTS;

interface RetireOrder {
  caseType: string;
  version: number;
  from?: Instant;
  note?: string;
}

const VERSION = /^[1-9]\d{0,8}$/;

/** Published versions: reading, comparing, carrying out of the house and into it, reviewing, retiring. */
@Injectable()
export class VersionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly verification: VerificationService,
    private readonly changes: ChangesService,
  ) {
    const carry = (order: RetireOrder, { approvedBy }: TwoPeople) => this.retire(approvedBy, order);
    changes.carry('definition.retire', carry);
  }

  /** Throws `unknownDefinition`. */
  async get(caseType: string, version: number): Promise<DefinitionRow> {
    const known = version > 0 && version <= 2_147_483_647;
    const row = known ? await findVersion(this.dataSource, caseType, version) : null;
    if (!row) throw new AppError('unknownDefinition', { caseType, version });
    return row;
  }

  /** In sentences of both languages. Throws `unknownDefinition`, `unknownDraft`, `otherCaseType`, `invalidDefinition`. */
  async diff(caseType: string, { from, to }: DiffQuery): Promise<DefinitionDiff> {
    return diff(await this.documentOf(caseType, from), await this.documentOf(caseType, to));
  }

  private async documentOf(caseType: string, name: string): Promise<Definition> {
    if (VERSION.test(name)) return (await this.get(caseType, Number(name))).document;
    if (!isUUID(name)) throw new AppError('unknownDefinition', { caseType, version: name });
    const draft = await getDraft(this.dataSource, name);
    if (draft.caseType !== caseType) throw new AppError('otherCaseType', { caseType, draft: draft.caseType });
    return this.verification.parsed(draft.document);
  }

  /** The version as one file. Throws `unknownDefinition`, also for a format that is none. */
  async export(caseType: string, version: number, format: string, language: Language): Promise<string> {
    const { document } = await this.get(caseType, version);
    switch (format) {
      case 'bundle':
        return JSON.stringify(toBundle([document], { exportedAt: await getNow(this.dataSource) }), null, 2);
      case 'xstate':
        return toXStateJson(document);
      case 'scxml':
        return toScxml(document);
      case 'mermaid':
        return toMermaid(document, language);
      case 'workflow':
        return toWorkflowDescription(document, language);
      default:
        throw new AppError('notFound', { format, formats: Object.keys(EXPORTS) });
    }
  }

  /** All versions that open cases now, in one file. */
  async bundle(): Promise<Bundle> {
    const rows = await listCurrentDefinitions(this.dataSource);
    const exportedAt = await getNow(this.dataSource);
    return toBundle(
      rows.map(({ document }) => document),
      { exportedAt },
    );
  }

  /** Each definition of the bundle becomes a draft, all or none. Throws `invalidDefinition` with all problems. */
  async import(user: SignedInUser, file: unknown): Promise<Pick<DraftSummary, 'id' | 'caseType'>[]> {
    const read = readBundle(file);
    if (!read.ok) throw new AppError('invalidDefinition', { problems: read.problems });
    const note = `Import ${read.exportedAt}`;
    return inTransaction(this.dataSource, async (tx) => {
      const drafts = [];
      for (const document of read.definitions) {
        const { caseType } = document;
        const baseVersion = (await newestVersion(tx, caseType)) || undefined;
        drafts.push({
          id: await createDraft(tx, { caseType, document, note, by: user, baseVersion }),
          caseType,
        });
      }
      const details = { drafts: drafts.map(({ id }) => id) };
      await logAccess(tx, { action: 'definition.imported', userId: user.id, userName: user.name, details });
      return drafts;
    });
  }

  /**
   * Asks that it open no more cases. Throws `unknownDefinition`, `versionRetired`, `changePending`, and `versionStillNeeded` with all problems when what
   * comes to open cases instead does not fit the other case types.
   */
  async requestRetirement(
    user: SignedInUser,
    caseType: string,
    version: number,
    { from, note }: RetireDto,
  ): Promise<PendingChange> {
    const { retiredFrom } = await this.get(caseType, version);
    if (retiredFrom) throw new AppError('versionRetired', { caseType, version });
    const payload = { caseType, version, ...(from && { from: toInstant(from) }), ...(note && { note }) };
    await this.whenSpared(payload);
    return this.changes.request(user, {
      kind: 'definition.retire',
      subject: `${caseType}@${version}`,
      payload,
    });
  }

  private async retire(user: SignedInUser, order: RetireOrder): Promise<{ retiredFrom: Instant }> {
    const { note, ...retirement } = order;
    const { caseType, version } = retirement;
    const read = () => this.whenSpared(retirement);
    return inTransactionAsRead(this.dataSource, read, async (tx) => {
      const retiredFrom = await retireVersion(tx, { ...retirement, by: user, ...(note && { note }) });
      const details = { caseType, version, retiredFrom };
      await logAccess(tx, { action: 'definition.retired', userId: user.id, userName: user.name, details });
      return { retiredFrom };
    });
  }

  private async whenSpared(retirement: { caseType: string; version: number; from?: Instant }) {
    const { successions, signature } = await getSuccessions(this.dataSource, retirement);
    const problems: Problem[] = [];
    for (const succession of successions)
      problems.push(...(await this.verification.misfitsAfter(succession, retirement.caseType)));
    if (problems.length > 0) throw new AppError('versionStillNeeded', { problems });
    return { signature };
  }

  /** The case type has been looked through and still holds. Throws `unknownCaseType`. */
  async review(user: SignedInUser, caseType: string, { note }: NoteDto): Promise<void> {
    const current = (await listCurrentDefinitions(this.dataSource)).find((row) => row.caseType === caseType);
    if (!current) throw new AppError('unknownCaseType', { caseType });
    const { version } = current;
    await inTransaction(this.dataSource, async (tx) => {
      await addReview(tx, { caseType, version, by: user, ...(note && { note }) });
      const details = { caseType, version };
      await logAccess(tx, { action: 'definition.reviewed', userId: user.id, userName: user.name, details });
    });
  }
}
