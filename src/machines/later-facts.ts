import type { Definition, FactSchema } from './definition.js';
import { transitionGroups } from './labels.js';
import { transitionsOf, walkStates } from './state-tree.js';

/** The facts that come with events, children and actions: what a proof may count on when a case begins. */
export interface LaterFacts {
  /** Absent until something gives them. */
  absentAtFirst: ReadonlySet<string>;
  /** A yes or no that only actions write, always as `true` or `false`: with what it begins. */
  flags: ReadonlyMap<string, boolean>;
  /** Whole numbers that only actions write: they begin with their default. */
  counters: ReadonlySet<string>;
}

/**
 * What is known of the facts of a case at its opening. Nothing is known of a fact that nothing writes, that opening the case needs, or that
 * `facts.opening` lists: those may be given then.
 */
export function laterFacts(definition: Definition): LaterFacts {
  const { properties, required = [], opening = [] } = definition.facts;
  const fromOutside = broughtFacts(definition);
  const brought = new Set(fromOutside);
  const literals = new Set<string>();
  for (const [fact, source] of assignments(definition)) {
    (literalOf(source) === undefined ? brought : literals).add(fact);
  }
  const given = new Set([...required, ...opening]);
  const later = Object.entries(properties).filter(
    ([name]) => !given.has(name) && (brought.has(name) || literals.has(name)),
  );
  const absent = later.filter(([, schema]) => schema.default === undefined).map(([name]) => name);
  const flags = later.flatMap(([name, schema]): [string, boolean][] =>
    schema.type === 'boolean' && typeof schema.default === 'boolean' && !brought.has(name)
      ? [[name, schema.default]]
      : [],
  );
  const counters = later.flatMap(([name, schema]) =>
    schema.type === 'integer' && typeof schema.default === 'number' && !fromOutside.has(name) ? [name] : [],
  );
  return { absentAtFirst: new Set(absent), flags: new Map(flags), counters: new Set(counters) };
}

/** The facts with which a case may be opened: all but the later ones, and but the lists that events write line by line. */
export function openingFacts(definition: Definition): Record<string, FactSchema> {
  const { properties, required = [], opening = [] } = definition.facts;
  const { absentAtFirst, flags, counters } = laterFacts(definition);
  const lists = Object.values(definition.events).flatMap(({ append }) => append ?? []);
  const given = new Set([...required, ...opening]);
  const mayBeGiven = (name: string): boolean =>
    given.has(name) ||
    !(absentAtFirst.has(name) || flags.has(name) || counters.has(name) || lists.includes(name));
  return Object.fromEntries(Object.entries(properties).filter(([name]) => mayBeGiven(name)));
}

/** Facts that events and ended children bring. */
function broughtFacts({ events, machine }: Definition): Set<string> {
  const brought = new Set(Object.values(events).flatMap(({ form = [], append }) => append ?? form));
  walkStates(machine, ({ invoke }) => {
    for (const fact of invoke?.receives ?? []) brought.add(fact);
  });
  return brought;
}

/** Each fact that an action sets, with the expression. */
function assignments({ machine }: Definition): [string, string][] {
  const found: [string, string][] = [];
  walkStates(machine, (node) => {
    const moves = transitionGroups(node).flatMap(({ transitions }) => transitionsOf(transitions));
    for (const action of moves.flatMap(({ actions = [] }) => actions))
      if (action.type === 'setFacts') found.push(...Object.entries(action.facts));
  });
  return found;
}

/** `true` or `false` written out. */
export function literalOf(source: string): boolean | undefined {
  const text = source.trim();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}
