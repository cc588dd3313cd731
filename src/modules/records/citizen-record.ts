import type { Instant, LocalDate, Text } from '../../machines/definition.js';
import type { Facts } from '../../machines/snapshot.js';
import { listCaseHolds } from '../../persistence/case-holds.js';
import { getCompiled } from '../../persistence/compiled-cache.js';
import type { CitizenRow } from '../../persistence/citizens.js';
import type { Db } from '../../persistence/transaction.js';
import { findCaseView, listHistory, type HistoryRow } from '../../persistence/views/case-view.js';
import {
  listDerived,
  listLooks,
  type DeadlineRecord,
  type LookRecord,
  type MessageRecord,
  type TaskRecord,
} from '../../persistence/views/citizen-record.js';
import { activeStatesOf } from '../cases/case-view.js';

/** Rows that are held at once. */
const AT_ONCE = 500;

/** What is said before the cases: whose record it is, who made it and why, and what is held by others. */
export interface RecordHead {
  citizen: Omit<CitizenRow, 'cprEncrypted' | 'cprHash'>;
  madeAt: Instant;
  madeBy: string;
  reason: string;
  teams: string[];
  /** Teams that hold more cases, which this record leaves out, with how many. */
  elsewhere: { team: string; cases: number }[];
}

export interface CaseRecord {
  caseNumber: string;
  caseType: string;
  title: Text;
  team: string;
  status: 'active' | 'done';
  /** Where it stands. */
  states: Text[];
  openedOn: LocalDate;
  endedAt: Instant | null;
  facts: Facts;
  /** What the case type calls each fact. */
  factTitles: Record<string, Text>;
  tasks: TaskRecord[];
  deadlines: DeadlineRecord[];
  messages: MessageRecord[];
  holds: object[];
}

export interface EventRecord {
  seq: number;
  type: string;
  title: Text | null;
  happenedAt: Instant;
  recordedAt: Instant;
  by: string | null;
  facts: Facts | null;
  note: string | null;
}

/** A record in parts, so that no more than a page of it is held at once. A case begins with `case` and ends with `caseEnd`. */
export type RecordPart =
  | { kind: 'head'; head: RecordHead }
  | { kind: 'case'; record: CaseRecord }
  | { kind: 'event'; event: EventRecord }
  | { kind: 'look'; look: LookRecord }
  | { kind: 'caseEnd' }
  | { kind: 'end' };

/** All that is recorded of a citizen in these cases: events first, then who has looked. Cases that go meanwhile are left out. */
export async function* readRecord(
  db: Db,
  head: RecordHead,
  caseIds: readonly string[],
): AsyncGenerator<RecordPart> {
  yield { kind: 'head', head };
  for (const id of caseIds) yield* readCase(db, id);
  yield { kind: 'end' };
}

async function* readCase(db: Db, id: string): AsyncGenerator<RecordPart> {
  const row = await findCaseView(db, id);
  if (!row) return;
  const compiled = await getCompiled(db, row.caseType, row.version);
  const { definition } = compiled;
  const properties = Object.entries(definition.facts.properties ?? {});
  const titled = properties.flatMap(([name, { title }]) => (title ? [[name, title] as const] : []));
  const record: CaseRecord = {
    caseNumber: row.number,
    caseType: row.caseType,
    title: definition.title,
    team: row.teamName,
    status: row.status,
    states: activeStatesOf(compiled, row.snapshot.value)
      .filter(({ leaf }) => leaf)
      .flatMap(({ title }) => title ?? []),
    openedOn: row.openedOn,
    endedAt: row.endedAt,
    facts: row.snapshot.facts,
    factTitles: Object.fromEntries(titled),
    ...(await listDerived(db, id)),
    holds: await listCaseHolds(db, id),
  };
  yield { kind: 'case', record };
  for await (const row of pages(
    (after: number) => listHistory(db, id, after, AT_ONCE),
    (last) => last.seq,
  ))
    yield { kind: 'event', event: eventOf(row, definition.events[row.type]?.title ?? null) };
  for await (const look of pages(
    (after: number) => listLooks(db, id, after, AT_ONCE),
    (last) => last.id,
  ))
    yield { kind: 'look', look };
  yield { kind: 'caseEnd' };
}

async function* pages<Row>(
  read: (after: number) => Promise<Row[]>,
  keyOf: (last: Row) => number,
): AsyncGenerator<Row> {
  let after = 0;
  for (;;) {
    const page = await read(after);
    yield* page;
    if (page.length < AT_ONCE) return;
    after = keyOf(page.at(-1)!);
  }
}

function eventOf({ seq, type, at, happenedAt, event }: HistoryRow, title: Text | null): EventRecord {
  const { by, facts = null, note = null } = event;
  return { seq, type, title, happenedAt, recordedAt: at, by: by?.name ?? null, facts, note };
}
