import {
  AppError,
  reasonOfError,
  simulate,
  type CompiledDefinition,
  type Facts,
  type Reason,
  type ScriptStep,
  type SimulatedCase,
  type Simulation,
} from '../../../src/machines/index.js';

/** One invented case and what is done to it. Only the first `at` lines of the script have been played. */
export interface Run {
  startAt: string;
  facts: Facts;
  script: ScriptStep[];
  at: number;
}

export const begin = (startAt: string, facts: Facts): Run => ({ startAt, facts, script: [], at: 0 });

/** What was played so far, then the line. What had been taken back is dropped. */
export const add = (run: Run, line: ScriptStep): Run => ({
  ...run,
  script: [...run.script.slice(0, run.at), line],
  at: run.at + 1,
});

/** The same script, played up to another line. */
export const goTo = (run: Run, at: number): Run => ({
  ...run,
  at: Math.max(0, Math.min(run.script.length, at)),
});

/** A case that cannot be played says why: its facts do not open it, or a line of a file is none. */
export type Played = { ok: true; simulation: Simulation } | { ok: false; reason: Reason };

export function play(
  compiled: CompiledDefinition,
  { startAt, facts, script, at }: Run,
  calendar: SimulatedCase['calendar'],
): Played {
  try {
    const simulation = simulate(compiled, { startAt, facts, calendar }, script.slice(0, at));
    return { ok: true, simulation };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ok: false, reason: reasonOfError(error) };
  }
}

/** The run as a file: what `POST …/simulate` takes, and of which case type it is. */
export function toFile(caseType: string, { startAt, facts, script }: Run): string {
  return JSON.stringify({ caseType, startAt, facts, script }, null, 2);
}

/** A run of the case type as it was saved, all of it played; null for anything else. */
export function fromFile(json: unknown, caseType: string): Run | null {
  if (!isRecord(json) || json['caseType'] !== caseType) return null;
  const { startAt, facts, script } = json;
  if (typeof startAt !== 'string' || !isRecord(facts)) return null;
  if (!Array.isArray(script) || !script.every(isLine)) return null;
  return { startAt, facts: facts as Facts, script, at: script.length };
}

/** The run for the browser to keep, with how much of it was played. */
export const toStored = (caseType: string, run: Run): string => JSON.stringify({ caseType, ...run });

export function fromStored(text: string, caseType: string): Run | null {
  const json = JSON.parse(text) as { at: number };
  const run = fromFile(json, caseType);
  return run && goTo(run, json.at);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTextIfAny = (value: unknown): boolean => value === undefined || typeof value === 'string';

function isLine(line: unknown): line is ScriptStep {
  if (!isRecord(line)) return false;
  if (typeof line['advanceTo'] === 'string') return true;
  const named =
    typeof line['event'] === 'string' ||
    (typeof line['childEnds'] === 'string' && typeof line['end'] === 'string');
  const facts = line['facts'] === undefined || isRecord(line['facts']);
  return named && facts && isTextIfAny(line['at']) && isTextIfAny(line['role']);
}
