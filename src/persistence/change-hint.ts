import type { DataSource } from 'typeorm';
import { sql } from './statement.js';
import { dataSourceOf, query, type Db } from './transaction.js';

/** Channel on which nodes tell each other what has changed, for those who have it on the screen. */
export const CHANGE_CHANNEL = 'sagsgang_change';

export interface CaseChange {
  /** Number of its last event; 0 when only its messages have changed. */
  seq: number;
  /** Letters or reminders were made, have left or were withdrawn. */
  messages: boolean;
}

/** What has changed since somebody was told last. */
export interface Changes {
  cases: Map<string, CaseChange>;
  /** The clock of the sandbox was moved. */
  clock: boolean;
  /** Somebody was signed out, or may do something else than before. */
  sessions: boolean;
  /** More than could be said, or nobody knows what: all that is on the screen may be old. */
  everything: boolean;
}

export function noChanges(): Changes {
  return { cases: new Map(), clock: false, sessions: false, everything: false };
}

/** Adds what is new to what was known. */
export function mergeChanges(into: Changes, more: Partial<Changes>): void {
  for (const [id, { seq, messages }] of more.cases ?? []) {
    const known = into.cases.get(id);
    const merged = { seq: Math.max(seq, known?.seq ?? 0), messages: messages || known?.messages === true };
    into.cases.set(id, merged);
  }
  into.clock ||= more.clock === true;
  into.sessions ||= more.sessions === true;
  into.everything ||= more.everything === true;
}

const COALESCE_MS = 30;
/** A payload of PostgreSQL holds less than 8,000 bytes, a case about 50. */
const MOST_CASES = 140;
const NOTIFY = sql(
  'hint-change',
  `select pg_notify('${CHANGE_CHANNEL}', current_schema() || ' ' || $1::text)`,
);
const waiting = new WeakMap<DataSource, Changes>();

/**
 * Tells every node, a moment later and once for all that happens until then, what has changed. It is never sent inside a transaction (see
 * `hintWork`), and may arrive before the change is committed, or for a change that never is: whoever hears it looks at the rows.
 */
export function hintChange(db: Db, changes: Partial<Changes>): void {
  const ds = dataSourceOf(db);
  const known = waiting.get(ds);
  if (known) return mergeChanges(known, changes);
  const first = noChanges();
  mergeChanges(first, changes);
  waiting.set(ds, first);
  setTimeout(() => {
    waiting.delete(ds);
    if (ds.isInitialized) query(ds, NOTIFY, [writeChanges(first)]).catch(() => undefined);
  }, COALESCE_MS).unref();
}

/** As it travels between nodes. */
export function writeChanges({ cases, ...flags }: Changes): string {
  const many = cases.size > MOST_CASES;
  const said = many ? [] : [...cases].map(([id, { seq, messages }]) => [id, seq, messages ? 1 : 0]);
  return JSON.stringify({ ...flags, everything: flags.everything || many, cases: said });
}

/** What another node has written; what no node writes says that anything may have changed. */
export function readChanges(text: string): Changes {
  try {
    const { cases, ...flags } = JSON.parse(text) as Omit<Changes, 'cases'> & {
      cases: [id: string, seq: number, messages: 0 | 1][];
    };
    const read = cases.map(([id, seq, messages]) => [id, { seq, messages: messages === 1 }] as const);
    return { ...flags, cases: new Map(read) };
  } catch {
    return { ...noChanges(), everything: true };
  }
}
