import type { FactKnowledge } from './atoms.js';
import type { Shape } from './shape.js';

/**
 * The facts of which more is known than that they may be anything: those that are absent until an event or action gives them, and the
 * yes or no that only actions write, always as `true` or `false`. A fact that nothing writes can only be given when the case is opened,
 * so nothing is known of it. What is known holds for cases that are opened without these facts; the proofs say so.
 */
export function factKnowledge(shape: Shape): FactKnowledge {
  const { properties, required = [] } = shape.definition.facts;
  const brought = new Set(broughtIn(shape));
  const literals = new Set<string>();
  for (const [fact, source] of assignments(shape)) {
    (literalOf(source) === undefined ? brought : literals).add(fact);
  }
  const laterFacts = Object.entries(properties).filter(
    ([name]) => !required.includes(name) && (brought.has(name) || literals.has(name)),
  );
  const absent = laterFacts.filter(([, schema]) => schema.default === undefined).map(([name]) => name);
  const flags = laterFacts.flatMap(([name, schema]): [string, boolean][] =>
    schema.type === 'boolean' && typeof schema.default === 'boolean' && !brought.has(name)
      ? [[name, schema.default]]
      : [],
  );
  return { absentAtFirst: new Set(absent), flags: new Map(flags) };
}

/** Facts that events and ended children bring. */
function broughtIn({ definition, states }: Shape): string[] {
  const forms = Object.values(definition.events).flatMap(({ form = [], append }) =>
    append === undefined ? form : [append],
  );
  return [...forms, ...states.flatMap(({ node }) => node.invoke?.receives ?? [])];
}

function assignments({ states }: Shape): [string, string][] {
  return states.flatMap(({ moves }) =>
    moves.flatMap(({ definition }) =>
      (definition.actions ?? []).flatMap((action) =>
        action.type === 'setFacts' ? Object.entries(action.facts) : [],
      ),
    ),
  );
}

/** `true` or `false` written out. */
export function literalOf(source: string): boolean | undefined {
  const text = source.trim();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

/** A text written out, in either kind of quotes. */
export function textOf(source: string): string | undefined {
  return /^\s*(["'])([^"'\\]*)\1\s*$/.exec(source)?.[2];
}
