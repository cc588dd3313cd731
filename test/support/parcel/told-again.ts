import { HOURS } from './definition.js';

const HOUR_MS = 3_600_000;

export type Place = 'sorting' | 'working' | 'held' | 'overdue' | 'done';

const WAYS: Record<string, Partial<Record<Place, Place>>> = {
  START: { sorting: 'working', overdue: 'working' },
  STOP: { working: 'sorting' },
  HOLD: { working: 'held' },
  GO_ON: { held: 'working' },
  FINISH: { sorting: 'done', working: 'done', held: 'done', overdue: 'done' },
};
const STAYS = new Set(['NOTED', 'SEND']);
const TASK: Record<Place, string | null> = {
  sorting: 'SORT',
  working: 'WORK',
  held: 'WAIT',
  overdue: 'HURRY',
  done: null,
};

const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' });
const dayOf = (at: number): string => DAY.format(at);

export interface Told {
  type: string;
  at: number;
  /** When it is recorded. */
  now: number;
}

interface Deadline {
  dueAt: number;
  pausedAt: number | null;
  warned: boolean;
  breachedAt: number | null;
}

/**
 * A parcel as it should be, in memory, told from the words of the definition and not by the engine: what `parcel.test` compares the product with.
 * Times are milliseconds.
 */
export class ToldParcel {
  version: number;
  place: Place = 'sorting';
  notes = 0;
  letters = 0;
  reminders = 0;
  /** What the log has, in order. */
  readonly log = ['case.opened'];
  private leavesAt: number | null;
  private readonly answer: Deadline;
  /** Where it stood since when, in the order in which that was recorded. */
  private readonly stood: { at: number; place: Place }[];

  constructor(openedAt: number, version: number) {
    this.version = version;
    this.leavesAt = openedAt + HOURS.sorting * HOUR_MS;
    this.answer = {
      dueAt: openedAt + HOURS.answer * HOUR_MS,
      pausedAt: null,
      warned: false,
      breachedAt: null,
    };
    this.stood = [{ at: openedAt, place: 'sorting' }];
  }

  /** False when it must be refused; then nothing has changed. */
  take({ type, at, now }: Told): boolean {
    if (this.place === 'done' || at > now) return false;
    const before = this.copy();
    const wentOn = this.stood.some((stand) => stand.at > at);
    const known = new Set([this.placeAt(at)]);
    const seen = this.stood.length;
    this.fireUntil(at);
    for (const { place } of this.stood.slice(seen)) known.add(place);
    const to = STAYS.has(type) ? this.place : WAYS[type]?.[this.place];
    const leftTooEarly = wentOn && to !== this.place && !known.has(this.place);
    if (to === undefined || before.openedAfter(at) || leftTooEarly) {
      Object.assign(this, before);
      return false;
    }
    this.happen(type, to, at);
    this.fireUntil(now);
    return true;
  }

  /** What is due by then, each at its own moment. */
  fireUntil(now: number): void {
    for (let next = this.next(); next !== null && next.at <= now; next = this.next()) {
      this.log.push(next.what === 'leave' ? 'left' : 'deadline');
      if (next.what === 'leave') this.enter('overdue', next.at);
      else if (next.what === 'warn') {
        this.answer.warned = true;
        this.reminders += 1;
        this.stood.push({ at: next.at, place: this.place });
      } else {
        this.answer.breachedAt = this.answer.dueAt;
        this.stood.push({ at: next.at, place: this.place });
      }
    }
  }

  migrate(version: number, now: number): void {
    if (this.place === 'done' || this.version === version) return;
    this.fireUntil(now);
    if (this.version === version) return;
    this.version = version;
    this.log.push('case.migrated');
    this.stood.push({ at: now, place: this.place });
  }

  /** As `parcelsIn` reads it. */
  get picture(): object {
    const { version, place, notes, letters, reminders, log, answer } = this;
    const named = version === 2 && place === 'sorting' ? 'sifting' : place;
    return {
      version,
      place: named === 'done' ? 'done' : `open.${named}`,
      notes,
      letters,
      reminders,
      log: log.join(' '),
      task: TASK[place],
      dueAt: answer.dueAt,
      breachedAt: answer.breachedAt,
      timers: [this.leavesAt, this.deadlineTimer()].filter((at) => at !== null).toSorted((a, b) => a - b),
    };
  }

  private happen(type: string, to: Place, at: number): void {
    this.log.push(type);
    if (type === 'NOTED') this.notes += 1;
    if (type === 'SEND') this.letters += 1;
    if (type === 'HOLD') this.answer.pausedAt = at;
    if (type === 'GO_ON') this.goOn(at);
    if (to === this.place) this.stood.push({ at, place: to });
    else this.enter(to, at);
  }

  private goOn(at: number): void {
    const { answer } = this;
    const pausedAt = answer.pausedAt!;
    answer.pausedAt = null;
    if (pausedAt < answer.dueAt) answer.dueAt += at - pausedAt;
    this.resumedAt = at;
  }
  /** A warning whose time passed in the pause comes when it is over. */
  private resumedAt = 0;

  private enter(place: Place, at: number): void {
    this.place = place;
    this.stood.push({ at, place });
    const hours = place === 'sorting' ? HOURS.sorting : place === 'working' ? HOURS.working : null;
    this.leavesAt = hours === null ? null : at + hours * HOUR_MS;
  }

  private deadlineTimer(): number | null {
    const { dueAt, pausedAt, warned, breachedAt } = this.answer;
    if (this.place === 'done' || pausedAt !== null) return null;
    const warnAt = Math.max(this.resumedAt, dueAt - HOURS.warning * HOUR_MS);
    const moments = [...(warned ? [] : [warnAt]), ...(breachedAt === null ? [dueAt] : [])];
    return moments.length === 0 ? null : Math.min(...moments);
  }

  private next(): { at: number; what: 'leave' | 'warn' | 'breach' } | null {
    const ladder = this.deadlineTimer();
    const { leavesAt } = this;
    if (leavesAt !== null && (ladder === null || leavesAt <= ladder)) return { at: leavesAt, what: 'leave' };
    if (ladder === null) return null;
    return { at: ladder, what: this.answer.warned ? 'breach' : 'warn' };
  }

  private placeAt(at: number): Place {
    const before = this.stood.filter((stand) => stand.at <= at);
    const last = before.reduce<{ at: number; place: Place } | null>(
      (a, b) => (a && a.at > b.at ? a : b),
      null,
    );
    return (last ?? this.stood[0]!).place;
  }

  /** On the day of the opening what happened before it counts as if it met the parcel as it was opened. */
  private openedAfter(at: number): boolean {
    return dayOf(at) < dayOf(this.stood[0]!.at);
  }

  private copy(): ToldParcel {
    const copy = Object.assign(Object.create(ToldParcel.prototype) as ToldParcel, this);
    return Object.assign(copy, { answer: { ...this.answer }, stood: [...this.stood], log: [...this.log] });
  }
}
