import type {
  DelayDefinition,
  DeadlineDefinition,
  EventDefinition,
  FactSchema,
  GuardReason,
  TaskDefinition,
  Text,
} from '../definition.js';
import { hoursOfMs, isHours } from '../hours.js';
import { get, isObject, objectOf, type JsonObject } from '../parse/json.js';
import { Naming } from './naming.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const WEEK_DAYS = 7;

/** A text of the source as a text for people: its braces hold no expressions. */
export const titleFrom = (text: string): Text => ({ da: (text.trim() || '–').replaceAll('{', '{{') });

/** The parts of the definition that stand beside the machine: those that came along, and what the machine needs besides. */
export class Sections {
  readonly events: Record<string, EventDefinition> = {};
  readonly delays: Record<string, DelayDefinition> = {};
  readonly deadlines: Record<string, DeadlineDefinition> = {};
  readonly tasks: Record<string, TaskDefinition> = {};
  readonly facts: Record<string, FactSchema> = {};
  readonly reasons: Record<string, GuardReason> = {};
  private readonly opening: string[] = [];
  private readonly senders = new Map<string, string[]>();
  private readonly eventNames: Naming;
  private readonly delayNames: Naming;
  private readonly factNames: Naming;
  private readonly taskNames: Naming;

  /** `base`: the definition without its machine, where the source has it. */
  constructor(
    private readonly base: JsonObject,
    events: Iterable<string>,
  ) {
    const known = (...sections: string[]) => sections.flatMap((key) => Object.keys(objectOf(base[key])));
    this.eventNames = new Naming('event', [...known('events'), ...events]);
    this.delayNames = new Naming('delay', known('delays', 'deadlines'));
    this.factNames = new Naming('fact', Object.keys(objectOf(get(base['facts'], 'properties'))));
    this.taskNames = new Naming('task', known('tasks'));
  }

  event(text: string, roles: EventDefinition['roles'] = ['caseworker']): string {
    const name = this.eventNames.nameOf(text);
    if (!this.has('events', name)) this.events[name] ??= { title: titleFrom(text), roles };
    return name;
  }

  /** Besides those of whom it has been said before. An event of which nothing was said is the caseworker's. */
  mayBeSentBy(event: string, roles: readonly string[]): void {
    const known = this.senders.get(event) ?? [];
    const all = [...new Set([...known, ...roles])];
    this.senders.set(event, all);
    if (all.length > 0 && Object.hasOwn(this.events, event)) this.events[event]!.roles = all;
  }

  /** A yes or no that whoever tries a case gives, and the expression that asks for it. */
  guard(text: string, title: string, event?: string): { fact: string; guard: string } {
    const fact = this.factNames.nameOf(text);
    if (!Object.hasOwn(this.facts, fact)) {
      this.facts[fact] = { type: 'boolean', default: false, title: titleFrom(title) };
      this.opening.push(fact);
    }
    const asking = event === undefined ? undefined : this.events[event];
    if (asking && !asking.form?.includes(fact)) asking.form = [...(asking.form ?? []), fact];
    const guard = `unfinished(facts.${fact})`;
    this.reasons[guard] = { text: titleFrom(title) };
    return { fact, guard };
  }

  /** A value that the source keeps, as a fact; null for what is none. */
  fact(text: string, value: unknown): string | null {
    const type = typeof value;
    const known =
      type === 'boolean' || type === 'number' || (type === 'string' && !String(value).includes('{{'));
    if (!known) return null;
    const fact = this.factNames.nameOf(text);
    this.facts[fact] = {
      type: type as 'boolean' | 'number' | 'string',
      default: value,
      title: titleFrom(text),
    };
    return fact;
  }

  /** Whole days are kept on the calendar, whole minutes by the clock; anything else is a day that somebody must look at. */
  delay(text: string): { name: string; length: string | null } {
    const name =
      this.has('deadlines', text) || this.has('delays', text) ? text : this.delayNames.nameOf(text);
    if (this.has('deadlines', name) || this.has('delays', name)) return { name, length: '' };
    const length = lengthOf(/^\d+$/.test(text) ? Number(text) : 0);
    const title = titleFrom(/^\d+$/.test(text) ? `${text} ms` : text);
    this.delays[name] = { title, anchor: length ? 'now' : 'unfinished(now)', length: length ?? 'P1D' };
    return { name, length };
  }

  deadline(
    text: string,
    title: string,
    milliseconds: number,
    anchor: string,
  ): { name: string; length: string | null } {
    const name = this.delayNames.nameOf(text);
    const length = lengthOf(milliseconds);
    this.deadlines[name] = {
      title: titleFrom(title),
      kind: 'internal',
      // Hours are counted from an instant: from when the deadline begins.
      anchor: isHours(length) ? 'now' : length ? anchor : `unfinished(${anchor})`,
      length: length ?? 'P1D',
    };
    return { name, length };
  }

  task(text: string, events: string[]): string {
    const name = this.taskNames.nameOf(text);
    const task = (this.tasks[name] ??= { title: titleFrom(text), role: 'caseworker', events: [] });
    task.events = [...new Set([...task.events, ...events])];
    return name;
  }

  /** The sections, with what came along first. */
  merged(): JsonObject {
    const { base } = this;
    const own = { events: this.events, delays: this.delays, deadlines: this.deadlines, tasks: this.tasks };
    const sections = Object.entries({ ...own, reasons: this.reasons }).map(([key, added]) => [
      key,
      { ...objectOf(base[key]), ...added },
    ]);
    return { ...base, facts: this.mergedFacts(), ...Object.fromEntries(sections) };
  }

  private mergedFacts(): JsonObject {
    const base = objectOf(this.base['facts']);
    const properties = { ...objectOf(base['properties']), ...this.facts };
    const opening = [...(Array.isArray(base['opening']) ? base['opening'] : []), ...this.opening];
    return { type: 'object', ...base, properties, ...(opening.length > 0 && { opening }) };
  }

  private has(section: string, name: string): boolean {
    return isObject(this.base[section]) && Object.hasOwn(this.base[section], name);
  }
}

/** Null for what is no whole number of minutes, or longer than a length can be. */
function lengthOf(milliseconds: number): string | null {
  const days = milliseconds / DAY_MS;
  if (Number.isInteger(days)) return days < 1 || days > 36_500 ? null : daysOf(days);
  const length = hoursOfMs(milliseconds);
  return milliseconds > 0 && milliseconds % MINUTE_MS === 0 && isHours(length) ? length : null;
}

const daysOf = (days: number): string => (days % WEEK_DAYS === 0 ? `P${days / WEEK_DAYS}W` : `P${days}D`);
