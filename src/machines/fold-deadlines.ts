import type { CompiledDeadline, CompiledState } from './compiled.js';
import type { Draft } from './draft.js';
import { outcomeOf } from './deadline-outcome.js';
import type { PlainText } from './effects.js';
import { computeDeadline, countsAnew, mayHaveChanged } from './moments.js';
import { armDeadlineTimer, deadlineTimerId, dropTimer, isAfterBreach, rungAnchor } from './reminders.js';
import type { RunningDeadline } from './snapshot.js';
import { wantedKeys, reopened } from './wanted.js';

/**
 * Starts the deadlines whose states were entered, stops those whose states were left, and moves those whose due day has changed.
 * In the order of the definition, so that a due moment may read deadlines above it.
 */
export function foldDeadlines(draft: Draft, states: CompiledState[]): void {
  const wanted = wantedKeys(states, 'deadlines');
  for (const key of Object.keys(draft.next.deadlines)) {
    if (!wanted.has(key) || reopened(draft, states, 'deadlines', key)) stopDeadline(draft, key);
  }
  for (const deadline of draft.compiled.deadlines.values()) {
    if (!wanted.has(deadline.key)) continue;
    if (draft.next.deadlines[deadline.key]) moveDeadline(draft, deadline);
    else startDeadline(draft, deadline);
  }
}

function startDeadline(draft: Draft, deadline: CompiledDeadline): void {
  const startedAt = draft.env.now;
  const { found, certificate } = computeDeadline(draft, deadline, { startedAt });
  const running: RunningDeadline = { startedAt, ...found };
  draft.next.deadlines[deadline.key] = running;
  draft.changedDeadlines.add(deadline.key);
  draft.effects.push({ type: 'startDeadline', key: deadline.key, deadline: running, certificate });
  armDeadlineTimer(draft, deadline.key);
}

/** What happened before a breach that was noted takes it back: an event may be recorded later than it happened. */
export function stopDeadline(draft: Draft, key: string): void {
  const running = draft.next.deadlines[key]!;
  const stoppedOn = draft.today;
  const breachWithdrawn = running.breachedAt !== undefined && draft.env.now < running.breachedAt;
  delete draft.next.deadlines[key];
  dropTimer(draft, deadlineTimerId(key));
  draft.effects.push({
    type: 'stopDeadline',
    key,
    stoppedOn,
    outcome: outcomeOf(draft, key, running),
    ...(breachWithdrawn && { breachWithdrawn: true as const }),
  });
}

/** Computes the due day again as of the deadline's start, and moves it when it comes out differently. */
function moveDeadline(draft: Draft, deadline: CompiledDeadline): void {
  if (!draft.moveReasons.has(deadline.key) && !mayHaveChanged(draft, deadline)) return;
  const running = draft.next.deadlines[deadline.key]!;
  const { found, certificate } = computeDeadline(draft, deadline, running);
  const { anchorAt: _anchorAt, latestSendOn: _latestSendOn, ...kept } = running;
  const moved: RunningDeadline = { ...kept, ...found };
  // An action that names the deadline (extension, pause) is logged also when the day stays the same.
  if (sameDays(running, moved) && !draft.moveReasons.has(deadline.key)) return;
  if (moved.dueAt > draft.env.now) delete moved.breachedAt;
  draft.next.deadlines[deadline.key] = moved;
  draft.changedDeadlines.add(deadline.key);
  keepFiredRungs(draft, deadline.key, running, moved);
  draft.effects.push({
    type: 'moveDeadline',
    key: deadline.key,
    from: running,
    deadline: moved,
    reason: reasonOf(draft, deadline.key),
    certificate,
  });
  armDeadlineTimer(draft, deadline.key);
}

function sameDays(a: RunningDeadline, b: RunningDeadline): boolean {
  return (
    a.dueOn === b.dueOn &&
    a.dueAt === b.dueAt &&
    a.targetOn === b.targetOn &&
    a.latestSendOn === b.latestSendOn
  );
}

/**
 * A holiday or a new version that moves a day is no reason to remind of everything again; a new anchor or an extension is. What was said of a
 * breach that has turned out to be none is said again when there is one.
 */
function keepFiredRungs(draft: Draft, key: string, running: RunningDeadline, moved: RunningDeadline): void {
  const fired = draft.next.rungs[key];
  if (fired?.anchor !== rungAnchor(draft.compiled, key, running)) return;
  const withdrawn = running.breachedAt !== undefined && moved.breachedAt === undefined;
  const rungs = withdrawn ? fired.rungs.filter((name) => !isAfterBreach(name)) : fired.rungs;
  const anchor = countsAnew(draft) ? rungAnchor(draft.compiled, key, moved) : fired.anchor;
  draft.next.rungs[key] = { anchor, rungs };
}

function reasonOf(draft: Draft, key: string): PlainText {
  const stated = draft.moveReasons.get(key);
  if (stated !== undefined) return { da: stated, en: stated };
  return REASONS[draft.event.type] ?? FACTS_CHANGED;
}

const REASONS: Record<string, PlainText> = {
  'case.calendarChanged': { da: 'Kalenderen er ændret.', en: 'The calendar has changed.' },
  'case.migrated': {
    da: 'Sagen følger en ny version af sagstypen.',
    en: 'The case follows a new version of the case type.',
  },
};
const FACTS_CHANGED: PlainText = {
  da: 'De oplysninger, som fristen regnes fra, er ændret.',
  en: 'What the deadline is counted from has changed.',
};
