import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AppError } from '../../errors.js';
import { PARTIES, RIGHTS } from '../../machines/definition.js';
import { logAccess } from '../../persistence/audit.js';
import { hintChange } from '../../persistence/change-hint.js';
import {
  deleteRole,
  getRoleUse,
  insertRole,
  lockRoleToChange,
  updateRole,
  type RoleRow,
} from '../../persistence/roles.js';
import { inTransaction, type Db } from '../../persistence/transaction.js';
import type { SignedInUser } from '../auth/access.js';
import { refuseStale } from './stale-setting.js';

/**
 * The register of the roles of the house. A role that users have or that a published case type names keeps its rights, so that nobody comes to
 * more or less by the change of a word, and every version goes on to mean what was proved of it.
 */
@Injectable()
export class RolesService {
  constructor(private readonly dataSource: DataSource) {}

  /** Throws `roleExists`. */
  create(by: SignedInUser, role: RoleRow): Promise<RoleRow> {
    return inTransaction(this.dataSource, async (tx) => {
      const isParty = (PARTIES as readonly string[]).includes(role.key);
      if (isParty || !(await insertRole(tx, role))) throw new AppError('roleExists', { key: role.key });
      await log(tx, by, 'role.created', { ...role });
      return role;
    });
  }

  /** Sets title and rights of what was `seen`. Throws `notFound`, `builtInRole`, `staleSetting`; `roleInUse` for other rights. */
  change(by: SignedInUser, role: RoleRow, seen: Omit<RoleRow, 'key'>): Promise<RoleRow> {
    return this.onRole(role.key, async (tx, before) => {
      refuseStale(seen, { title: before.title, rights: before.rights });
      if (before.rights !== role.rights) await refuseUsed(tx, role.key);
      await updateRole(tx, role);
      hintChange(tx, { sessions: true });
      await log(tx, by, 'role.changed', { key: role.key, before, after: role });
      return role;
    });
  }

  /** Throws `notFound`, `builtInRole`, `roleInUse`. */
  delete(by: SignedInUser, key: string): Promise<void> {
    return this.onRole(key, async (tx, role) => {
      await refuseUsed(tx, key);
      await deleteRole(tx, key);
      await log(tx, by, 'role.deleted', { ...role });
    });
  }

  private onRole<T>(key: string, change: (tx: EntityManager, role: RoleRow) => Promise<T>): Promise<T> {
    return inTransaction(this.dataSource, async (tx) => {
      if ((RIGHTS as readonly string[]).includes(key)) throw new AppError('builtInRole', { key });
      const role = await lockRoleToChange(tx, key);
      if (!role) throw new AppError('notFound', { key });
      return change(tx, role);
    });
  }
}

async function refuseUsed(tx: Db, key: string): Promise<void> {
  const { users, caseTypes } = await getRoleUse(tx, key);
  if (users > 0 || caseTypes.length > 0) throw new AppError('roleInUse', { key, users, caseTypes });
}

function log(
  db: Db,
  { id, name }: SignedInUser,
  action: string,
  details: Record<string, unknown>,
): Promise<void> {
  return logAccess(db, { action, userId: id, userName: name, details });
}
