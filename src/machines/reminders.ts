import type { Calendar } from './calendar.js';
import type { CompiledDeadline, CompiledDefinition, CompiledRung } from './compiled.js';
import type { Instant, LocalDate, Rung } from './definition.js';
import type { Draft } from './draft.js';
import type { CaseEvent } from './event.js';
import { reminderLeavesAt } from './leaving.js';
import { plusHours } from './count-hours.js';
import { addDays } from './dates.js';
import { nextRepetition, rungMoment } from './due-moment.js';
import { isHours } from './hours.js';
import type { CaseSnapshot, FiredRungs, RunningDeadline } from './snapshot.js';

export const deadlineTimerId = (key: string): string => `deadline.${key}`;

interface DueRung {
  /** Name of this rung in the list of the fired: `-P2W`, `breach`, `every:3`. */
  name: string;
  rung: CompiledRung;
  at: Instant;
}

/** Arms the one timer of a deadline: for the next rung that has not been sent, or for the breach. */
export function armDeadlineTimer(draft: Draft, key: string): void {
  const running = draft.next.deadlines[key]!;
  const moments = rungsOf(draft, key, running).map((due) => sendingMoment(draft, due));
  if (!running.breachedAt) moments.push(running.dueAt);
  if (moments.length === 0 || running.pausedOn) dropTimer(draft, deadlineTimerId(key));
  else
    armTimer(
      draft,
      deadlineTimerId(key),
      moments.reduce((a, b) => (a < b ? a : b)),
    );
}

/** One whose time has passed when it becomes known (an extension, a late start) comes now or, at night, when the office opens. */
function sendingMoment({ env: { now, calendar } }: Draft, { at, rung }: DueRung): Instant {
  if (at > now) return at;
  return isOfHours(rung) ? now : calendar.nextReminderMoment(now);
}

/** A rung in hours comes at its own instant, day or night: who works by the hour is on duty. */
const isOfHours = ({ rung }: CompiledRung): boolean => 'at' in rung && isHours(rung.at);

/**
 * The timer of a deadline is due: sends the newest rung whose time has come, notes the breach, and arms the timer for what comes next. A rung
 * that was slept over until the next one came is used up and not sent: nobody is helped by a row of reminders of the same.
 * At night only the breach is noted; a rung waits for the office to open, unless it is one of hours.
 */
export function fireDeadline(draft: Draft, key: string): void {
  const running = draft.next.deadlines[key]!;
  const { now } = draft.env;
  const isOpen = draft.env.calendar.nextReminderMoment(now) === now;
  const due = rungsOf(draft, key, running).filter(({ at, rung }) => at <= now && (isOpen || isOfHours(rung)));
  if (!running.breachedAt && running.dueAt <= now) breach(draft, key, running);
  const newest = due.reduce<DueRung | undefined>((a, b) => (a && a.at > b.at ? a : b), undefined);
  if (newest) {
    markFired(draft, key, running, due);
    const leavesAt = isOfHours(newest.rung) ? undefined : reminderLeavesAt(draft);
    if (!isOvertaken(draft, key, running, leavesAt)) remind(draft, key, running, newest, leavesAt);
  }
  armDeadlineTimer(draft, key);
}

/** By the time at which the reminder can leave, the next one is due too. */
function isOvertaken(
  draft: Draft,
  key: string,
  running: RunningDeadline,
  leavesAt: Instant = draft.env.recordedAt,
): boolean {
  const { now, recordedAt } = draft.env;
  return recordedAt > now && rungsOf(draft, key, running).some(({ at }) => at <= leavesAt);
}

function breach(draft: Draft, key: string, running: RunningDeadline): void {
  const deadline = { ...running, breachedAt: running.dueAt };
  draft.next.deadlines[key] = deadline;
  draft.effects.push({ type: 'breachDeadline', key, deadline });
}

function remind(
  draft: Draft,
  key: string,
  running: RunningDeadline,
  { rung, name }: DueRung,
  notBefore: Instant | undefined,
): void {
  const deadline = draft.compiled.deadlines.get(key)!;
  const anchor = rungAnchor(draft.compiled, key, running);
  // A later due day may be exceeded, too.
  const about = isAfterBreach(name) ? `${anchor}:${running.dueOn}` : anchor;
  draft.effects.push({
    type: 'sendMessage',
    key: `reminder:${key}:${about}:${name}`,
    kind: 'reminder',
    subject: key,
    title: (rung.title ?? deadline.title).evaluate(draft.scope),
    to: rung.rung.to,
    rung: name,
    ...(notBefore && { notBefore }),
    late: draft.env.late ?? false,
  });
}

/** Whether the rung of this name says that the due day has passed. */
export const isAfterBreach = (name: string): boolean => name === 'breach' || name.startsWith('every:');

/** The rungs that have not been sent for this anchor; of a repeating one, the newest that is due, or else the next. */
function rungsOf(draft: Draft, key: string, running: RunningDeadline): DueRung[] {
  const fired = firedRungs(draft, key, running).rungs;
  const deadline = draft.compiled.deadlines.get(key)!;
  return deadline.rungs.flatMap((rung) => {
    if (rung.id === 'every') return [nextRepeat(draft, running, rung, repeatsOf(fired))];
    if (fired.includes(rung.id)) return [];
    return [{ name: rung.id, rung, at: momentOfRung(deadline, rung, running, draft.env.calendar) }];
  });
}

/**
 * When a rung comes. One of hours is counted from the due moment as its deadline is counted; the breach of a deadline of hours is told at its
 * instant, and not on the day after.
 */
