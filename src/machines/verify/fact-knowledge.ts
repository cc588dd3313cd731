import type { Definition } from '../definition.js';
import type { FactKnowledge } from './atoms.js';
import type { Shape } from './shape.js';

/**
 * The facts of which more is known than that they may be anything: those that nobody has given at first, and the yes or no that only
 * actions write, always as `true` or `false`. It holds for cases that are opened without these facts; the proofs say so.
 */
export function factKnowledge(shape: Shape): FactKnowledge {
  const { properties, required = [] } = shape.definition.facts;
  const free = new Set([...required, ...broughtByOthers(shape)]);
  const absentAtFirst = Object.entries(properties)
    .filter(([name, schema]) => schema.default === undefined && !required.includes(name))
    .map(([name]) => name);
  const flags = Object.entries(properties).flatMap(([name, schema]): [string, boolean][] =>
    schema.type === 'boolean' && typeof schema.default === 'boolean' && !free.has(name)
      ? [[name, schema.default]]
      : [],
  );
  return { absentAtFirst: new Set(absentAtFirst), flags: new Map(flags) };
}

/** Facts that events, children or computed values write. */
function broughtByOthers({ definition, states }: Shape): string[] {
  const moves = states.flatMap(({ moves }) => moves);
  const computed = moves.flatMap(({ definition: { actions = [] } }) =>
    actions.flatMap((action) =>
      action.type === 'setFacts'
        ? Object.keys(action.facts).filter((fact) => literalOf(action.facts[fact]!) === undefined)
        : [],
    ),
  );
  return [
    ...formFacts(definition),
    ...states.flatMap(({ node }) => node.invoke?.receives ?? []),
    ...computed,
  ];
}

function formFacts({ events }: Definition): string[] {
  return Object.values(events).flatMap(({ form = [], append }) => (append === undefined ? form : [append]));
}

/** `true` or `false` written out. */
export function literalOf(source: string): boolean | undefined {
  const text = source.trim();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}
