import { shippedDefinitions, shippedFragments } from '../../../src/machines/case-types.js';
import type { Definition, Rule, StateNode } from '../../../src/machines/definition.js';
import { parseDefinition } from '../../../src/machines/parse.js';
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

describe('the definitions we ship', () => {
  it.each(Object.keys(definitions))('%s ends, never lies still, and every proof is complete', (name) => {
    const { problems, proofs } = verify(definitions[name]!, { children: definitions });
    expect(problems).toEqual([]);
    expect(new Set(proofs.map(({ verdict }) => verdict))).toEqual(new Set(['holds']));
    expect(proofs.filter(({ applied }) => !applied)).toEqual([]);
  });

  it.each(all)('$name: a way past $rule.id is found', ({ name, rule }) => {
    const { proofs, problems } = verify(breakRule(definitions[name]!, rule), { only: 'rules' });
    expect(proofs[0]!.verdict).toBe('broken');
    expect(eventsOf(problems[0])[0]).toBe('case.opened');
  });
});
