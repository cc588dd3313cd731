import { Readable } from 'node:stream';
import type { DeadlineMove } from '../../machines/migrate/rehearse-case.js';
import type { RehearsedLine } from '../../persistence/rehearsals.js';

const HEAD = [
  'caseNumber',
  'caseId',
  'version',
  'states',
  'migration',
  'migratesTo',
  'deadlines',
  'migrationReasons',
  'replay',
  'replaysTo',
  'refusedAt',
  'refusedEvent',
  'replayReasons',
];

/** Semicolons and a byte order mark: so that the spreadsheets of Danish offices read it without asking. */
export function csvOf(lines: AsyncIterable<RehearsedLine>): Readable {
  return Readable.from(csvLines(lines));
}

async function* csvLines(lines: AsyncIterable<RehearsedLine>): AsyncGenerator<string> {
  yield `\uFEFF${HEAD.join(';')}\r\n`;
  for await (const line of lines) yield `${cellsOf(line).map(cell).join(';')}\r\n`;
}

/** A text that a spreadsheet would take for a formula gets an apostrophe. */
function cell(value: string | number): string {
  const text = String(value);
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function cellsOf({
  caseNumber,
  caseId,
  version,
  states,
  migration,
  replay,
}: RehearsedLine): (string | number)[] {
  const [first, second] = [columnsOf(migration), columnsOf(replay)];
  const migrated = [first.outcome, first.states, first.deadlines, first.reasons];
  const replayed = [second.outcome, second.states, second.seq, second.event, second.reasons];
  return [caseNumber, caseId, version, states.join(' '), ...migrated, ...replayed];
}

function columnsOf(forecast: RehearsedLine['migration'] | RehearsedLine['replay']) {
  const { outcome = '', ...rest } = forecast ?? {};
  const found = rest as Partial<Record<string, unknown>> & {
    states?: string[];
    deadlines?: DeadlineMove[];
    reasons?: { text: { da: string } }[];
    seq?: number;
    event?: string;
  };
  return {
    outcome,
    states: (found.states ?? []).join(' '),
    deadlines: (found.deadlines ?? []).map(moveText).join(', '),
    reasons: (found.reasons ?? []).map(({ text }) => text.da).join(' '),
    seq: found.seq ?? '',
    event: found.event ?? '',
  };
}

function moveText(move: DeadlineMove): string {
  if (move.change === 'moves') return `${move.deadline} ${move.from} > ${move.to} (${move.days})`;
  return `${move.deadline} ${move.change}${move.change === 'starts' ? ` ${move.to}` : ''}`;
}

/** One JSON list, written line by line. */
export function jsonOf(lines: AsyncIterable<RehearsedLine>): Readable {
  return Readable.from(jsonLines(lines));
}

async function* jsonLines(lines: AsyncIterable<RehearsedLine>): AsyncGenerator<string> {
  let separator = '[';
  for await (const line of lines) {
    yield `${separator}\n${JSON.stringify(line)}`;
    separator = ',';
  }
  yield separator === '[' ? '[]\n' : '\n]\n';
}
