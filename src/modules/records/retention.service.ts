import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import { logAccess } from '../../persistence/audit.js';
import type { PendingChange } from '../../persistence/pending-changes.js';
import {
  clearRetentionRule,
  listRetention,
  previewRetention,
  setRetentionRule,
  type RetentionPreview,
  type RetentionRow,
} from '../../persistence/retention.js';
import type { SignedInUser } from '../auth/access.js';
import { ChangesService, type TwoPeople } from '../changes/changes.service.js';

interface WantedRule {
  caseType: string;
  period: string;
  source: string;
}

/** Rules by which cases are disposed of. What destroys takes two administrators; what keeps is done at once, by one. */
@Injectable()
export class RetentionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: ChangesService,
  ) {
    changes.carry('retention.set', (rule: WantedRule, people) => this.set(rule, people));
  }

  /** Throws `unknownCaseType`. */
  async preview(caseType: string, period: string): Promise<RetentionPreview> {
    await this.get(caseType);
    return previewRetention(this.dataSource, caseType, period);
  }

  /** Throws `unknownCaseType`, `changePending`; otherwise another administrator may approve it. */
  async request(user: SignedInUser, rule: WantedRule): Promise<PendingChange> {
    await this.get(rule.caseType);
    const payload = { ...rule };
    return this.changes.request(user, { kind: 'retention.set', subject: rule.caseType, payload });
  }

  /** Nothing more is disposed of. Throws `unknownCaseType`, and `noRetentionRule` when there was no rule. */
  async clear(user: SignedInUser, caseType: string): Promise<void> {
    const { rule } = await this.get(caseType);
    if (!(await clearRetentionRule(this.dataSource, caseType)))
      throw new AppError('noRetentionRule', { caseType });
    await this.log(user, 'retention.cleared', { caseType, period: rule?.period });
  }

  private async set(rule: WantedRule, { requestedBy, approvedBy }: TwoPeople): Promise<WantedRule> {
    const { caseType, period, source } = rule;
    await this.get(caseType);
    const names = { requestedByName: requestedBy.name, approvedByName: approvedBy.name };
    await setRetentionRule(this.dataSource, caseType, { period, source, ...names });
    await this.log(approvedBy, 'retention.set', { caseType, period, source, requestedBy: requestedBy.name });
    return rule;
  }

  private async get(caseType: string): Promise<RetentionRow> {
    const found = (await listRetention(this.dataSource)).find((row) => row.caseType === caseType);
    if (!found) throw new AppError('unknownCaseType', { caseType });
    return found;
  }

  private log({ id, name }: SignedInUser, action: string, details: Record<string, unknown>): Promise<void> {
    return logAccess(this.dataSource, { action, userId: id, userName: name, details });
  }
}
