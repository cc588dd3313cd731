import type { CompiledDefinition, CompiledState } from '../compiled.js';
import type { Draft } from '../draft.js';
import { openChild } from '../fold-children.js';
import { closeTask } from '../fold-tasks.js';
import { momentOf, moveFiring } from '../fold-timers.js';
import {
  armDeadlineTimer,
  armTimer,
  deadlineTimerId,
  dropTimer,
  momentOfRung,
  rungAnchor,
} from '../reminders.js';
import type { Instant } from '../definition.js';
import type { CaseSnapshot, FiredRungs } from '../snapshot.js';
import { statesOf } from '../state-value.js';
import { wantedKeys } from '../wanted.js';
import { mappedPath, type StateMap } from './place.js';
import { childLost, pausedForGood, type MigrationReason } from './reasons.js';

/** The two versions of one move, the active states of the old, and which of them is which of the new. */
export interface Move {
  from: CompiledDefinition;
  active: ReadonlySet<string>;
  stateMap: StateMap;
}

/** A timer whose state has another name now: it goes on from the instant of its arming, and is still due if it was. */
export interface RenamedTimer {
  id: string;
  moment: string;
  armedAt: Instant;
  dueAt: Instant;
}

/** Takes the timers of states off that have another name now or no counterpart; returns those that go on. */
export function carryTimers(draft: Draft, { from, active, stateMap }: Move): RenamedTimer[] {
  const renamed: RenamedTimer[] = [];
  for (const { path, timers } of statesOf(from, active)) {
    const state = draft.compiled.states.get(mappedPath(path, stateMap));
    for (const { id, moment } of timers) {
      const armed = draft.next.timers[id];
      const next = keeps(draft, state)
        ? state!.timers.find((timer) => timer.moment === moment)?.id
        : undefined;
      if (next !== id) moveFiring(draft, id, next);
      if (!armed || next === id) continue;
      dropTimer(draft, id);
      if (next) renamed.push({ id: next, moment, armedAt: armed.armedAt, dueAt: armed.dueAt });
    }
  }
  return renamed;
}

const keeps = ({ before }: Draft, state: CompiledState | undefined): boolean =>
  state !== undefined && before.has(state.path);

/** Arms them under their new names, if their states were not left while the case settled. */
export function armRenamed(draft: Draft, renamed: RenamedTimer[], states: CompiledState[]): void {
  const wanted = new Set(
    states.filter(({ path }) => !draft.left.has(path)).flatMap(({ timers }) => timers.map(({ id }) => id)),
  );
  const { now } = draft.env;
  for (const { id, moment, armedAt, dueAt } of renamed) {
    if (!wanted.has(id) || draft.next.deadlines[moment]?.pausedOn) continue;
    armTimer(draft, id, momentOf(draft, moment, armedAt), { armedAt, earliest: dueAt < now ? dueAt : now });
  }
}

/** A rung that was sent is never sent again. */
export function carryRungs(draft: Draft, from: CompiledDefinition): void {
  for (const [key, running] of Object.entries(draft.next.deadlines)) {
    const fired = firedRungs(draft.next, from, key);
    if (!fired || !draft.compiled.deadlines.has(key)) continue;
    draft.next.rungs[key] = { ...fired, anchor: rungAnchor(draft.compiled, key, running) };
  }
}

/** Waits for the rungs of the new version. One that should have come before one that was sent does not come after it. */
export function armRungs(draft: Draft, from: CompiledDefinition, before: CaseSnapshot): void {
  for (const key of Object.keys(draft.next.deadlines)) {
    const fired = firedRungs(before, from, key);
    const names = fired ? overtaken(draft, from, before, { key, fired }) : [];
    if (names.length > 0) {
      const { anchor, rungs } = draft.next.rungs[key]!;
      draft.next.rungs[key] = { anchor, rungs: [...rungs, ...names] };
    }
    // A timer that is due fires soon, with whatever the new version has to say then.
    const armed = draft.next.timers[deadlineTimerId(key)];
    if (!armed || armed.dueAt > draft.env.now) armDeadlineTimer(draft, key);
  }
}

