import type { Parameter } from '../definition.js';
import type { Json } from '../snapshot.js';
import type { ExpressionScope } from './expression.js';
import {
  BOOL,
  DATE,
  DOUBLE,
  INT,
  listOf,
  recordType,
  STRING,
  type Field,
  type RecordType,
  type ValueType,
} from './record-types.js';
import { CelDate, CelInstant, classOf, type CelRecord } from './values.js';
import type { Work } from './work.js';

const there = (type: ValueType): Field => ({ type, present: true });

/** `case.…`: nobody need be assigned. */
export const CASE: RecordType = recordType('case', {
  id: there(STRING),
  number: there(STRING),
  openedOn: there(DATE),
  assigneeId: { type: STRING, present: false },
  teamId: there(STRING),
});

function parameterType(value: Parameter['value']): ValueType {
  if (typeof value === 'number') return Number.isInteger(value) ? INT : DOUBLE;
  if (typeof value === 'boolean') return BOOL;
  return typeof value === 'string' ? STRING : listOf(STRING);
}

export function parametersType(parameters: Record<string, Parameter>): RecordType {
  const fields = Object.entries(parameters).map(([name, { value, title }]): [string, Field] => [
    name,
    { ...there(parameterType(value)), title, ...(Array.isArray(value) && { maxItems: value.length }) },
  ]);
  return { name: 'parameters', fields: new Map(fields) };
}

export function parameterValues(
  type: RecordType,
  parameters: Record<string, Parameter>,
  work: Work,
): CelRecord {
  const values = Object.entries(parameters).map(([name, { value }]): [string, Json] => [name, value]);
  return new (classOf(type))(type, Object.fromEntries(values), work);
}

/** The variables of one scope, each converted when an expression first reads it and then kept. */
export class ScopeValues {
  /** Set before each evaluation: what `event` is depends on the place of the expression. */
  eventType?: RecordType;
  private readonly events = new Map<RecordType, CelRecord>();
  private factsValue?: CelRecord;
  private caseValue?: CelRecord;
  private todayValue?: CelDate;
  private nowValue?: CelInstant;

  constructor(
    private readonly scope: ExpressionScope,
    private readonly factsType: RecordType,
    readonly parameters: CelRecord,
    private readonly work: Work,
  ) {}

  get facts(): CelRecord {
    return (this.factsValue ??= new (classOf(this.factsType))(this.factsType, this.scope.facts, this.work));
  }

  get case(): CelRecord {
    return (this.caseValue ??= new (classOf(CASE))(CASE, this.scope.caseValues, this.work));
  }

  get today(): CelDate {
    return (this.todayValue ??= new CelDate(this.scope.today));
  }

  get now(): CelInstant {
    return (this.nowValue ??= new CelInstant(this.scope.now));
  }

  /** Only read by expressions whose place has an event. */
  get event(): CelRecord {
    const type = this.eventType!;
    let event = this.events.get(type);
    if (!event) {
      event = new (classOf(type))(type, this.scope.event ?? { facts: {} }, this.work);
      this.events.set(type, event);
    }
    return event;
  }
}
