import type { Draft } from './draft.js';
import { stopDeadline } from './fold-deadlines.js';
import { foldChildren } from './fold-children.js';
import { foldTasks } from './fold-tasks.js';
import { dropTimer } from './reminders.js';
import type { Facts } from './snapshot.js';

/** The case has reached an end, or its parent has cancelled it: nothing of it stays open. */
export function endCase(draft: Draft, end: string): void {
  const { next } = draft;
  next.status = 'done';
  next.end = end;
  for (const key of Object.keys(next.deadlines)) stopDeadline(draft, key);
  for (const id of Object.keys(next.timers)) dropTimer(draft, id);
  delete next.fired;
  foldTasks(draft, []);
  foldChildren(draft, []);
  draft.effects.push({ type: 'endCase', end, output: outputOf(draft, end) });
}

/** The facts that this end hands to the parent; one that was never given is left out. */
function outputOf({ compiled, next }: Draft, end: string): Facts {
  const names = compiled.definition.ends[end] ?? [];
  return Object.fromEntries(
    names.flatMap((name) => (next.facts[name] === undefined ? [] : [[name, next.facts[name]]])),
  );
}
