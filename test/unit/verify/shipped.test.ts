import { shippedDefinitions, shippedFragments } from '../../../src/machines/case-types.js';
import type { ActionDefinition, Definition, Rule, StateNode } from '../../../src/machines/definition.js';
import { parseDefinition } from '../../../src/machines/parse.js';
import { transitionsOf } from '../../../src/machines/state-tree.js';
import { verify } from '../../../src/machines/verify.js';
import { eventsOf } from './machines.js';

const definitions = Object.fromEntries(
  Object.entries(shippedDefinitions()).map(([name, source]): [string, Definition] => {
    const result = parseDefinition(source, shippedFragments());
    if (!result.ok) throw new Error(JSON.stringify(result.problems[0]));
    return [name, result.definition];
  }),
);
const all = Object.entries(definitions).flatMap(([name, { rules }]) => rules.map((rule) => ({ name, rule })));

const listOf = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** The definition with this rule alone, and with a way past it. */
function breakRule(definition: Definition, rule: Rule): Definition {
  const broken: Definition = { ...structuredClone(definition), rules: [rule] };
  broken.events['SHORTCUT'] = { title: { da: 'Genvej' }, roles: ['caseworker'] };
  const first = observed(rule.first![0]!);
  if (rule.template === 'precedence') addWayTo(broken.machine, observed(listOf(rule.then)[0]!));
  else if (first.kind === 'event') leadNowhere(broken.machine, first.name);
  else if (listOf(rule.then).every((text) => observed(text).kind === 'task')) forgetTasks(broken.machine);
  else openOf(broken.machine).on!['SHORTCUT'] = endOf(broken.machine);
  return broken;
}

function statesOf(node: StateNode): StateNode[] {
  return [node, ...Object.values(node.states ?? {}).flatMap(statesOf)];
}

const openOf = (machine: StateNode): StateNode => machine.states!['open']!;
const endOf = (machine: StateNode): string =>
  Object.keys(machine.states!).find((key) => machine.states![key]!.type === 'final')!;

const observed = (text: string): { kind: string; name: string } => {
  const [, kind = '', name = ''] = /(\w+)\((.+)\)$/.exec(text)!;
  return { kind, name };
};

/** Makes what the rule guards possible from the start, without any condition. */
function addWayTo(machine: StateNode, { kind, name }: { kind: string; name: string }): void {
  const open = openOf(machine);
  open.on ??= {};
  if (kind === 'enter') open.on['SHORTCUT'] = name.startsWith('open.') ? name.slice('open'.length) : name;
  else if (kind === 'letter') {
    open.on['SHORTCUT'] = { actions: [{ type: 'sendMessage', letter: name, to: ['citizen'] }] };
  } else {
    for (const { on } of statesOf(machine)) delete on?.[name];
    open.on[name] = {};
  }
}

/** The event is still accepted, but the case stays where it is. */
function leadNowhere(machine: StateNode, event: string): void {
  for (const { on } of statesOf(machine)) if (on?.[event]) on[event] = {};
}

/** Nobody is asked to do anything any more. */
function forgetTasks(machine: StateNode): void {
  for (const { meta } of statesOf(machine)) delete meta?.tasks;
}

/** The state in which a refusal is open. */
const invokingIn = (definition: Definition): StateNode =>
  statesOf(definition.machine).find(({ invoke }) => invoke?.src === 'refusal')!;

/** The only action that tells another case something: that its deadline was moved. */
const tellingIn = (definition: Definition) =>
  statesOf(definition.machine)
    .flatMap(({ on = {} }) => Object.values(on).flatMap(transitionsOf))
    .flatMap(({ actions = [] }) => actions)
    .find(({ type }) => type === 'sendEvent') as Extract<ActionDefinition, { type: 'sendEvent' }>;

