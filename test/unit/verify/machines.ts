import type { Definition, Rule, StateNode } from '../../../src/machines/definition.js';
import type { Problem } from '../../../src/machines/problems.js';
import {
  verify,
  type PathStep,
  type Verification,
  type VerifyOptions,
} from '../../../src/machines/verify.js';
import { definitionOf } from '../../support/definition.js';

const meta = (name: string) => ({ title: { da: `Tilstand ${name}` }, publicPhase: 'assessment' as const });

/** A machine whose states all have title and phase, so that a test is about what it is about. */
export function titled(node: StateNode, name = ''): StateNode {
  const states = Object.entries(node.states ?? {}).map(([key, child]) => [key, titled(child, key)]);
  return {
    ...node,
    ...(name !== '' && node.type !== 'history' && { meta: { ...meta(name), ...node.meta } }),
    ...(node.states && { states: Object.fromEntries(states) as Record<string, StateNode> }),
  };
}

export type Part = Partial<Omit<Definition, 'machine' | 'rules'>> & {
  machine: StateNode;
  rules?: Partial<Rule>[];
};

/** A definition around the machine. Every event named in it is described; root-level final states are its ends. */
export function example({ machine, rules = [], ...part }: Part): Definition {
  const finals = Object.entries(machine.states ?? {}).filter(([, { type }]) => type === 'final');
  const events = [...eventsIn(machine)].map((event) => [
    event,
    { title: { da: event }, roles: ['caseworker'], form: [], ...part.events?.[event] },
  ]);
  return definitionOf({
    ...part,
    events: { ...part.events, ...Object.fromEntries(events) },
    ends: Object.fromEntries(finals.map(([name]) => [name, []])),
    machine: titled(machine),
    rules: rules.map((rule, index) => ({
      id: `rule-${index}`,
      title: { da: 'En regel', en: 'A rule' },
      source: 'test',
      template: 'absence' as const,
      ...rule,
    })),
  });
}

function eventsIn(node: StateNode): Set<string> {
  const inner = Object.values(node.states ?? {}).flatMap((child) => [...eventsIn(child)]);
  return new Set([...Object.keys(node.on ?? {}), ...inner]);
}

/** Something that keeps a state awake without being what the test is about. */
export const awake = {
  meta: { wait: { reason: { da: 'Venter' }, review: 'soon' } },
  after: { soon: {} },
} as const;
export const soon = { soon: { due: 'plus(today, "P1D")' } };

export const verified = (part: Part, options: VerifyOptions = {}): Verification =>
  verify(example({ delays: soon, ...part }), options);

export const codesOf = ({ problems }: Verification): string[] =>
  problems.map(({ code, path }) => `${code} ${path}`);

/** The events of the path that a problem shows. */
export const eventsOf = (problem: Problem | undefined): string[] =>
  ((problem?.details?.['path'] ?? []) as PathStep[]).map(({ event }) => event);

export function only(verification: Verification, code: string): Problem {
  const found = verification.problems.filter((problem) => problem.code === code);
  if (found.length !== 1)
    throw new Error(`${found.length} × ${code}: ${JSON.stringify(verification.problems)}`);
  return found[0]!;
}

/** A machine that goes from state to state by events named after what they lead to. */
export function line(...names: string[]): StateNode {
  const states = names.map((name, index): [string, StateNode] => {
    const next = names[index + 1];
    return next === undefined
      ? [name, { type: 'final' }]
      : [name, { ...awake, on: { [`TO_${next}`]: next } }];
  });
  return { initial: names[0]!, states: Object.fromEntries(states) };
}

/** Two regions in `open`, beside an end that `END` leads to. */
export function regions(
  left: StateNode,
  right: StateNode,
  more: StateNode = {},
  finals: Record<string, StateNode> = { ended: { type: 'final' } },
): StateNode {
  const open: StateNode = { type: 'parallel', on: { END: 'ended' }, ...more, states: { left, right } };
  return { initial: 'open', states: { open, ...finals } };
}
