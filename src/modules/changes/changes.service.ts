import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import { logAccess } from '../../persistence/audit.js';
import {
  areTwoPeople,
  createPendingChange,
  decidePendingChange,
  findPendingChange,
  reopenPendingChange,
  type ChangeKind,
  type PendingChange,
} from '../../persistence/pending-changes.js';
import type { Db } from '../../persistence/transaction.js';
import type { SignedInUser } from '../auth/access.js';

/** Who asked for a change, and who has approved it. */
export interface TwoPeople {
  requestedBy: { id: string; name: string };
  approvedBy: SignedInUser;
}

/** Does what was asked for; may refuse it, when things have changed meanwhile. */
export type Carrier = (payload: never, people: TwoPeople) => Promise<unknown>;

/**
 * What one administrator must not do alone: it is asked for by one and approved by another. The features say how their kinds of change are done;
 * the request, the approval and what was done are in the access log.
 */
@Injectable()
export class ChangesService {
  private readonly carriers = new Map<ChangeKind, Carrier>();

  constructor(private readonly dataSource: DataSource) {}

  carry(kind: ChangeKind, carrier: Carrier): void {
    this.carriers.set(kind, carrier);
  }

  /** The change as it is pending now. The caller has checked that it could be done. Throws `changePending` when the same is pending already. */
  async request(
    by: SignedInUser,
    change: Pick<PendingChange, 'kind' | 'subject' | 'payload'>,
  ): Promise<PendingChange> {
    const made = await createPendingChange(this.dataSource, change, by);
    if (!made) throw new AppError('changePending', { kind: change.kind, subject: change.subject });
    await log(this.dataSource, by, 'change.requested', made);
    return made;
  }

  /** Does it. Throws `unknownChange`, `ownChange`, `notTwoPeople`, and whatever stands against it by now: then it is pending as before. */
  async approve(by: SignedInUser, id: string): Promise<{ change: PendingChange; result: unknown }> {
    const pending = await this.get(id);
    if (pending.requestedBy === by.id || pending.subject === by.id) throw new AppError('ownChange', { id });
    if (!(await areTwoPeople(this.dataSource, pending.requestedBy, by.id)))
      throw new AppError('notTwoPeople');
    const change = await decidePendingChange(this.dataSource, id, 'approved', by);
    if (!change) throw new AppError('unknownChange', { id });
    const requestedBy = { id: change.requestedBy, name: change.requestedByName };
    try {
      const carrier = this.carriers.get(change.kind)!;
      const result = await carrier(change.payload as never, { requestedBy, approvedBy: by });
      await log(this.dataSource, by, 'change.approved', change);
      return { change, result };
    } catch (error) {
      await reopenPendingChange(this.dataSource, id);
      throw error;
    }
  }

  /** Any administrator may, also who has asked for it. Throws `unknownChange`. */
  async refuse(by: SignedInUser, id: string): Promise<void> {
    const change = await decidePendingChange(this.dataSource, id, 'refused', by);
    if (!change) throw new AppError('unknownChange', { id });
    await log(this.dataSource, by, 'change.refused', change);
  }

  private async get(id: string): Promise<PendingChange> {
    const found = await findPendingChange(this.dataSource, id);
    if (!found) throw new AppError('unknownChange', { id });
    return found;
  }
}

function log(
  db: Db,
  { id, name }: SignedInUser,
  action: string,
  { id: change, kind, subject, requestedByName, payload }: PendingChange,
): Promise<void> {
  const details = { change, kind, subject, requestedBy: requestedByName, payload };
  return logAccess(db, { action, userId: id, userName: name, details });
}