/** Ways in which `newApplication` and the refusal that it opens can grow apart, and what is said of each. */
const MISMATCHES: [
  code: string,
  at: string,
  sentence: string,
  change: (own: Definition, refusal: Definition) => void,
][] = [
  [
    'childFactMissing',
    'invoke/input',
    'kan ikke åbnes uden oplysningen “decisionDueOn”; giv den under “input”.',
    (own) => delete invokingIn(own).invoke!.input!['decisionDueOn'],
  ],
  [
    'childFactMisfit',
    'invoke/input/decisionDueOn',
    'skal “decisionDueOn” være en dato, men her gives sandt eller falsk.',
    (own) => (invokingIn(own).invoke!.input!['decisionDueOn'] = 'has(facts.outcome)'),
  ],
  [
    'childFactMisfit',
    'invoke/input/outcome',
    'skal “outcome” være “refusal” eller “partialRefusal”, men her gives “partialrefusal”.',
    (own) => {
      const input = invokingIn(own).invoke!.input!;
      input['outcome'] = input['outcome']!.replace('? "partialRefusal"', '? "partialrefusal"');
    },
  ],
  [
    'childFactNotAtOpening',
    'invoke/input/channel',
    'kan ikke åbnes med oplysningen “channel”: den kommer først senere i sagen.',
    (own) => (invokingIn(own).invoke!.input!['channel'] = '"digitalPost"'),
  ],
  [
    'returnedFactMisfit',
    'invoke/receives/0',
    'giver “decisionSentOn” tilbage som en dato, men her skal det være et tidspunkt.',
    (own) => (own.facts.properties['decisionSentOn']!.format = 'date-time'),
  ],
  [
    'returnedFactMisfit',
    'invoke/receives/2',
    'eller “pigeon”, men her skal det være “digitalPost”',
    (_own, refusal) => refusal.facts.properties['channel']!.enum!.push('pigeon'),
  ],
  [
    'sentEventUnknown',
    'event',
    'Hændelsen “DEADLINE_MOVED” findes ikke i',
    (own) => (tellingIn(own).event = 'DEADLINE_MOVED'),
  ],
  [
    'sentFactMissing',
    'facts',
    'kan ikke ske uden oplysningen “decisionDueOn”',
    (own) => delete tellingIn(own).facts,
  ],
  [
    'sentFactUnknown',
    'facts/outcome',
    'tager ikke imod oplysningen “outcome”.',
    (own) => (tellingIn(own).facts!['outcome'] = '"refusal"'),
  ],
  [
    'sentFactMisfit',
    'facts/decisionDueOn',
    'kræver, at “decisionDueOn” er en dato, men her gives et tidspunkt.',
    (own) => (tellingIn(own).facts!['decisionDueOn'] = 'now'),
  ],
];

describe('the definitions we ship', () => {
  it.each(Object.keys(definitions))('%s ends, never lies still, and every proof is complete', (name) => {
    const { problems, proofs } = verify(definitions[name]!, { neighbours: { current: definitions } });
    expect(problems).toEqual([]);
    expect(new Set(proofs.map(({ verdict }) => verdict))).toEqual(new Set(['holds']));
    expect(proofs.filter(({ applied }) => !applied)).toEqual([]);
  });

  it.each(all)('$name: a way past $rule.id is found', ({ name, rule }) => {
    const { proofs, problems } = verify(breakRule(definitions[name]!, rule), { only: 'rules' });
    expect(proofs[0]!.verdict).toBe('broken');
    expect(eventsOf(problems[0])[0]).toBe('case.opened');
  });

  it.each(MISMATCHES)('that no longer fit each other are found: %s at %s', (code, at, sentence, change) => {
    const { newApplication, refusal, ...others } = structuredClone(definitions);
    change(newApplication!, refusal!);
    const children = { ...others, refusal: refusal! };
    const problems = verify(newApplication!, {
      neighbours: { current: children },
      maxConfigurations: 1,
    }).problems;
    const misfits = problems.filter((problem) => /^(child|returned|sent)/.test(problem.code));
    expect(misfits).toMatchObject([{ code, path: expect.stringMatching(`/${at}$`) }]);
    expect(misfits[0]!.message.da).toContain(sentence);
  });
});
