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
   * The case, for the caseworkers and leaders of its team; a protected one for the persons named only. Throws `unknownCase`, or
   * `forbidden`, which is logged too.
   */
  async getCase(
    user: SignedInUser,
    caseId: string,
    action: string,
    details: Record<string, unknown> = {},
  ): Promise<CaseViewRow> {
    const row = await findCaseView(this.dataSource, caseId);
    if (!row) throw new AppError('unknownCase', { caseId });
    const allowed = maySee(user, row);
    await this.log(
      user,
      allowed ? action : 'case.refused',
      caseId,
      allowed ? details : { ...details, action },
    );
    if (!allowed) throw new AppError('forbidden', { caseId });
    return row;
  }

  /** The case after the user's own change to it, which is logged already. */
  async getOwnView(caseId: string): Promise<CaseViewRow> {
    return (await findCaseView(this.dataSource, caseId))!;
  }

  /** The page as it is, once the log says who has read how much of what. One line for all rows. */
  async listed<Listed extends { items: unknown[] }>(
    user: SignedInUser,
    what: string,
    filter: object,
    page: Listed,
  ): Promise<Listed> {
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
