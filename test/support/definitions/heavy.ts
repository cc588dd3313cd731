import type { Definition, StateNode } from '../../../src/machines/index.js';

const REGIONS = 9;
const STATES = 8;
const meta = (name: string) => ({ title: { da: name }, publicPhase: 'assessment' as const });

/**
 * The definition with more regions than anybody can look through together (8⁸ situations), and rules that each concern all but one of them,
 * so that the bound on situations is reached many times over. Everything in it is allowed.
 */
export function heavy(definition: Definition): Definition {
  const { states, ...open } = definition.machine.states!['open']!;
  const regions = Array.from({ length: REGIONS }, (_, number) => [`extra${number}`, ring(number)] as const);
  const events = regions.map(([, { initial }]) => [
    `GO_${initial}`,
    { title: { da: 'Videre' }, roles: ['caseworker' as const] },
  ]);
  return {
    ...definition,
    events: { ...definition.events, ...Object.fromEntries(events) },
    rules: regions.map(([without]) => ({
      id: `all-but-${without}`,
      title: { da: 'Næsten alle på én gang' },
      source: 'test',
      template: 'absence' as const,
      first: regions.flatMap(([name]) => (name === without ? [] : [`enter(open.${name}.nowhere)`])),
    })),
    machine: {
      ...definition.machine,
      states: {
        ...definition.machine.states,
        open: { ...open, states: { ...states, ...Object.fromEntries(regions) } },
      },
    },
  };
}

/** States that one event leads through, round and round; one of them is only reached when every other region is far enough. */
function ring(number: number): StateNode {
  const names = Array.from({ length: STATES }, (_, at) => `s${number}${at}`);
  const others = Array.from({ length: REGIONS }, (_, other) => other).filter((other) => other !== number);
  const all = others.map((other) => `active("open.extra${other}.s${other}${STATES - 1}")`).join(' && ');
  const states = names.map((name, at) => {
    const on = {
      [`GO_${names[0]}`]: [{ guard: all, target: 'nowhere' }, { target: names[(at + 1) % STATES]! }],
    };
    return [name, { meta: meta(name), on }];
  });
  return {
    meta: meta(`extra${number}`),
    initial: names[0]!,
    states: { ...Object.fromEntries(states), nowhere: { meta: meta('nowhere') } } as Record<
      string,
      StateNode
    >,
  };
}
