import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import type { Text } from '../../machines/definition.js';
import type { Facts } from '../../machines/snapshot.js';
import { findCitizen } from '../../persistence/citizens.js';
import { getCompiled } from '../../persistence/compiled-cache.js';
import { listCurrentDefinitions } from '../../persistence/definitions.js';
import type { IdempotencyKey } from '../../persistence/idempotency.js';
import { openCase } from '../../persistence/open-case.js';
import type { SignedInUser } from '../auth/access.js';
import { toInstant } from '../http/dates.js';
import { CaseAccessService } from './case-access.service.js';
import { CaseService, senderOf } from './case.service.js';
import type { CaseView } from './case-view.js';
import type { OpenCaseDto } from './cases.dto.js';
import { openingSchema, readOpening, type FormSchema } from './facts-check.js';

/** A case type that can be opened now. */
export interface CaseTypeView {
  caseType: string;
  version: number;
  title: Text;
  description?: Text;
  form: FormSchema;
}

/** What can be opened, and opening it. */
@Injectable()
export class CaseOpeningService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: CaseAccessService,
    private readonly cases: CaseService,
  ) {}

  /** The case types with a published version that holds now. */
  async listCaseTypes(): Promise<CaseTypeView[]> {
    const rows = await listCurrentDefinitions(this.dataSource);
    return rows.map(({ caseType, version, document }) => ({
      caseType,
      version: version!,
      title: document.title,
      ...(document.description && { description: document.description }),
      form: openingSchema(document),
    }));
  }

  /** Opens a case in one of the user's teams. Throws `unknownCaseType`, `factNotAtOpening`, `invalidFacts`, `forbidden`, `unknownUser`, `unknownCitizen`, `happenedInFuture`. */
  async open(user: SignedInUser, body: OpenCaseDto, idempotency?: IdempotencyKey): Promise<CaseView> {
    const { caseType, teamId } = body;
    const details = { caseType, ...(teamId && { teamId }) };
    const opened = await this.access.logged(
      user,
      { action: 'case.open', caseId: null, details },
      async () => {
        const done = await this.openOne(user, body, idempotency);
        return { done, caseId: done };
      },
    );
    return this.cases.read(user, opened);
  }

  private async openOne(
    user: SignedInUser,
    body: OpenCaseDto,
    idempotency?: IdempotencyKey,
  ): Promise<string> {
    const { caseType, citizenId, assignee, happenedAt } = body;
    const teamId = teamOf(user, body.teamId);
    const facts = await this.readOpening(caseType, body.facts);
    if (assignee) await this.cases.checkMember(assignee, teamId);
    if (citizenId && !(await findCitizen(this.dataSource, citizenId)))
      throw new AppError('unknownCitizen', { citizenId });
    const by = senderOf(user);
    const command = {
      caseType,
      facts,
      by,
      teamId,
      assigneeId: assignee ?? null,
      citizenId: citizenId ?? null,
      ...(happenedAt && { happenedAt: toInstant(happenedAt) }),
    };
    const { caseId } = await openCase(this.dataSource, { ...command, idempotency });
    return caseId;
  }

  private async readOpening(caseType: string, facts: OpenCaseDto['facts']): Promise<Facts> {
    const current = (await listCurrentDefinitions(this.dataSource)).find((row) => row.caseType === caseType);
    if (!current) throw new AppError('unknownCaseType', { caseType });
    const compiled = await getCompiled(this.dataSource, caseType, current.version!);
    return readOpening(compiled, facts);
  }
}

function teamOf({ teamIds }: SignedInUser, asked: string | undefined): string {
  if (asked !== undefined && !teamIds.includes(asked)) throw new AppError('forbidden', { teamId: asked });
  const teamId = asked ?? (teamIds.length === 1 ? teamIds[0] : undefined);
  if (teamId === undefined) throw new AppError('teamNeeded', { teamIds });
  return teamId;
}
