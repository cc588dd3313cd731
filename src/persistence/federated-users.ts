import { sql } from './statement.js';
import { queryOne, type Db } from './transaction.js';
import { TEAM_IDS, type UserRow } from './users.js';

export type FederatedUser = Pick<UserRow, 'id' | 'username' | 'name' | 'roles' | 'teamIds' | 'active'>;

const LOCK = sql(
  'lock-user-of-subject',
  `select u.id, u.username, u.name, u.roles, u.active, ${TEAM_IDS} from users u where u.subject = $1 for update of u`,
);

/** Who the identity provider calls so, until the transaction ends; null when nobody of that name has signed in yet. */
export function lockUserOfSubject(tx: Db, subject: string): Promise<FederatedUser | null> {
  return queryOne<FederatedUser>(tx, LOCK, [subject]);
}
