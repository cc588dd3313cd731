import * as fc from 'fast-check';
import { AppError } from '../../../src/errors.js';
import {
  explain,
  formSchema,
  start,
  step,
  type CaseEvent,
  type CaseSnapshot,
  type CompiledDefinition,
  type Effect,
  type Facts,
  type Role,
  type StepResult,
} from '../../../src/machines/index.js';
import type { PlainText } from '../../../src/machines/effects.js';
import { nextTimer, timerEvent } from '../../../src/machines/reminders.js';
import { CODE } from '../../support/code-in-words.js';
import { formOf, pick } from '../../support/random-facts.js';
import { calendar, local, shipped } from './journey.js';

/** Whatever is refused on a walk is refused in words. */
function mustBeWords({ da, en }: PlainText): void {
  for (const text of [da, en]) must(!CODE.test(text), `people read: ${text}`);
}

/** One move of a walk: numbers that are turned into whatever is possible at that point. */
interface Move {
  kind: 'event' | 'likelyEvent' | 'timer' | 'childEnds';
  choice: number;
  seed: number;
  hours: number;
}

const move: fc.Arbitrary<Move> = fc.record({
  kind: fc.constantFrom(
    'event',
    'likelyEvent',
    'likelyEvent',
    'likelyEvent',
    'likelyEvent',
    'timer',
    'childEnds',
  ),
  choice: fc.nat(),
  seed: fc.nat(),
  hours: fc.integer({ min: 0, max: 60 }),
});

const roles: Role[] = ['caseworker', 'teamLeader'];
const by = { userId: 'mette', name: 'Mette', roles };

/** `expect` would take longer than the steps that it watches. */
function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`Broken: ${what}`);
}

interface Walked {
  snapshot: CaseSnapshot;
  effects: Effect[];
  event: CaseEvent;
  now: string;
  before: CaseSnapshot;
}

class RandomCase {
  now: string;
  snapshot: CaseSnapshot;

  constructor(
    readonly compiled: CompiledDefinition,
    facts: Facts,
    at: string,
  ) {
    this.now = local(at);
    this.snapshot = start(compiled, { facts, by }, this.env()).snapshot;
  }

  private env() {
    const caseValues = { id: 'c', number: '2026-1', openedOn: '2026-03-02', assigneeId: null, teamId: 't' };
    return { now: this.now, calendar, caseValues };
  }

  /** Takes one move; undefined when the case has ended, nothing of the kind is possible, or the event was refused. */
  take({ kind, choice, seed, hours }: Move): Walked | undefined {
    const before = JSON.parse(JSON.stringify(this.snapshot)) as CaseSnapshot;
    if (before.status === 'done') return undefined;
    if (kind === 'event' || kind === 'likelyEvent')
      this.now = new Date(Date.parse(this.now) + hours * 3_600_000).toISOString();
    const event = this.eventOf(kind, choice, seed);
    if (!event) return undefined;
    const result = this.step(before, event);
    if (result && !result.accepted) for (const { text } of result.reasons) mustBeWords(text);
    if (!result?.accepted) return undefined;
    this.snapshot = result.snapshot;
    return { snapshot: result.snapshot, effects: result.effects, event, now: this.now, before };
  }

  /** Undefined when the dates have left the calendar, which refuses the event. Any other error fails the test. */
  private step(before: CaseSnapshot, event: CaseEvent): StepResult | undefined {
    try {
      return step(this.compiled, before, event, this.env());
    } catch (error) {
      if (error instanceof AppError && error.code === 'calendarOutOfRange') return undefined;
      throw error;
    } finally {
      must(JSON.stringify(before) === JSON.stringify(this.snapshot), 'a step leaves what it was given');
    }
  }

  private eventOf(kind: Move['kind'], choice: number, seed: number): CaseEvent | undefined {
    const { definition } = this.compiled;
    if (kind === 'event' || kind === 'likelyEvent') {
      const type = pick(kind === 'event' ? Object.keys(definition.events) : this.possible(), choice);
      if (!type) return undefined;
      const declared = definition.events[type]!;
      const today = calendar.legalDate(this.now);
      const facts = formOf(formSchema(definition.facts, declared), declared.required ?? [], seed, today);
      return { type, facts, ...(declared.roles.length > 0 && { by }) };
    }
    return kind === 'timer' ? this.nextTimer() : this.childEnd(choice);
  }

  /** What a person could do now: without it no walk would get as far as a letter. */
  private possible(): string[] {
    const events = explain(this.compiled, this.snapshot, this.env());
    for (const { text } of events.flatMap(({ reasons }) => reasons)) mustBeWords(text);
    return events.filter(({ accepted }) => accepted !== false).map(({ type }) => type);
  }

  private nextTimer(): CaseEvent | undefined {
    const next = nextTimer(this.snapshot);
    if (!next || next.dueAt > '2045') return undefined;
    if (next.dueAt > this.now) this.now = next.dueAt;
    return timerEvent(next.id, next);
  }

