import type { ActionDefinition, Definition, Expression, FactSchema } from '../definition.js';
import type { CompiledExpression, Place } from '../expressions/environment.js';
import { writtenFacts } from '../expressions/record-types.js';
import { misfitOf, type Demand, type Misfit } from './fit.js';
import type { Laboratory } from './laboratory.js';
import type { State } from './shape.js';

type GivingAction = Extract<ActionDefinition, { facts?: Record<string, Expression> }>;

/** The actions of the transitions of a state that give facts to the case or to another one, with where they stand. */
export function givingActions(
  laboratory: Laboratory,
  { moves }: State,
): { action: GivingAction; pointer: string; given: GivenFacts }[] {
  return moves.flatMap((move) =>
    (move.definition.actions ?? []).flatMap((action, index) => {
      if (action.type !== 'openCase' && action.type !== 'sendEvent' && action.type !== 'setFacts') return [];
      const pointer = `${move.pointer}/actions/${index}`;
      const place = laboratory.compiler.place(`${pointer}/facts`, move.event);
      return [{ action, pointer, given: new GivenFacts(laboratory, action.facts ?? {}, place) }];
    }),
  );
}

/** The facts into which an action may write what is none of their values. */
export function doubtfulFacts(laboratory: Laboratory): ReadonlySet<string> {
  const own = writtenFacts(laboratory.definition);
  const written = laboratory.shape.states
    .flatMap((state) => givingActions(laboratory, state))
    .filter(({ action }) => action.type === 'setFacts');
  const doubtful = written.flatMap(({ given }) =>
    given.names.filter((fact) => given.misfits(fact, own[fact]!, 'always').length > 0),
  );
  return new Set(doubtful);
}

/** Facts that are given to a case: an expression each, in a definition whose expressions compile. */
export class GivenFacts {
  readonly names: string[];
  private readonly expressions: Map<string, CompiledExpression>;
  private readonly own: Record<string, FactSchema>;

  /** `place` is where the expressions stand: what is in scope. */
  constructor(
    { compiler, definition }: Laboratory,
    facts: Record<string, Expression>,
    readonly place: Place,
  ) {
    this.names = Object.keys(facts);
    this.own = writtenFacts(definition);
    this.expressions = new Map(
      Object.entries(facts).map(([fact, source]) => [fact, compiler.expression(source, 'any', place)]),
    );
  }

  /** JSON Pointer of one fact. */
  pathOf(fact: string): string {
    return `${this.place.path}/${fact}`;
  }

  /** Those of the facts that are not given; `null` gives nothing. */
  lacks(facts: string[]): string[] {
    return facts.filter((fact) => (this.expressions.get(fact)?.type ?? 'null') === 'null');
  }

  /** What is certainly wrong with the type or value of a fact that is given; with `always`, what may be wrong. */
  misfits(fact: string, taken: FactSchema, demand: Demand = 'possibly'): Misfit[] {
    const results = resultsOf(this.expressions.get(fact)!, this.own);
    return results.flatMap((given) => misfitOf(given, taken, demand, fact) ?? []).slice(0, 1);
  }
}

const TEXT = /^"(?:[^"\\]|\\.)*"$/;

/** What is known of the values of an expression: a schema for each branch of `?:`. */
function resultsOf({ type, results }: CompiledExpression, facts: Record<string, FactSchema>): FactSchema[] {
  return results.map((result) => {
    if (TEXT.test(result)) return { enum: [JSON.parse(result) as string] };
    const name = /^facts\.(\w+)$/.exec(result)?.[1];
    return name === undefined ? schemaOf(type, facts) : facts[name]!;
  });
}

const SCALARS = new Map<string, FactSchema>([
  ['int', { type: 'integer' }],
  ['double', { type: 'number' }],
  ['string', { type: 'string' }],
  ['bool', { type: 'boolean' }],
  ['Date', { type: 'string', format: 'date' }],
  ['Instant', { type: 'string', format: 'date-time' }],
]);

/** The schema of a CEL type; one that says nothing when the type does not. */
function schemaOf(type: string, facts: Definition['facts']['properties']): FactSchema {
  const item = /^list<(.+)>$/.exec(type)?.[1];
  if (item !== undefined) return { type: 'array', items: schemaOf(item, facts) };
  const [root, ...path] = type.split('.');
  return root === 'facts' ? within({ properties: facts }, path) : (SCALARS.get(type) ?? {});
}

/** Records are called after where they stand: `facts.attempts.item`. */
function within(schema: FactSchema, path: string[]): FactSchema {
  return path.reduce(
    (outer, name) => (outer.type === 'array' ? outer.items! : outer.properties![name]!),
    schema,
  );
}
