/* oxlint-disable unicorn/no-thenable, unicorn/consistent-function-scoping -- `then` is a key of rules; what builds a machine stands beside the test that reads it */
import { performance } from 'node:perf_hooks';
import * as fc from 'fast-check';
import { compileDefinition } from '../../../src/machines/compile.js';
import type { Rule, StateNode } from '../../../src/machines/definition.js';
import { checkRule, readRules } from '../../../src/machines/verify/check-rules.js';
import { activeStates } from '../../../src/machines/verify/graph.js';
import { Laboratory } from '../../../src/machines/verify/laboratory.js';
import { verify } from '../../../src/machines/verify.js';
import { Walk } from '../../support/definition.js';
import { awake, codesOf, eventsOf, example, soon } from './machines.js';

const NAMES = ['p', 'q', 'r'];
const STATES = ['a', 'b', 'c'];
const EVENTS = ['ONE', 'TWO', 'THREE'];

/** `open.q.b`, for guards; regions are few, so that they often meet. */
const place = fc
  .tuple(fc.constantFrom(...NAMES), fc.constantFrom(...STATES))
  .map(([r, s]) => `open.${r}.${s}`);
const guard = fc.oneof(
  place.map((path) => `active("${path}")`),
  place.map((path) => `!active("${path}")`),
  fc.constantFrom(...EVENTS).map((event) => `happened(${event})`),
);
const move = (targets: readonly string[]) =>
  fc.record({ target: fc.constantFrom(...targets), guard }, { requiredKeys: ['target'] });
const on = (targets: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...EVENTS), move(targets), { maxKeys: 2 });
/** From one region into another, which begins all of them anew. */
const across = fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, on([...NAMES, 'p.b', 'q.c', 'r.b']));
/** From within a region to what is around it, or beside that. */
const outwards = ['#example.end', '#example.other', '#example.open', '#example.open.q.c'];
const region: fc.Arbitrary<StateNode> = fc
  .record({
    all: fc.tuple(...STATES.map(() => on([...STATES, ...outwards.slice(0, 1)]))),
    out: on(outwards),
    across,
  })
  .map((parts) => ({
    initial: 'a',
    on: parts.across,
    states: Object.fromEntries(
      STATES.map((name, index) => [name, { on: { ...parts.all[index]!, ...(name === 'c' && parts.out) } }]),
    ),
  }));

/** Three small regions whose guards ask each other, and a way out that may ask them, too. */
const machine: fc.Arbitrary<StateNode> = fc
  .record({
    regions: fc.tuple(region, region, region),
    exits: on(['end', 'other']),
    leaves: fc.option(guard),
  })
  .map(({ regions, exits, leaves }) => ({
    initial: 'open',
    states: {
      open: {
        type: 'parallel',
        on: exits,
        ...(leaves && { always: { target: 'end', guard: leaves } }),
        states: Object.fromEntries(regions.map((node, index) => [NAMES[index]!, node])),
      },
      end: { type: 'final' },
      other: { type: 'final' },
    },
  }));

const observation = fc.oneof(
  fc.constantFrom(...EVENTS).map((event) => `event(${event})`),
  place.map((path) => `enter(${path})`),
  place.map((path) => `leave(${path})`),
  fc.constantFrom('enter(end)', 'enter(other)'),
);
const rule: fc.Arbitrary<Partial<Rule>> = fc.record({
  template: fc.constantFrom(
    ...(['existence', 'absence', 'init', 'precedence', 'chainPrecedence', 'chainResponse'] as const),
    ...(['notCoExistence', 'notSuccession'] as const),
  ),
  first: fc.array(observation, { minLength: 1, maxLength: 2 }),
  then: observation,
});

const laboratoryOf = (node: StateNode, rules: Partial<Rule>[]): Laboratory => {
  const events = Object.fromEntries(
    EVENTS.map((event) => [event, { title: { da: event }, roles: ['caseworker' as const] }]),
  );
  return new Laboratory(example({ delays: soon, machine: node, rules, events }), {
    maxConfigurations: 10_000,
    maxWork: 1_000_000,
  });
};

function verdict(node: StateNode, asked: Partial<Rule>, whole: boolean): { verdict: string; steps: number } {
  const laboratory = laboratoryOf(node, [asked]);
  const [read] = readRules(laboratory, laboratory.definition.rules).rules;
  const regions = whole ? [...laboratory.shape.regions.keys()] : read!.regions;
  const { proof, problems } = checkRule(laboratory, { ...read!, regions });
  return { verdict: proof.verdict, steps: ((problems[0]?.details?.['path'] ?? []) as unknown[]).length };
}