/** Paused deadlines that would run on in the new version, where nothing may resume them. */
export function checkPauses(
  { deadlines }: CompiledDefinition,
  snapshot: CaseSnapshot,
  states: CompiledState[],
): MigrationReason[] {
  return [...wantedKeys(states, 'deadlines')]
    .filter((key) => snapshot.deadlines[key]?.pausedOn)
    .map((key) => deadlines.get(key)!)
    .flatMap(({ key, definition: { pausable, title } }) => (pausable ? [] : [pausedForGood(key, title)]));
}

/** What was sent for the deadline that runs, if anything was. */
function firedRungs(
  { deadlines, rungs }: CaseSnapshot,
  from: CompiledDefinition,
  key: string,
): FiredRungs | undefined {
  const [running, fired] = [deadlines[key], rungs[key]];
  return running && fired?.anchor === rungAnchor(from, key, running) ? fired : undefined;
}

/** Those that come before a sent one both as the deadline was counted then and as it is counted now: another day gives another chance. */
function overtaken(
  { env: { calendar }, compiled, next }: Draft,
  from: CompiledDefinition,
  { deadlines }: CaseSnapshot,
  { key, fired }: { key: string; fired: FiredRungs },
): string[] {
  const [old, now] = [deadlines[key]!, next.deadlines[key]!];
  const before = from.deadlines.get(key)!;
  const moments = before.rungs
    .filter(({ id }) => fired.rungs.includes(id))
    .map((rung) => momentOfRung(before, rung, old, calendar));
  const last = moments.reduce((a, b) => (a > b ? a : b), '');
  const after = compiled.deadlines.get(key)!;
  return after.rungs
    .filter(({ id }) => id !== 'every' && !fired.rungs.includes(id))
    .filter((rung) => [old, now].every((days) => momentOfRung(after, rung, days, calendar) < last))
    .map(({ id }) => id);
}

/** A task that is another person's now, or has another deadline, is opened anew. */
export function carryTasks(draft: Draft, from: CompiledDefinition): void {
  for (const key of Object.keys(draft.next.tasks)) {
    const before = from.tasks.get(key)?.definition;
    const after = draft.compiled.tasks.get(key)?.definition;
    if (before?.role !== after?.role || before?.deadline !== after?.deadline) closeTask(draft, key);
  }
}

/** Running children and the active states that wait for them; a child that nobody waits for is a reason. */
export function placeChildren(
  draft: Pick<Draft, 'next' | 'compiled'>,
  from: CompiledDefinition,
  states: CompiledState[],
): { waiting: string[]; reasons: MigrationReason[] } {
  const waiting: string[] = [];
  const reasons: MigrationReason[] = [];
  for (const id of Object.keys(draft.next.children)) {
    const state = states.find(({ invoke }) => invoke?.definition.id === id);
    const src = sourceOf(from, id);
    if (state && state.invoke!.definition.src === src) waiting.push(state.path);
    else reasons.push(childLost(id));
  }
  return { waiting, reasons };
}

function sourceOf({ states }: CompiledDefinition, id: string): string | undefined {
  return [...states.values()].find(({ invoke }) => invoke?.definition.id === id)?.invoke?.definition.src;
}

/** A state that goes on may open a child case now which it did not open in the old version. */
export function openNewChildren(draft: Draft, { from, active }: Move, states: CompiledState[]): void {
  const invoked = new Set(
    statesOf(from, active).flatMap(({ invoke }) => (invoke ? [invoke.definition.id] : [])),
  );
  for (const state of states) {
    const id = state.invoke?.definition.id;
    if (id === undefined || invoked.has(id) || draft.next.children[id] !== undefined) continue;
    openChild(draft, id, state);
  }
}
