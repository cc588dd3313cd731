import type { CompiledDefinition } from '../../machines/compiled.js';
import type { CaseEvent } from '../../machines/event.js';
import { brokenRules, traceStep, type TraceStep } from '../../machines/migrate/trace-rules.js';
import { TraceWatch, type StepWatch } from '../../machines/migrate/trace-watch.js';
import { activePaths, statesOf } from '../../machines/state-value.js';
import type { Accepted } from '../../machines/step.js';
import { canonicalJson } from '../canonical-json.js';
import type { CaseRow } from '../case-row.js';
import { getCompiled } from '../compiled-cache.js';
import type { Db } from '../transaction.js';
import type { WriteRows } from '../write-statement.js';
import type { Finding } from './finding.js';

/**
 * Watches a case that is played again for what the rules of its version look for. A case that was migrated may bring along what its version
 * forbids; one that has lived in it from the beginning may not.
 */
export class PromiseWatch {
  private readonly trace: TraceStep[] = [];
  private migrated = false;

  private constructor(
    private readonly compiled: CompiledDefinition,
    private readonly traces: TraceWatch,
  ) {}

  /** Null where there are no rules. */
  static async of(db: Db, { caseType, version }: CaseRow): Promise<PromiseWatch | null> {
    const compiled = await getCompiled(db, caseType, version);
    if (compiled.definition.rules.length === 0) return null;
    const traces = WATCHES.get(compiled) ?? new TraceWatch(compiled.definition);
    WATCHES.set(compiled, traces);
    return new PromiseWatch(compiled, traces);
  }

  watch(event: string): StepWatch {
    return this.traces.watch(event);
  }

  note(event: CaseEvent, result: Accepted, observer: StepWatch): void {
    this.migrated ||= event.migration !== undefined;
    if (!this.migrated) this.trace.push(traceStep(event, result, observer));
  }

  /** Rules that the case has broken, with the numbers of the events that did. */
  broken(ended: boolean): { rule: string; seq: number }[] {
    return this.migrated ? [] : brokenRules(this.compiled.definition, this.trace, ended);
  }
}

const WATCHES = new WeakMap<CompiledDefinition, TraceWatch>();

/** Whether what is open is what the snapshot says, the case can go on, and it has kept its rules. */
export async function promiseFindings(
  db: Db,
  row: CaseRow,
  rows: WriteRows,
  watch: PromiseWatch | null,
): Promise<Finding[]> {
  const name = `Case ${row.number}`;
  const findings: Finding[] = openDifferences(row, rows).map((kind) => ({
    what: 'snapshotDiffers',
    caseId: row.id,
    sentence: `${name}: the ${kind} that are open are not those where it stands.`,
  }));
  if (await isDormant(db, row))
    findings.push({
      what: 'dormant',
      caseId: row.id,
      sentence: `${name}: it is open and nothing will ever happen on it, or finished with something left open.`,
    });
  for (const { rule, seq } of watch?.broken(row.status === 'done') ?? [])
    findings.push({
      what: 'ruleBroken',
      caseId: row.id,
      sentence: `${name}: event ${seq} breaks the rule ${rule}.`,
    });
  return findings;
}

type OpenKind = 'tasks' | 'deadlines' | 'timers';

function openDifferences({ snapshot }: CaseRow, rows: WriteRows): OpenKind[] {
  const open = (kind: OpenKind, status: string, key: string, value: string) =>
    Object.fromEntries(
      ((rows[kind] ?? []) as Record<string, unknown>[])
        .filter((row) => (row.status ?? status) === status)
        .map((row) => [row[key], row[value]]),
    );
  const wanted = {
    tasks: snapshot.tasks,
    deadlines: mapped(snapshot.deadlines, ({ dueOn }) => dueOn),
    timers: mapped(snapshot.timers, ({ arming }) => arming),
  };
  const told = {
    tasks: open('tasks', 'open', 'key', 'opened_seq'),
    deadlines: open('deadlines', 'running', 'key', 'due_on'),
    timers: open('timers', 'armed', 'timer_id', 'arming'),
  };
  return (Object.keys(wanted) as OpenKind[]).filter(
    (kind) => canonicalJson(told[kind]) !== canonicalJson(wanted[kind]),
  );
}

const mapped = <In, Out>(record: Record<string, In>, pick: (value: In) => Out): Record<string, Out> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, pick(value)]));

/** Open, with nothing that will happen by itself and nobody asked to do anything; or finished, with something left open. */
async function isDormant(db: Db, { caseType, version, snapshot }: CaseRow): Promise<boolean> {
  const open = [snapshot.tasks, snapshot.deadlines, snapshot.timers, snapshot.children];
  const count = open.reduce((sum, record) => sum + Object.keys(record).length, 0);
  if (snapshot.status === 'done') return count > 0;
  if (count > 0) return false;
  const compiled = await getCompiled(db, caseType, version);
  return statesOf(compiled, activePaths(compiled, snapshot.value)).every(({ meta }) => !meta.wait);
}
