import type { StateNode, TransitionDefinition } from '../../../src/machines/definition.js';
import { questionsIn } from '../../../src/machines/verify/atoms.js';
import { checkEnds } from '../../../src/machines/verify/check-ends.js';
import { checkDormant } from '../../../src/machines/verify/check-dormant.js';
import { canReach, isSupposed } from '../../../src/machines/verify/graph.js';
import { Laboratory } from '../../../src/machines/verify/laboratory.js';
import { Dice } from '../../support/dice.js';
import { awake, codesOf, eventsOf, example, only, soon, verified } from './machines.js';
import { counted, ended, regions } from './many-regions.js';

const flag = (name: string) => ({ type: 'boolean' as const, default: false, title: { da: name } });
const facts = {
  type: 'object' as const,
  properties: {
    ready: flag('Klar'),
    kind: { type: 'string' as const, default: 'p', title: { da: 'Art' } },
  },
};

/** Regions that share events, read each other and write what the others ask, now and then; the case ends by their join. */
function randomRegions(seed: number): StateNode {
  const dice = new Dice(seed);
  const names = ['p', 'q', 'r'];
  const odd = dice.below(30);
  const guard = (): string =>
    dice.pick([
      'facts.ready',
      'facts.kind == "p"',
      'facts.kind == "q"',
      `active("open.${dice.pick(names)}.s${dice.below(3)}")`,
      `!active("open.${dice.pick(names)}.f")`,
      `happened(${dice.pick(['A', 'B', 'p0'])})`,
    ]);
  const transition = (targets: string[]): TransitionDefinition => ({
    target: dice.pick(targets),
    ...(dice.percent(odd) && { guard: guard() }),
    ...(dice.percent(odd) && {
      actions: [
        { type: 'setFacts', facts: dice.pick<Record<string, string>>([{ ready: 'true' }, { kind: '"q"' }]) },
      ],
    }),
  });
  const region = (name: string): StateNode => {
    const states = counted(3).map((at): [string, StateNode] => {
      const events = [`${name}${at}`, ...(dice.percent(30) ? [dice.pick(['A', 'B'])] : [])];
      const targets = [`s${dice.below(3)}`, 'f', 'f'];
      const on = Object.fromEntries(events.map((event) => [event, transition(targets)]));
      const always = { always: [{ guard: guard(), target: dice.pick(['f', `s${(at + 1) % 3}`]) }] };
      return [`s${at}`, { ...(dice.percent(92) && awake), on, ...(dice.percent(odd / 3) && always) }];
    });
    const anew = { on: { [dice.pick(['A', 'AGAIN'])]: '.s0' } };
    return {
      initial: 's0',
      ...(dice.percent(odd) && anew),
      states: { ...Object.fromEntries(states), f: ended },
    };
  };
  const after = dice.percent(30) ? [{ guard: guard(), target: 'more' }] : [];
  const open: StateNode = {
    type: 'parallel',
    onDone: dice.percent(12) ? { guard: guard(), target: 'end' } : [...after, { target: 'end' }],
    states: Object.fromEntries(names.map((name) => [name, region(name)])),
  };
  const more: StateNode = { ...awake, on: { MORE: dice.pick(['open', 'more', 'end']) } };
  return { initial: 'open', states: { open, more, end: ended } };
}

const laboratoryOf = (machine: StateNode): Laboratory =>
  new Laboratory(example({ machine, facts, delays: soon }), { maxConfigurations: 5_000, maxWork: 50_000 });

/** All that guards ask of facts. */
const asked = ({ shape, questions }: Laboratory) =>
  shape.states
    .flatMap(({ moves }) => moves.flatMap(({ guard }) => (guard ? questionsIn(questions.of(guard)) : [])))
    .flatMap((question) => (question.kind === 'free' ? [question] : []));

describe('what is said of a join from its regions, one by one', () => {
  const seeds = counted(Number(process.env['JOINS'] ?? 150));
  const tally = { sure: 0, ends: 0, restless: 0, still: 0 };

  it.each(seeds)('is so when all of them are looked at together: %i', (seed) => {
    const laboratory = laboratoryOf(randomRegions(seed));
    const { joins, shape, dependencies } = laboratory;
    const ends = checkEnds(laboratory);
    const still = checkDormant(laboratory);
    const whole = laboratory.graphOf({ slice: dependencies.whole });
    if (!whole.complete || whole.loops.length > 0) return;
    const done = whole.nodes.flatMap((node, number) => (node.done ? [number] : []));
    const canEnd = canReach(whole, done, (outcome) => !isSupposed(outcome));
    const isStuck = whole.nodes.some((_node, number) => number > 0 && !canEnd[number]);
    expect(ends.length > 0).toBe(isStuck);
    const live = shape.states.filter(({ meta }) => meta.wait).map(({ index }) => index);
    const exact = laboratory.graphOf({ slice: dependencies.whole, recalled: asked(laboratory) });
    const isLive = exact.blocks.map(({ states }) => states.some((state) => live.includes(state)));
    const rests = exact.nodes.some(
      ({ blocks, done: over }, number) => number > 0 && !over && !blocks.some((block) => isLive[block]),
    );
    expect(still.length > 0).toBe(rests);
    tally.sure += joins.states.some((join) => joins.canJoin(join)) ? 1 : 0;
    tally.restless += joins.states.some((join) => joins.neverRests(join, new Set(live))) ? 1 : 0;
    tally.ends += isStuck ? 1 : 0;
    tally.still += rests ? 1 : 0;
  });

  it.each(['sure', 'ends', 'restless', 'still'] as const)('is often about something: %s', (what) => {
    expect(tally[what]).toBeGreaterThan(seeds.length / 20);
  });
});

