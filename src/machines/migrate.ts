import { AppError } from '../errors.js';
import { act } from './act.js';
import { SETTLE } from './compile.js';
import type { CompiledDefinition } from './compiled.js';
import { Draft, type StepEnv } from './draft.js';
import type { CaseEvent, Sender } from './event.js';
import { foldChildren } from './fold-children.js';
import { foldDeadlines } from './fold-deadlines.js';
import { foldTasks } from './fold-tasks.js';
import { foldTimers } from './fold-timers.js';
import { takeEvent, type KernelState } from './kernel.js';
import {
  armRenamed,
  armRungs,
  carryRungs,
  carryTasks,
  carryTimers,
  checkPauses,
  openNewChildren,
  placeChildren,
} from './migrate/carry.js';
import { completeEvent, completeStates } from './migrate/complete.js';
import { checkFacts, missingDefaults } from './migrate/facts.js';
import { placeHistory, type PlacedHistory } from './migrate/place-history.js';
import { mappedPath, place, wholeMap, type Placement, type StateMap } from './migrate/place.js';
import { OTHER_CASE_TYPE, reasonOf, type MigrationReason } from './migrate/reasons.js';
import { plainReason, reasonOfError } from './reasons.js';
import type { CaseSnapshot } from './snapshot.js';
import { activePaths, leafPaths, statesOf } from './state-value.js';
import type { Accepted } from './step.js';

export { mappedPath, type StateMap } from './migrate/place.js';
export type { MigrationReason } from './migrate/reasons.js';

/** How a case goes over. The version numbers are for the log; the definitions are what counts. */
export interface MigrationPlan {
  from: number;
  to: number;
  /** States that have another name or no counterpart of their own in the new version. */
  stateMap?: StateMap;
  by?: Sender;
  note?: string;
}

export type MigrationResult = Accepted | { accepted: false; reasons: MigrationReason[] };

/** The event by which a case goes to another version: it holds all that replay needs. */
export function migrationEvent({ from, to, stateMap = {}, by, note }: MigrationPlan): CaseEvent {
  return {
    type: 'case.migrated',
    migration: { from, to, stateMap },
    ...(by && { by }),
    ...(note !== undefined && { note }),
  };
}

/**
 * Takes a case to another version of its case type: the same states or those of the map, what runs goes on from where it began. States are
 * entered only where the new version has more of them (regions, the inside of a state), with all that they want; then the `always` transitions
 * that hold are taken, and the `onDone` of what is complete now. Deadlines and timers are counted anew as of their start, and what has fired stays fired.
 *
 * Never guesses: a state, child or fact that the new version has no place for is a reason, and nothing has changed. Pure; throws nothing
 * for a snapshot of `from`.
 */
export function migrateSnapshot(
  from: CompiledDefinition,
  to: CompiledDefinition,
  snapshot: CaseSnapshot,
  event: CaseEvent,
  env: StepEnv,
): MigrationResult {
  if (snapshot.status !== 'active') return refused([plainReason('caseClosed') as MigrationReason]);
  if (from.definition.caseType !== to.definition.caseType) return refused([OTHER_CASE_TYPE]);
  try {
    return new Migration(from, to, snapshot, event, env).run();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return refused([reasonOfError(error) as MigrationReason]);
  }
}

const refused = (reasons: MigrationReason[]): MigrationResult => ({ accepted: false, reasons });

class Migration {
  private readonly active: Set<string>;
  private readonly stateMap: StateMap;

  constructor(
    private readonly from: CompiledDefinition,
    private readonly to: CompiledDefinition,
    private readonly snapshot: CaseSnapshot,
    private readonly event: CaseEvent,
    private readonly env: StepEnv,
  ) {
    this.active = activePaths(from, snapshot.value);
    this.stateMap = wholeMap(from, to, event.migration?.stateMap ?? {});
  }

  run(): MigrationResult {
    const { from, to, snapshot, stateMap } = this;
    const { placement, reasons } = place(from, to, snapshot, stateMap);
    const history = placeHistory(from, to, snapshot, stateMap);
    const facts = { ...snapshot.facts, ...missingDefaults(to, snapshot.facts) };
    const states = statesOf(to, activePaths(to, placement.value));
    const children = placeChildren({ next: snapshot, compiled: to }, from, states);
    const pauses = checkPauses(to, snapshot, states);
    const all = [...reasons, ...history.reasons, ...children.reasons, ...pauses, ...checkFacts(to, facts)];
    if (all.length > 0) return refused(all);
    const draft = this.draftAt(placement, history, children.waiting);
    draft.beginFacts(missingDefaults(to, snapshot.facts));
    const end = this.carry(draft);
    if (end !== undefined) return refused([reasonOf('wouldEnd', to, { state: end })]);
    const { next, effects, before, active, left } = draft;
    const passed = [...left].filter((path) => !before.has(path) && !active.has(path));
    return {
      accepted: true,
      snapshot: next,
      effects,
      from: leafPaths(this.active),
      to: leafPaths(active),
      ...(passed.length > 0 && { passed }),
    };
  }

  /** The states that wait for a running child count as kept: the child is not opened twice. */
  private draftAt(
    { value, kept, entered }: Placement,
    { historyValue }: PlacedHistory,
    waiting: string[],
  ): Draft {
    const { historyValue: _old, ...rest } = this.snapshot;
    const placed = { ...rest, value, ...(historyValue && { historyValue }) };
    const before = new Set([...kept, ...waiting]);
    const draft = new Draft(this.to, placed, this.event, this.env, act, before);
    for (const path of entered) draft.enter(path);
    return draft;
  }

  /** The end that the case would come to by settling, if it would. */
  private carry(draft: Draft): string | undefined {
    const { from, active, stateMap } = this;
    const move = { from, active, stateMap };
    const renamed = carryTimers(draft, move);
    carryRungs(draft, from);
    carryTasks(draft, from);
    const state = this.settle(draft);
    if (state.done) return String(state.value);
    draft.next.value = state.value;
    if (state.historyValue) draft.next.historyValue = state.historyValue;
    const states = statesOf(this.to, draft.active);
    foldDeadlines(draft, states);
    armRungs(draft, from, this.snapshot);
    armRenamed(draft, renamed, states);
    foldTimers(draft, states);
    foldTasks(draft, states);
    foldChildren(draft, states);
    openNewChildren(draft, move, states);
    return undefined;
  }

  /**
   * Takes the `always` transitions that hold, and the `onDone` of states that have become complete by the change: of those that it was put into,
   * XState does not say so.
   */
  private settle(draft: Draft): KernelState {
    const { from, to, active, stateMap } = this;
    const told = new Set(completeStates(from, active).map((path) => mappedPath(path, stateMap)));
    let state = takeEvent(to.machine, draft.next, SETTLE, draft)!;
    for (;;) {
      const complete = completeStates(to, draft.active).find((path) => !told.has(path));
      if (state.done || complete === undefined) return state;
      told.add(complete);
      // One that was entered while the case settled has said so itself.
      if (draft.left.has(complete)) continue;
      state = takeEvent(to.machine, state, completeEvent(to, complete), draft) ?? state;
    }
  }
}