describe('looking at few regions', () => {
  const RULE: Partial<Rule> = { template: 'absence', first: ['event(TWO)'], then: 'enter(end)' };
  const stays = { initial: 'a', states: { a: { on: { ONE: 'b' } }, b: { on: { ONE: 'a' } } } };
  const leaving = (move: StateNode): StateNode => ({ initial: 'a', states: { a: move, b: {} } });
  it.each([
    ['an event', stays, leaving({ on: { ONE: '#example.end' } })],
    ['an event, into a region beside it', stays, leaving({ on: { ONE: '#example.open.q.b' } })],
    [
      'no event',
      { initial: 'a', states: { a: { always: 'b' }, b: {} } },
      leaving({ always: { target: '#example.end' } }),
    ],
  ])(
    'knows that a way out by %s is not taken where an earlier region moves by the same',
    (_, first, last) => {
      const quiet = { initial: 'a', states: { a: {}, b: {} } };
      const node: StateNode = {
        initial: 'open',
        states: {
          open: { type: 'parallel', states: { p: first, q: quiet, r: last } },
          end: { type: 'final' },
        },
      };
      for (const then of ['enter(end)', 'enter(open.q.b)']) {
        const asked = { ...RULE, first: [then], then };
        expect(verdict(node, asked, false).verdict).toBe(verdict(node, asked, true).verdict);
      }
    },
  );

  it('gives the answer that looking at all of them gives', () => {
    fc.assert(
      fc.property(machine, rule, (node, asked) => {
        const sliced = verdict(node, asked, false);
        const whole = verdict(node, asked, true);
        expect(sliced.verdict).toBe(whole.verdict);
      }),
      { numRuns: 400 },
    );
  });

  it('does not pass over a way from one region into another, which begins all of them anew', () => {
    const region = (...names: string[]): StateNode => ({
      initial: names[0]!,
      states: Object.fromEntries(names.map((name) => [name, { ...awake }])),
    });
    const open: StateNode = {
      type: 'parallel',
      on: { THREE: 'end' },
      states: { p: { ...region('a'), on: { ONE: 'q.b' } }, q: region('a', 'b'), r: region('a') },
    };
    const node: StateNode = { initial: 'open', states: { open, end: { type: 'final' } } };
    const into = example({ machine: node, delays: soon, rules: [{ first: ['enter(open.q.b)'] }] });
    expect(codesOf(verify(into))).toEqual(['brokenRule /rules/0']);
    open.states!['r']!.states!['a']!.on = { TWO: 'c' };
    open.states!['r']!.states!['c'] = { ...awake };
    const back = example({
      machine: node,
      delays: soon,
      rules: [{ template: 'notSuccession', first: ['enter(open.r.c)'], then: 'enter(open.r.a)' }],
    });
    expect(eventsOf(verify(back).problems[0])).toEqual(['case.opened', 'TWO', 'ONE']);
  });

  it('answers a response as strictly as looking at all of them does, where nobody is stuck', () => {
    const left = {
      initial: 'a',
      states: { a: { ...awake, on: { ONE: 'b' } }, b: { ...awake, on: { TWO: 'a' } } },
    };
    const open: StateNode = {
      type: 'parallel',
      on: { THREE: 'end' },
      states: { p: left, q: structuredClone(left) },
    };
    const node = { initial: 'open', states: { open, end: { type: 'final' as const } } };
    const asked = { template: 'response' as const, first: ['event(ONE)'], then: 'event(TWO)' };
    expect(verdict(node, asked, false)).toEqual(verdict(node, asked, true));
  });
});

describe('the graph', () => {
  it('takes every step that the engine takes, and no other', () => {
    fc.assert(
      fc.property(machine, fc.array(fc.constantFrom(...EVENTS), { maxLength: 12 }), (node, sent) => {
        const laboratory = laboratoryOf(node, []);
        const graph = laboratory.graphOf({ slice: laboratory.dependencies.whole });
        const walk = new Walk(compileDefinition(laboratory.definition), {}, '2026-02-02T08:10:00Z');
        let at = graph.stepTarget[0]!;
        for (const event of sent) {
          const steps = graph.stepOutcome
            .slice(graph.firstStep[at], graph.firstStep[at + 1])
            .map((outcome, index) => ({
              event: graph.outcomes[outcome]!.event,
              step: graph.firstStep[at]! + index,
            }))
            .filter((step) => step.event === event);
          walk.send(event);
          expect(steps).toHaveLength(walk.result.accepted ? 1 : 0);
          if (steps.length > 0) at = graph.stepTarget[steps[0]!.step]!;
          const names = activeStates(graph, at).map((state) => graph.shape.states[state]!);
          const leaves = names.filter(({ children }) => children.length === 0).map(({ path }) => path);
          expect(leaves.sort()).toEqual(walk.result.accepted ? [...walk.accepted.to].sort() : leaves);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('size', () => {
  const region = (letter: string, length: number): StateNode => ({
    initial: `${letter}0`,
    states: Object.fromEntries(
      Array.from({ length }, (_, index): [string, StateNode] => [
        `${letter}${index}`,
        {
          ...awake,
          on: {
            [`${letter.toUpperCase()}_NEXT_${index}`]: {
              target: `${letter}${(index + 1) % length}`,
              ...(index % 5 === 4 && {
                guard: `facts.ready || active("open.${letter === 'a' ? 'b' : 'a'}.${letter === 'a' ? 'b' : 'a'}${index}")`,
              }),
            },
            [`${letter.toUpperCase()}_BACK`]: `${letter}0`,
          },
        },
      ]),
    ),
  });

  it('two regions of thirty states that ask each other are examined in full, at once', () => {
    const open: StateNode = {
      type: 'parallel',
      on: { END: 'end' },
      states: { a: region('a', 30), b: region('b', 30) },
    };
    const definition = example({
      machine: { initial: 'open', states: { open, end: { type: 'final' } } },
      delays: soon,
      facts: { type: 'object', required: ['ready'], properties: { ready: { type: 'boolean' } } },
      rules: [
        { template: 'precedence', first: ['event(A_NEXT_20)'], then: 'enter(open.a.a29)' },
        {
          template: 'response',
          first: ['enter(open.b.b3)'],
          then: ['event(END)', 'event(B_BACK)', 'event(B_NEXT_3)'],
        },
        { template: 'chainPrecedence', first: ['enter(open.a.a1)'], then: 'event(A_NEXT_1)' },
      ],
    });
    const start = performance.now();
    const { proofs, stats } = verify(definition);
    const took = performance.now() - start;
    expect(proofs.map(({ verdict }) => verdict)).toEqual(['holds', 'holds', 'broken']);
    expect(stats.configurations).toBeGreaterThan(900);
    expect(took).toBeLessThan(20_000);
  });
});