const one = (states: Record<string, StateNode>): StateNode => ({
  initial: 's',
  states: { ...states, f: ended },
});
const joining = (states: Record<string, StateNode>): StateNode => ({
  initial: 'open',
  states: { open: { type: 'parallel', onDone: 'end', states }, end: ended },
});

describe('a join that is not sure', () => {
  it('is not taken for possible where each region spoils for the other, in the same step, what it asks', () => {
    const text = { type: 'string' as const, default: 'yes', title: { da: 'Svar' } };
    const region = (own: string, other: string): StateNode =>
      one({
        s: {
          ...awake,
          on: { A: { target: 'asked', actions: [{ type: 'setFacts', facts: { [other]: '"no"' } }] } },
        },
        asked: { always: [{ guard: `facts.${own} == "yes"`, target: 'f' }, { target: 's' }] },
      });
    const result = verified({
      machine: joining({ p: region('left', 'right'), q: region('right', 'left') }),
      facts: { type: 'object', properties: { left: text, right: text } },
    });
    expect(codesOf(result)).toContain('cannotEnd /machine/states/open/states/q/states/s');
  });

  it('is not taken for possible where a region that has ended begins anew', () => {
    const again = { ...one({ s: { ...awake, on: { P: 'f' } } }), on: { Q: '.s' } };
    const machine = joining({ p: again, q: one({ s: { ...awake, on: { Q: 'f' } } }) });
    expect(codesOf(verified({ machine }))).toEqual([]);
    const both = { ...one({ s: { ...awake, on: { P: 'f' } } }), on: { Q: '.s' } };
    const turned = { ...one({ s: { ...awake, on: { Q: 'f' } } }), on: { P: '.s' } };
    expect(codesOf(verified({ machine: joining({ p: both, q: turned }) }))).toContain(
      'cannotEnd /machine/states/open/states/q/states/s',
    );
  });

  it('is asked of each of its regions, also when others have left it behind in the same way before', () => {
    const letter = { type: 'sendMessage' as const, letter: 'answer', to: ['citizen' as const] };
    const late = 'active("open.p.f") && active("open.r.f")';
    const machine = joining({
      p: one({ s: { ...awake, on: { A: 'f', P: { guard: '!active("open.r.f")', target: 'f' } } } }),
      q: one({ s: { ...awake, on: { A: 'f', Q: { guard: late, target: 'f', actions: [letter] } } } }),
      r: one({ s: { ...awake, on: { R: 'f' } } }),
    });
    const result = verified({
      machine,
      letters: { answer: { title: { da: 'Svar' }, template: 'a-1' } },
      rules: [{ template: 'absence', first: ['letter(answer)'] }],
    });
    expect(eventsOf(only(result, 'brokenRule'))).toEqual(['case.opened', 'P', 'R', 'Q']);
  });
});

describe('a large machine that can end only by its join', () => {
  it('is proved region by region: seven of seven states each', () => {
    const { problems, stats } = verified({ machine: regions(7, 7, undefined) });
    expect(problems).toEqual([]);
    expect(stats.configurations).toBeLessThan(200);
  });

  it('is refused for a region that has no end, with the way there', () => {
    const machine = regions(7, 7, undefined);
    const { r3 } = machine.states!['open']!.states!;
    r3!.states!['s5'] = { ...awake, on: { r3_5: 's2' } };
    const result = verified({ machine });
    const trapped = only(result, 'cannotEnd');
    expect(trapped.details?.['states']).toEqual(['open.r3.s0']);
    expect(codesOf(result)).not.toContain('notProved /machine');
  });

  it('is said not to be proved where it might lie still before the last end', () => {
    const machine = regions(7, 7, undefined);
    machine.states!['open']!.states!['r3']!.states!['s5'] = { on: { r3_5: 's6' } };
    const { problems } = verified({ machine }, { maxWork: 20_000 });
    expect(problems.map(({ code }) => code)).toEqual(['notProved']);
  });
});
