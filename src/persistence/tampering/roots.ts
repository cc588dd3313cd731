import type { DataSource, EntityManager } from 'typeorm';
import type { Instant } from '../../machines/definition.js';
import { canonicalJson, sha256 } from '../canonical-json.js';
import { getNow } from '../clock.js';
import { CHAIN_START } from '../hash-chain.js';
import { sql } from '../statement.js';
import { inTransaction, query, queryOne, type Db } from '../transaction.js';
import { digestOfHeads, noteHeads } from './heads.js';
import { sealAccess, type SealedAccess } from './access-seal.js';
import type { RootKeys } from './root-key.js';

/** What a root vouches for. */
export interface RootContent {
  number: number;
  at: Instant;
  /** Hash of the root before. */
  previous: string;
  /** What has changed since: the last event of each case, and what was published. */
  heads: { count: number; digest: string };
  /** The entries of the access log since. */
  access: SealedAccess;
}

export interface Root {
  number: number;
  at: Instant;
  content: RootContent;
  /** SHA-256 of the content in canonical JSON: this is what is signed. */
  hash: string;
  keyId: string | null;
  /** Ed25519, in base64; null when there was no key. */
  signature: string | null;
}

/** Any number; two nodes that make a root at once must agree on it. */
const LOCK = sql('lock-audit-roots', 'select pg_advisory_xact_lock(7240114)');
const LIST = sql(
  'list-audit-roots',
  `select number, at, content, hash, key_id as "keyId", signature from audit_roots where number > $1 order by number limit $2`,
);
const LAST = sql('last-audit-root', 'select number, hash from audit_roots order by number desc limit 1');
const INSERT = sql(
  'insert-audit-root',
  'insert into audit_roots (number, at, content, hash, key_id, signature) values ($1, $2, $3, $4, $5, $6)',
);

/** Roots after a number, in order. */
export function listRoots(db: Db, after: number, limit: number): Promise<Root[]> {
  return query<Root>(db, LIST, [after, limit]);
}

const ROOTS_AT_ONCE = 50;

/** All of them. */
export async function* eachRoot(db: Db): AsyncGenerator<Root> {
  let after = 0;
  for (;;) {
    const page = await listRoots(db, after, ROOTS_AT_ONCE);
    yield* page;
    if (page.length < ROOTS_AT_ONCE) return;
    after = page.at(-1)!.number;
  }
}

/** Vouches for all that has been recorded since the root before; null when that is nothing. Signed if there is a key that can. */
export function makeRoot(ds: DataSource, keys: RootKeys | null): Promise<Root | null> {
  return inTransaction(ds, async (tx) => {
    await query(tx, LOCK);
    return add(tx, keys);
  });
}

async function add(tx: EntityManager, keys: RootKeys | null): Promise<Root | null> {
  const last = await queryOne<{ number: number; hash: string }>(tx, LAST);
  const number = (last?.number ?? 0) + 1;
  const at = await getNow(tx);
  await noteHeads(tx, number);
  const heads = await digestOfHeads(tx, number);
  const access = await sealAccess(tx);
  if (heads.count + access.count + access.late.length === 0) return null;
  const content = { number, at, previous: last?.hash ?? CHAIN_START, heads, access };
  const hash = hashOfRoot(content);
  const { keyId, signature } = keys?.sign(hash) ?? { keyId: null, signature: null };
  await query(tx, INSERT, [number, at, JSON.stringify(content), hash, keyId, signature]);
  return { number, at, content, hash, keyId, signature };
}

export function hashOfRoot(content: RootContent): string {
  return sha256(canonicalJson(content));
}
