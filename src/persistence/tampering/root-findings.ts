import type { Db } from '../transaction.js';
import { CHAIN_START } from '../hash-chain.js';
import { sql } from '../statement.js';
import { queryOne } from '../transaction.js';
import { digestOfAccess, type Range } from './access-seal.js';
import { Digest } from './digest.js';
import type { Finding, FindingKind } from './finding.js';
import { addHead, eachHead, type CheckedHead } from './heads.js';
import type { RootKeys } from './root-key.js';
import { eachRoot, hashOfRoot, type Root } from './roots.js';

/** Whether the roots are those that were made, and all that they vouch for is there unchanged. `keys` null: signatures are not looked at. */
export async function* rootFindings(db: Db, keys: RootKeys | null): AsyncGenerator<Finding> {
  const late = await lateEntries(db);
  const told = new Set<string>();
  const chain = new RootChain(keys);
  for await (const root of eachRoot(db)) {
    yield* chain.next(root);
    yield* accessFindings(db, root, late);
    const digest = new Digest();
    for await (const head of eachHead(db, root.number)) {
      addHead(digest, head);
      const found = headFinding(head, root);
      if (found && !told.has(head.key)) yield found;
      if (found) told.add(head.key);
    }
    if (digest.result().digest !== root.content.heads.digest)
      yield of('rootChanged', root, 'what it says of cases and versions was changed');
  }
  yield* chain.end(await lastMade(db));
}

/** By what root each entry that came late is vouched for. */
async function lateEntries(db: Db): Promise<Set<number>> {
  const late = new Set<number>();
  for await (const { content } of eachRoot(db)) for (const id of content.access.late) late.add(id);
  return late;
}

/** Follows the roots from one to the next. */
class RootChain {
  private previous = CHAIN_START;
  private number = 0;
  private signed = false;

  constructor(private readonly keys: RootKeys | null) {}

  *next(root: Root): Generator<Finding> {
    this.number += 1;
    if (root.number !== this.number) yield of('rootMissing', { ...root, number: this.number }, 'it is gone');
    else if (root.content.previous !== this.previous)
      yield of('rootChanged', root, 'it does not follow from the one before');
    this.number = root.number;
    if (
      hashOfRoot(root.content) !== root.hash ||
      root.content.number !== root.number ||
      root.content.at !== root.at
    )
      yield of('rootChanged', root, 'it is not what was signed');
    this.previous = root.hash;
    yield* this.signature(root);
  }

  *end(lastMade: number): Generator<Finding> {
    if (lastMade > this.number)
      yield {
        what: 'rootMissing',
        sentence: `Root ${lastMade} and those before it up to ${this.number + 1} are gone.`,
      };
    if (this.keys && this.number > 0 && !this.signed)
      yield {
        what: 'rootUnsigned',
        sentence: `None of the ${this.number} roots is signed, although there is a key: who has the database may have made them.`,
      };
  }

  private *signature(root: Root): Generator<Finding> {
    if (!this.keys) return;
    if (root.signature === null) {
      if (this.signed) yield of('rootUnsigned', root, 'it is not signed, and one before it is');
      return;
    }
    const checked = this.keys.check(root.hash, root.keyId, root.signature);
    if (checked === 'good') this.signed = true;
    else
      yield of(
        'rootForged',
        root,
        checked === 'forged'
          ? 'its signature is not that of the key'
          : `it is signed with another key, ${root.keyId}`,
      );
  }
}

function of(what: FindingKind, { number }: Pick<Root, 'number'>, text: string): Finding {
  return { what, sentence: `Root ${number}: ${text}.` };
}

function headFinding(
  { kind, key, label, seq, hash, present, caseThere }: CheckedHead,
  root: Root,
): Finding | null {
  if (present === hash) return null;
  const by = `root ${root.number} of ${root.at} has seen`;
  if (kind !== 'case') {
    if (present === null) return { what: 'publishedMissing', sentence: `The ${label} is gone, which ${by}.` };
    return { what: 'publishedDiffers', sentence: `The ${label} is not the one that ${by}.` };
  }
  const caseId = key;
  if (!caseThere)
    return { what: 'caseMissing', caseId, sentence: `Case ${label} (${key}) is gone, which ${by}.` };
  if (present === null)
    return {
      what: 'lastEventMissing',
      caseId,
      sentence: `Case ${label}: event ${seq} is gone, which ${by}.`,
    };
  return {
    what: 'caseRecounted',
    caseId,
    sentence: `Case ${label}: its chain was counted anew; event ${seq} is not the one that ${by}.`,
  };
}

async function* accessFindings(db: Db, root: Root, late: Set<number>): AsyncGenerator<Finding> {
  const sealed = root.content.access;
  const now = await digestOfAccess(db, sealed, new Set([...late].filter((id) => !sealed.late.includes(id))));
  if (now.digest === sealed.digest) return;
  const missing = minus(now.gaps, sealed.gaps);
  const added = minus(sealed.gaps, now.gaps);
  if (missing.length > 0)
    yield of('accessMissing', root, `${entries(missing)} of the access log, which it has seen, are gone`);
  if (added.length > 0)
    yield of('accessAdded', root, `${entries(added)} were put into the access log afterwards`);
  if (missing.length + added.length === 0)
    yield of(
      'accessChanged',
      root,
      `one of the entries ${sealed.from} to ${sealed.to} of the access log was changed`,
    );
}

const entries = (ranges: Range[]): string =>
  `entries ${ranges
    .slice(0, 20)
    .map(([first, last]) => (first === last ? first : `${first} to ${last}`))
    .join(', ')}`;

/** The ids that are in ranges of the first and in none of the second; both in order. */
function minus(ranges: Range[], others: Range[]): Range[] {
  return ranges.flatMap((range) =>
    others.reduce<Range[]>(
      (left, [from, to]) =>
        left.flatMap(([first, last]): Range[] =>
          to < first || from > last
            ? [[first, last]]
            : [
                ...(first < from ? [[first, from - 1] as Range] : []),
                ...(last > to ? [[to + 1, last] as Range] : []),
              ],
        ),
      [range],
    ),
  );
}

const LAST_MADE = sql(
  'last-root-that-was-made',
  `select coalesce(max((result ->> 'root')::integer), 0) as number from recurring_runs where task = 'auditRoot'`,
);

async function lastMade(db: Db): Promise<number> {
  return (await queryOne<{ number: number }>(db, LAST_MADE))!.number;
}

/** Whether roots that were kept elsewhere are those that are here. */
export async function* exportFindings(
  db: Db,
  kept: AsyncIterable<Root>,
  keys: RootKeys | null,
): AsyncGenerator<Finding> {
  for await (const root of kept) {
    const here = await queryOne<{ hash: string }>(db, FIND, [root.number]);
    if (keys && root.signature !== null && keys.check(root.hash, root.keyId, root.signature) !== 'good')
      yield of('rootForged', root, 'the one that was kept elsewhere is not signed with the key');
    if (!here) yield of('rootMissing', root, `it was kept elsewhere, and is gone here`);
    else if (here.hash !== root.hash)
      yield of('rootChanged', root, 'it is not the one that was kept elsewhere');
  }
}

const FIND = sql('find-audit-root', 'select hash from audit_roots where number = $1');