export function momentOfRung(
  { counting }: Pick<CompiledDeadline, 'counting'>,
  { rung }: CompiledRung,
  running: RunningDeadline,
  calendar: Calendar,
): Instant {
  if ('every' in rung) return rungMoment(rung, { ...running, dueOn: lastDayInTime(running) }, calendar);
  if (isHours(rung.at)) return plusHours(running.dueAt, rung.at, counting, calendar);
  if (rung.at === 'breach' && running.anchorAt) return running.dueAt;
  return rungMoment(rung, running, calendar);
}

/** What comes after a breach is counted from the next working day: of a deadline of hours, from the day of the breach itself. */
const lastDayInTime = ({ anchorAt, dueOn }: RunningDeadline): LocalDate =>
  anchorAt ? addDays(dueOn, -1) : dueOn;

function nextRepeat(draft: Draft, running: RunningDeadline, rung: CompiledRung, fired: number): DueRung {
  const { now, calendar } = draft.env;
  const { every } = rung.rung as Extract<Rung, { every: string }>;
  const days = { ...running, dueOn: lastDayInTime(running) };
  const after = (count: number) => {
    const next = nextRepetition(every, days.dueOn, calendar, count);
    return { count: next, at: rungMoment(rung.rung, days, calendar, next) };
  };
  let newest = after(fired);
  // One that is still to come is the next; of those that are due, the newest counts.
  while (newest.at <= now) {
    const next = after(newest.count);
    if (next.at > now) break;
    newest = next;
  }
  return { name: `every:${newest.count}`, rung, at: newest.at };
}

function repeatsOf(fired: string[]): number {
  return Math.max(
    0,
    ...fired.filter((name) => name.startsWith('every:')).map((name) => Number(name.slice(6))),
  );
}

function firedRungs(draft: Draft, key: string, running: RunningDeadline): FiredRungs {
  const anchor = rungAnchor(draft.compiled, key, running);
  const fired = draft.next.rungs[key];
  return fired?.anchor === anchor ? fired : { anchor, rungs: [] };
}

function markFired(draft: Draft, key: string, running: RunningDeadline, due: DueRung[]): void {
  const { anchor, rungs } = firedRungs(draft, key, running);
  const names = due.map(({ name }) => name);
  const kept = names.some((name) => name.startsWith('every:'))
    ? rungs.filter((name) => !name.startsWith('every:'))
    : rungs;
  draft.next.rungs[key] = { anchor, rungs: [...kept, ...names] };
}

/**
 * What a rung is fired for: the anchor day, of hours its instant, or the due day when there is no anchor, and the extension. When it changes the ladder begins
 * again; when the case comes back to the same, it does not (INV-11).
 */
export function rungAnchor(compiled: CompiledDefinition, key: string, running: RunningDeadline): string {
  const { due, rungs } = compiled.deadlines.get(key)!;
  const dueMoment = rungs.some(isOfHours) ? running.dueAt : running.dueOn;
  const anchor = due ? dueMoment : (running.anchorAt ?? running.anchorOn);
  return running.extendedTo ? `${anchor}>${running.extendedTo}` : anchor;
}

/**
 * Arms a timer, or moves it. One whose moment has passed is due now: it cannot fire before what made it due. One that waits to fire is left,
 * unless a new version has another in its place: the old one may have failed.
 */
export function armTimer(
  draft: Draft,
  id: string,
  moment: Instant,
  { armedAt = draft.env.now, earliest = draft.env.now } = {},
): void {
  const dueAt = moment < earliest ? earliest : moment;
  const old = draft.next.timers[id];
  if (old?.dueAt === dueAt) return;
  const waits = old !== undefined && dueAt === earliest && old.dueAt < earliest;
  if (waits && (old.dueAt === moment || draft.event.type !== 'case.migrated')) return;
  if (old) draft.effects.push({ type: 'cancelTimer', id, arming: old.arming });
  const arming = ++draft.next.armings;
  draft.next.timers[id] = { dueAt, arming, armedAt };
  draft.effects.push({ type: 'armTimer', id, arming, dueAt, event: timerEvent(id, { arming, dueAt }) });
}

export function dropTimer(draft: Draft, id: string): void {
  const timer = draft.next.timers[id];
  if (!timer) return;
  delete draft.next.timers[id];
  draft.effects.push({ type: 'cancelTimer', id, arming: timer.arming });
}

/** An armed timer, as its event names it. */
export type NamedTimer = NonNullable<CaseEvent['timer']>;

/** The timer that is due first, of those that count; of several at one instant the one that was armed first. */
export function nextTimer(
  { timers }: Pick<CaseSnapshot, 'timers'>,
  counts: (timer: NamedTimer) => boolean = () => true,
): NamedTimer | undefined {
  let next: NamedTimer | undefined;
  for (const [id, { arming, dueAt }] of Object.entries(timers)) {
    const timer = { id, arming, dueAt };
    // In this order, because to ask whether it counts may cost more.
    if ((!next || isSooner(timer, next)) && counts(timer)) next = timer;
  }
  return next;
}

const isSooner = (one: NamedTimer, other: NamedTimer): boolean =>
  one.dueAt === other.dueAt ? one.arming < other.arming : one.dueAt < other.dueAt;

/** The event that a timer sends when it is due. */
export function timerEvent(id: string, { arming, dueAt }: Pick<NamedTimer, 'arming' | 'dueAt'>) {
  const timer: NamedTimer = { id, arming, dueAt };
  return id.startsWith('deadline.')
    ? { type: 'timer.deadline', key: id.slice('deadline.'.length), timer }
    : { type: id, timer };
}
