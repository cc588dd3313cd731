import type { Definition, Rule, StateNode } from '../../src/machines/definition.js';
import { TEMPLATES } from '../../src/machines/verify/automaton.js';
import { definitionOf } from './definition.js';
import { Dice } from './dice.js';
import { randomMachine, type Vocabulary } from './random-machine.js';

const title = (name: string) => ({ title: { da: name, en: name } });

const oneOf = (...values: string[]) => ({
  type: 'string' as const,
  enum: values,
  labels: Object.fromEntries(values.map((value) => [value, { da: value, en: value }])),
});

const WORDS: Omit<Vocabulary, 'caseType'> = {
  events: {
    ONE: [],
    TWO: [],
    THREE: [],
    CHOSEN: ['event.facts.choice == "x"', 'event.facts.choice == "y"'],
    GIVEN: ['has(event.facts.note)'],
    COUNTED: ['event.facts.count > 1'],
  },
  moments: ['soon', 'later', 'decideBy', 'answerBy'],
  deadlines: ['decideBy', 'answerBy'],
  tasks: ['WRITE', 'READ', 'CALL', 'VISIT', 'DRAFT', 'SIGN', 'SEND', 'FILE', 'CLOSE'],
  guards: [
    'facts.ready',
    'facts.heard',
    'has(facts.note)',
    'has(facts.answer)',
    'facts.count >= 2',
    'facts.kind == "p"',
    'facts.kind == "q"',
    'facts.choice == "x"',
  ],
  actions: [
    { type: 'setFacts', facts: { ready: 'true' } },
    { type: 'setFacts', facts: { ready: 'false' } },
    { type: 'setFacts', facts: { heard: 'true', kind: '"q"' } },
    { type: 'setFacts', facts: { count: 'facts.count + 1' } },
    { type: 'setFacts', facts: { note: '"written"' } },
    { type: 'sendMessage', letter: 'answer', to: ['citizen'] },
    { type: 'sendMessage', letter: 'notice', to: ['citizen'] },
  ],
  child: {
    src: 'asked',
    guards: ['event.output.end == "yes"', 'event.output.end == "no"'],
    receives: ['answer'],
  },
};

const EVENTS = Object.keys(WORDS.events);

/** How the children of a random case may end. */
export const CHILD_ENDS = ['yes', 'no', 'unknown'];

const facts: Definition['facts'] = {
  type: 'object',
  required: ['receivedOn', 'choice'],
  properties: {
    receivedOn: { type: 'string', format: 'date', ...title('Modtaget') },
    choice: { ...oneOf('x', 'y', 'z'), ...title('Valg') },
    kind: { ...oneOf('p', 'q'), default: 'p', ...title('Art') },
    ready: { type: 'boolean', default: false, ...title('Klar') },
    heard: { type: 'boolean', default: false, ...title('Hørt') },
    count: { type: 'integer', default: 0, ...title('Antal') },
    note: { type: 'string', ...title('Notat') },
    answer: { type: 'string', ...title('Svar') },
  },
};

const FORMS: Record<string, { form: string[]; required?: string[] }> = {
  CHOSEN: { form: ['choice'], required: ['choice'] },
  GIVEN: { form: ['note'] },
  COUNTED: { form: ['count'], required: ['count'] },
};

/**
 * A definition around a random machine, with rules that were drawn at random, too: the parser accepts it, its expressions compile, and
 * whether it is any good is for `verify` to say. The same seed gives the same definition.
 */
export function randomDefinition(seed: number): Definition {
  const dice = new Dice(seed);
  const meeting = new Dice(seed + 1_000_000);
  const caseType = `random${seed}`;
  const machine = titled(randomMachine(dice, { ...WORDS, caseType }), '');
  const observations = observationsOf(machine);
  return definitionOf({
    caseType,
    facts,
    machine,
    ends: { end: [], other: [] },
    events: Object.fromEntries(
      EVENTS.map((name) => [name, { ...title(name), roles: ['caseworker'], ...FORMS[name] }]),
    ),
    tasks: Object.fromEntries(
      WORDS.tasks.map((name) => [
        name,
        {
          ...title(name),
          role: 'caseworker',
          events: [dice.pick(EVENTS), dice.pick(EVENTS)],
          ...(meeting.percent(40) && { deadline: meeting.pick(WORDS.deadlines) }),
        },
      ]),
    ),
    delays: {
      soon: { due: 'plus(today, "P1D")' },
      later:
        seed % 2 === 0
          ? { anchor: 'today', length: 'P10D', counting: 'workingDays' }
          : { anchor: 'now', length: 'PT30H', counting: 'officeHours' },
    },
    deadlines: {
      decideBy: {
        ...title('Afgør'),
        kind: 'statutory',
        anchor: 'facts.receivedOn',
        length: 'P4W',
        reminders: [
          { at: '-P2D', to: ['caseworker'] },
          { every: 'P1W', after: 'breach', to: ['caseworker'] },
        ],
      },
      answerBy: {
        ...title('Svar'),
        kind: 'internal',
        ...(seed % 3 === 0
          ? { anchor: 'now', length: 'PT12H', reminders: [{ at: '-PT1H', to: ['caseworker'] }] }
          : { anchor: 'today', length: 'P3D', roll: 'forward' as const }),
        ...(meeting.percent(60) && { metBy: metBy(meeting, observations) }),
      },
    },
    letters: {
      answer: { ...title('Svar'), template: 'answer-1' },
      notice: { ...title('Besked'), template: 'notice-1' },
    },
    rules: Array.from({ length: 4 }, (_, index) => randomRule(dice, observations, `rule${index}`)),
  });
}

/** With what every state must have. */
function titled(node: StateNode, name: string): StateNode {
  const states = Object.entries(node.states ?? {}).map(([key, child]) => [key, titled(child, key)]);
  const meta = { ...title(name), publicPhase: 'assessment' as const, ...node.meta };
  return {
    ...node,
    ...(name !== '' && node.type !== 'history' && { meta }),
    ...(node.states && { states: Object.fromEntries(states) as Record<string, StateNode> }),
  };
}

/** By kind: there are many more states than letters. */
function observationsOf(machine: StateNode): string[][] {
  const paths = pathsIn(machine, []);
  return [
    EVENTS.map((event) => `event(${event})`),
    paths.map((path) => `enter(${path})`),
    paths.map((path) => `leave(${path})`),
    WORDS.tasks.map((task) => `task(${task})`),
    ['letter(answer)', 'letter(notice)'],
  ];
}

function pathsIn(node: StateNode, path: string[]): string[] {
  return Object.entries(node.states ?? {}).flatMap(([name, child]) => {
    if (child.type === 'history') return [];
    const own = [...path, name];
    return [own.join('.'), ...pathsIn(child, own)];
  });
}

function metBy(dice: Dice, [events, entries, , , letters]: string[][]): string[] {
  const kinds = [events!, entries!, letters!];
  return Array.from({ length: dice.below(3) }, () => dice.pick(dice.pick(kinds)));
}

function randomRule(dice: Dice, observations: string[][], id: string): Rule {
  const template = dice.pick(Object.keys(TEMPLATES) as (keyof typeof TEMPLATES)[]);
  const some = () => Array.from({ length: 1 + dice.below(2) }, () => dice.pick(dice.pick(observations)));
  return {
    id,
    ...title('Regel'),
    source: 'S',
    template,
    first: some(),
    // oxlint-disable-next-line unicorn/no-thenable -- the key of a rule
    ...(TEMPLATES[template].needsThen && { then: some() }),
    ...(dice.percent(15) && { unless: some() }),
  };
}