  private childEnd(choice: number): CaseEvent | undefined {
    const [child] = Object.entries(this.snapshot.children);
    if (!child) return undefined;
    const today = calendar.legalDate(this.now);
    const facts = {
      outcome: 'refusal',
      decisionSentOn: today,
      deemedReceivedOn: today,
      channel: 'digitalPost',
    };
    const end = pick(['sent', 'backToAssessment'], choice);
    return { type: `xstate.done.actor.${child[0]}`, opening: child[1], output: { end, facts } };
  }
}

/** INV-03, INV-13: somebody or something will go on with an open case; nothing goes on with an ended one. */
function mustNotBeDormant({ snapshot, effects }: Walked): void {
  const { tasks, timers, children, deadlines } = snapshot;
  const open = [tasks, timers, children].flatMap((table) => Object.keys(table));
  if (snapshot.status === 'active') return must(open.length > 0, 'no open case is dormant');
  must(open.length + Object.keys(deadlines).length === 0, 'an ended case has nothing open');
  must(effects.filter(({ type }) => type === 'endCase').length === 1, 'a case ends once');
}

let lettersSent = 0;

/** INV-01, INV-02, INV-18 at the moment the letter leaves. */
function mustBeLawfulLetter({ effects, event, now, before, snapshot }: Walked): void {
  if (!effects.some((effect) => effect.type === 'sendMessage' && effect.subject === 'decisionLetter')) return;
  const attempts = (before.facts.attempts ?? []) as { reached: boolean; callNote?: string }[];
  const told = attempts.some(({ reached, callNote }) => reached && (callNote ?? '').trim() !== '');
  const waived = 'WAIVER_APPROVED' in before.history || 'CITIZEN_DECLINED_CALL' in before.history;
  lettersSent += 1;
  must(told || waived, 'no refusal is sent before the call or a waiver');
  const today = calendar.legalDate(now);
  const allowed = calendar.isSendableDay(today) || snapshot.facts.sendDayOverriddenOn === today;
  must(allowed, 'no refusal is sent before a weekend or holiday without an exception of that day');
  const { reasoningIncluded, complaintGuidanceIncluded } = event.facts ?? {};
  must(
    reasoningIncluded === true && complaintGuidanceIncluded === true,
    'a refusal has reasons and guidance',
  );
}

/** INV-06: nobody begins before the team leader has read the decision. */
function mustBeReviewedFirst({ event, before }: Walked): void {
  const reviewed = 'TEAM_LEADER_REVIEW_COMPLETED' in before.history;
  must(event.type !== 'REPROCESSING_STARTED' || reviewed, 'reprocessing begins after the review');
}

/** Every deadline that runs is where its dates say, whatever came before. */
function mustHaveOrderedDates({ snapshot }: Walked): void {
  for (const { dueOn, targetOn, latestSendOn = dueOn } of Object.values(snapshot.deadlines)) {
    must(targetOn <= dueOn && latestSendOn <= dueOn, 'one aims at a day that is not too late');
  }
}

function walk(compiled: CompiledDefinition, facts: Facts, at: string, moves: Move[]): void {
  const one = new RandomCase(compiled, facts, at);
  for (const next of moves) {
    const walked = one.take(next);
    if (!walked) continue;
    mustNotBeDormant(walked);
    mustBeLawfulLetter(walked);
    mustBeReviewedFirst(walked);
    mustHaveOrderedDates(walked);
  }
}

/** `WALKS=2500 npm run test:unit -- random-walks` walks ten thousand in all. */
const WALKS = Number(process.env['WALKS'] ?? 500);

const openings: [string, Facts, string][] = [
  ['refusal', { outcome: 'partialRefusal', decisionDueOn: '2026-05-15' }, '2026-03-30 09:00'],
  ['newApplication', { applicationReceivedAt: '2026-03-02T08:00:00.000Z' }, '2026-03-02 09:00'],
  ['remandedCase', { astDecisionReceivedAt: '2026-06-01T08:00:00.000Z' }, '2026-06-01 09:00'],
  ['transitionToAdult', { birthDate: '2012-02-29' }, '2026-03-02 09:00'],
];

describe('random orders of events keep the law', () => {
  test.each(openings)('%s', (caseType, facts, at) => {
    const compiled = shipped(caseType);
    const { properties, required = [] } = compiled.definition.facts;
    const rest = required.filter((name) => !(name in facts));
    const opening = {
      ...formOf(Object.fromEntries(rest.map((name) => [name, properties[name]!])), rest, 0, '2026-03-02'),
      ...facts,
    };
    fc.assert(
      fc.property(fc.array(move, { minLength: 5, maxLength: 30 }), (moves) =>
        walk(compiled, opening, at, moves),
      ),
      // The same walks in every run; change the seed for others.
      { numRuns: WALKS, seed: 20_260_325 },
    );
  });

  test('and letters do leave on such walks', () => expect(lettersSent).toBeGreaterThan(20));
});
