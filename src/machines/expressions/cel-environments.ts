import { Environment } from '@marcbachmann/cel-js';
import { AppError } from '../../errors.js';
import type { Definition, InvokeDefinition, Text } from '../definition.js';
import type { Json } from '../snapshot.js';
import { walkStates } from '../state-tree.js';
import type { ExpressionScope, Place } from './expression.js';
import { registerExact } from './exact.js';
import { registerFunctions } from './functions.js';
import {
  factTypesOf,
  OPAQUE,
  recordOf,
  recordType,
  STRING,
  type FactTypes,
  type RecordType,
  type ValueType,
} from './record-types.js';
import { registerCounting } from './running-text.js';
import { CASE, parametersType, parameterValues, ScopeValues } from './scope-values.js';
import { CelOpaque, classOf, toJson, type CelRecord } from './values.js';
import { weightOf, Work } from './work.js';

/** What the expressions of one kind of place are checked and run with. */
export interface PlaceEnvironment {
  cel: Environment;
  /** The same with room for what `runningText` adds. */
  running(): Environment;
  /** All record types by their CEL name. */
  records: ReadonlyMap<string, RecordType>;
  event?: RecordType;
  /** Top-level facts that this place guarantees, as `facts.x`. */
  known: ReadonlySet<string>;
  /** The form of the event is merged into the facts first. */
  merged: boolean;
}

interface Runnable {
  run(values: ScopeValues): unknown;
  canonical: string;
}

const LIMITS = { maxDepth: 40, maxAstNodes: 500, maxListElements: 100, maxCallArguments: 8 };
const RUNNING_LIMITS = { maxDepth: 200, maxAstNodes: 10_000 };

/** Places of one kind share an environment, and the expressions compiled with it. */
export function kindOf({ event, child, anyEvent }: Place): string {
  if (anyEvent) return 'any';
  if (child) return `child ${child.id}`;
  return event === undefined ? '' : `event ${event}`;
}

/** The CEL environments of one definition: made once, then only extended by what each kind of place has in scope. */
export class Environments {
  private readonly types: FactTypes;
  private readonly parametersType: RecordType;
  private readonly parameters: CelRecord;
  private readonly records = new Map<string, RecordType>();
  private readonly base: Environment;
  private readonly places = new Map<string, PlaceEnvironment>();
  private readonly values = new WeakMap<ExpressionScope, ScopeValues>();
  private readonly work = new Work();
  private current!: ExpressionScope;

  constructor(private readonly definition: Definition) {
    this.types = factTypesOf(definition);
    this.parametersType = parametersType(definition.parameters);
    this.parameters = parameterValues(this.parametersType, definition.parameters, this.work);
    this.base = this.createBase();
  }

  at(place: Place): PlaceEnvironment {
    const kind = kindOf(place);
    let found = this.places.get(kind);
    if (!found) {
      found = this.createPlace(place);
      this.places.set(kind, found);
    }
    return found;
  }

  /**
   * Runs a compiled expression and gives its JSON. Throws AppError `expressionTooCostly` when it takes more than its bound (`work.ts`), otherwise what it throws. Not
   * re-entrant by design: no function of ours evaluates another expression.
   */
  run({ run, canonical }: Runnable, scope: ExpressionScope, event?: RecordType): Json {
    const values = this.valuesOf(scope);
    values.eventType = event;
    this.current = scope;
    this.work.begin();
    try {
      const value = run(values);
      this.work.spend(weightOf(value));
      if (!this.work.isSpent) return toJson(value);
    } catch (error) {
      if (!this.work.isSpent) throw error;
    }
    throw new AppError('expressionTooCostly', { expression: canonical });
  }

  private valuesOf(scope: ExpressionScope): ScopeValues {
    let values = this.values.get(scope);
    if (!values) {
      values = new ScopeValues(scope, this.types.facts, this.parameters, this.work);
      this.values.set(scope, values);
    }
    return values;
  }

  private createBase(): Environment {
    const env = new Environment({ enableOptionalTypes: true, limits: LIMITS });
    registerFunctions(
      env,
      () => this.current,
      (name) => this.titleOf(name),
    );
    registerExact(env);
    registerCounting(env, this.work);
    env.registerType(OPAQUE.cel, CelOpaque);
    for (const type of [this.types.facts, this.parametersType, CASE]) register(env, type, this.records);
    return env
      .registerVariable('facts', 'facts')
      .registerVariable('parameters', 'parameters')
      .registerVariable('case', 'case')
      .registerVariable('today', 'Date')
      .registerVariable('now', 'Instant');
  }

  private titleOf(name: string): Text {
    const { events, deadlines } = this.definition;
    const named = Object.hasOwn(events, name) ? events[name] : deadlines[name];
    return named?.title ?? { da: name };
  }

  private createPlace(place: Place): PlaceEnvironment {
    const event = this.eventAt(place);
    const definition = place.event === undefined ? undefined : this.definition.events[place.event];
    const merged = definition !== undefined && definition.append === undefined;
    const known = new Set((merged ? (definition.required ?? []) : []).map((name) => `facts.${name}`));
    const cel = this.base.clone();
    const records = new Map(this.records);
    if (event) {
      register(cel, event, records);
      cel.registerVariable('event', event.name);
    }
    let running: Environment | undefined;
    return {
      cel,
      running: () => (running ??= cel.clone({ limits: RUNNING_LIMITS })),
      records,
      event,
      known,
      merged,
    };
  }

  private eventAt({ event, child, anyEvent }: Place): RecordType | undefined {
    if (anyEvent)
      return eventType('event.any', this.types.anyForm, this.types.received('any', this.allFacts()));
    if (child)
      return eventType(
        `event.done.${child.id}`,
        undefined,
        this.types.received(child.id, this.receives(child.id)),
      );
    return event === undefined ? undefined : eventType(`event.${event}`, this.types.formOf(event));
  }

  private allFacts(): string[] {
    return Object.keys(this.definition.facts.properties);
  }

  private receives(id: string): string[] {
    const found: InvokeDefinition[] = [];
    walkStates(this.definition.machine, ({ invoke }) => invoke?.id === id && found.push(invoke));
    return found.flatMap(({ receives }) => receives ?? []);
  }
}

const there = (type: ValueType) => ({ type, present: true });

function eventType(name: string, form?: RecordType, received?: RecordType): RecordType {
  return recordType(name, {
    ...(form && { facts: there(recordOf(form)) }),
    ...(received && {
      output: there(
        recordOf(recordType(`${name}.output`, { end: there(STRING), facts: there(recordOf(received)) })),
      ),
    }),
  });
}

/** Registers a record type after the types of its fields. */
function register(env: Environment, type: RecordType, records: Map<string, RecordType>): void {
  if (records.has(type.name)) return;
  records.set(type.name, type);
  const fields: [string, string][] = [];
  for (const [name, field] of type.fields) {
    const inner = recordWithin(field.type);
    if (inner) register(env, inner, records);
    fields.push([name, field.type.cel]);
  }
  env.registerType(type.name, { ctor: classOf(type), fields: Object.fromEntries(fields) });
}

function recordWithin(type: ValueType): RecordType | undefined {
  if (type.kind === 'record') return type.record;
  return type.kind === 'list' ? recordWithin(type.item) : undefined;
}
