import { plus } from '../machines/dates.js';
import type { Instant } from '../machines/definition.js';
import { compareInstants, legalDate } from '../machines/instants.js';
import type { Facts } from '../machines/snapshot.js';
import { factsFrom } from './facts.js';
import type { FactContext } from './facts.js';
import { activityOf, userOf } from './mapping.js';
import type { Mapping, MomentMapping } from './mapping.js';
import { Tally } from './tally.js';
import { instantOf, textOf } from './xes-attributes.js';
import type { XesAttributes, XesEvent, XesTrace } from './xes-attributes.js';

/** The log's own answer to the deadline of one case. */
export interface LogAnswer {
  dueAt: Instant;
  closedAt?: Instant;
}

export interface PlannedCase {
  /** Place of the trace in the log, from 0. */
  index: number;
  name: string;
  openedAt: Instant;
  facts: Facts;
  variant: string;
  answer?: LogAnswer;
}

export interface PlannedEvent {
  at: Instant;
  caseIndex: number;
  type: string;
  user: string;
  facts: Facts;
}

/** What a log asks for, in the order of time, and what the mapping has no answer to. */
export interface ReplayPlan {
  cases: PlannedCase[];
  /** All events of all cases by instant; of two at the same instant, the one that stands first in the log. */
  events: PlannedEvent[];
  /** Events in the log, whatever became of them. */
  logged: number;
  /** Events that the log states as an attribute of the trace. */
  stated: number;
  unmapped: Tally;
  unknownWords: Tally;
  undated: number;
  /** Traces that say neither when they start nor anything dated; nothing of them is replayed. */
  withoutStart: number;
}

/**
 * Reads a whole log into a plan. What is kept is one small record per event, so memory grows with the number of events but
 * not with what the log says of each.
 */
export async function planReplay(
  traces: AsyncIterable<XesTrace>,
  mapping: Mapping,
  zone: string,
): Promise<ReplayPlan> {
  const planner = new Planner(mapping, zone);
  let index = 0;
  for await (const trace of traces) planner.add(trace, index++);
  planner.plan.events.sort((a, b) => compareInstants(a.at, b.at));
  planner.plan.cases.sort((a, b) => compareInstants(a.openedAt, b.openedAt));
  return planner.plan;
}

class Planner {
  readonly plan: ReplayPlan = {
    cases: [],
    events: [],
    logged: 0,
    stated: 0,
    unmapped: new Tally(),
    unknownWords: new Tally(),
    undated: 0,
    withoutStart: 0,
  };
  private readonly context: FactContext;

  constructor(
    private readonly mapping: Mapping,
    private readonly zone: string,
  ) {
    this.context = {
      zone,
      unknownWord: (attribute, word) => this.plan.unknownWords.add(`${attribute}: ${word}`),
    };
  }

  /** A case is opened at its start, or before it when its first event lies before it: the log has such traces. */
  add(trace: XesTrace, index: number): void {
    this.plan.logged += trace.events.length;
    const events = [...this.events(trace, index), ...this.moments(trace, index)];
    const start = instantOf(trace.attributes, this.mapping.trace.start);
    const openedAt = [...events.map(({ at }) => at), ...(start ? [start] : [])].sort(compareInstants)[0];
    if (openedAt === undefined) {
      this.plan.withoutStart += 1;
      return;
    }
    this.plan.events.push(...events);
    this.plan.cases.push({
      index,
      name: textOf(trace.attributes, this.mapping.trace.name) ?? `#${index + 1}`,
      openedAt,
      facts: factsFrom(this.mapping.trace.facts, [trace.attributes], this.context),
      variant: trace.events.map((event) => activityName(event) ?? '?').join(' → '),
      answer: this.answer(trace.attributes),
    });
  }

  private *events(trace: XesTrace, caseIndex: number): Generator<PlannedEvent> {
    for (const event of trace.events) {
      const activity = activityName(event) ?? '(unnamed)';
      const lifecycle = textOf(event.attributes, 'lifecycle:transition');
      const mapped = activityOf(this.mapping, activity, lifecycle);
      const at = instantOf(event.attributes, 'time:timestamp');
      if (!mapped) this.plan.unmapped.add(activity);
      else if (!at) this.plan.undated += 1;
      else {
        yield {
          at,
          caseIndex,
          type: mapped.event,
          user: userOf(this.mapping, textOf(event.attributes, 'org:resource')),
          facts: factsFrom(mapped.facts, [event.attributes, trace.attributes], this.context),
        };
      }
    }
  }

  private *moments(trace: XesTrace, caseIndex: number): Generator<PlannedEvent> {
    for (const moment of this.mapping.moments ?? []) {
      const at = instantOf(trace.attributes, moment.at);
      if (!at || !this.applies(moment, trace.attributes)) continue;
      this.plan.stated += 1;
      yield {
        at,
        caseIndex,
        type: moment.event,
        user: userOf(this.mapping, undefined),
        facts: factsFrom(moment.facts, [trace.attributes], this.context),
      };
    }
  }

  private applies({ onlyIf }: MomentMapping, attributes: XesAttributes): boolean {
    if (!onlyIf) return true;
    const from = instantOf(attributes, onlyIf.from);
    const actual = instantOf(attributes, onlyIf.attribute);
    if (!from || !actual) return false;
    return legalDate(actual, this.zone) > plus(legalDate(from, this.zone), onlyIf.laterThan);
  }

  private answer(attributes: XesAttributes): LogAnswer | undefined {
    const { deadline } = this.mapping;
    const dueAt = deadline && instantOf(attributes, deadline.due);
    return dueAt ? { dueAt, closedAt: instantOf(attributes, deadline.closed) } : undefined;
  }
}

function activityName(event: XesEvent): string | undefined {
  return textOf(event.attributes, 'concept:name');
}
