import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import { logAccess } from '../../persistence/audit.js';
import { findCaseView, type CaseViewRow } from '../../persistence/views/case-view.js';
import type { SignedInUser } from '../auth/access.js';

/** The one door to a case: what passes it is the user's to see, and is in the access log before it is shown. */
@Injectable()
export class CaseAccessService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The case, for the caseworkers and leaders of its team; a protected one for the persons named only. Throws `unknownCase`, the same for a case that
   * is not there and for one that is not the user's to see, so that nobody learns what exists; the latter is logged.
   */
  async getCase(
    user: SignedInUser,
    caseId: string,
    action: string,
    details: Record<string, unknown> = {},
  ): Promise<CaseViewRow> {
    const row = await this.getCaseToChange(user, caseId, action, details);
    await this.log(user, action, caseId, details);
    return row;
  }

  /** The same for what is logged by how it ends: a refusal is in the log, what is done must be put there. */
  async getCaseToChange(
    user: SignedInUser,
    caseId: string,
    action: string,
    details: Record<string, unknown> = {},
  ): Promise<CaseViewRow> {
    const row = await findCaseView(this.dataSource, caseId);
    if (row && maySee(user, row)) return row;
    if (row) await this.log(user, 'case.refused', caseId, { ...details, action });
    throw new AppError('unknownCase', { caseId });
  }

  /** Does something that changes a case, and puts into the log how it ended: as `action`, or as `<action>Refused` with the code. */
  async logged<Done>(
    user: SignedInUser,
    { action, caseId, details }: { action: string; caseId: string | null; details: Record<string, unknown> },
    work: () => Promise<{ done: Done; caseId: string }>,
  ): Promise<Done> {
    try {
      const { done, caseId: changed } = await work();
      await this.log(user, action, changed, details);
      return done;
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'unexpected';
      await this.log(user, `${action}Refused`, caseId, { ...details, code });
      throw error;
    }
  }

  /** The case after the user's own change to it, which is logged already. */
  async getOwnView(caseId: string): Promise<CaseViewRow> {
    return (await findCaseView(this.dataSource, caseId))!;
  }

  /** The page as it is, once the log says who has read how much of what. One line for all rows, or that the one case asked for is not the user's. */
  async listed<Listed extends { items: unknown[] }>(
    user: SignedInUser,
    what: string,
    filter: object,
    page: Listed,
  ): Promise<Listed> {
    const { caseId } = filter as { caseId?: string };
    const asked = caseId === undefined ? null : await findCaseView(this.dataSource, caseId);
    if (asked && !maySee(user, asked)) {
      await this.log(user, 'case.refused', asked.id, { action: `${what}.listed` });
      return page;
    }
    await this.log(user, `${what}.listed`, null, { ...filter, count: page.items.length });
    return page;
  }

  log(
    user: SignedInUser,
    action: string,
    caseId: string | null,
    details: Record<string, unknown>,
  ): Promise<void> {
    return logAccess(this.dataSource, { action, userId: user.id, userName: user.name, caseId, details });
  }
}

function maySee(user: SignedInUser, row: CaseViewRow): boolean {
  return user.teamIds.includes(row.teamId) && (!row.protected || row.namedUserIds.includes(user.id));
}

/** Does the work; a case that is not the user's to see is what `unknown` says, so that not even its id is told. */
export async function asUnknown<T>(unknown: AppError, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof AppError && error.code === 'unknownCase' ? unknown : error;
  }
}
