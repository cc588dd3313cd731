import { isLocalDate } from '../dates.js';
import type { FactSchema } from '../definition.js';
import type { PlainText } from '../effects.js';
import { valueTypeOf, type ValueType } from '../expressions/record-types.js';
import { isInstant } from '../instants.js';
import { listed, same } from '../wording.js';

/** Where in a fact what is given does not fit, and both in words. */
export interface Misfit {
  /** `attempts`, `attempts[].reached`. */
  at: string;
  given: PlainText;
  taken: PlainText;
}

/**
 * `possibly`: what is given fits unless none of its values can be taken. `always`: it is of the same type and format, and each of its
 * values can be taken; a whole number is a number.
 */
export type Demand = 'possibly' | 'always';

type Kind = ValueType['kind'];

const WORDS: Record<Kind, PlainText> = {
  int: { da: 'et helt tal', en: 'a whole number' },
  double: { da: 'et tal', en: 'a number' },
  string: { da: 'en tekst', en: 'a text' },
  bool: { da: 'sandt eller falsk', en: 'true or false' },
  date: { da: 'en dato', en: 'a date' },
  instant: { da: 'et tidspunkt', en: 'a moment' },
  list: { da: 'en liste', en: 'a list' },
  record: { da: 'en gruppe af oplysninger', en: 'a group of facts' },
  opaque: { da: 'hvad som helst', en: 'anything' },
};

/** Kinds besides its own for which some value of a kind can be taken: dates and moments are texts in JSON. */
const POSSIBLE: Partial<Record<Kind, Kind[]>> = {
  int: ['double'],
  double: ['int'],
  string: ['date', 'instant'],
  date: ['string'],
  instant: ['string'],
};
const ALWAYS: Partial<Record<Kind, Kind[]>> = { int: ['double'] };

const kindOf = (schema: FactSchema): Kind => valueTypeOf(schema, '').kind;

/** The first place at which values of one schema do not fit another. A schema that says nothing fits all. */
export function misfitOf(
  given: FactSchema,
  taken: FactSchema,
  demand: Demand,
  at: string,
): Misfit | undefined {
  const [from, to] = [kindOf(given), kindOf(taken)];
  if (from === 'opaque' || to === 'opaque') return undefined;
  if (from === 'list' && to === 'list')
    return misfitOf(given.items ?? {}, taken.items ?? {}, demand, `${at}[]`);
  if (from === 'record' && to === 'record') return misfitWithin(given, taken, demand, at);
  const fits = kindFits(from, to, demand) && valuesFit(given, taken, demand);
  return fits ? undefined : { at, given: inWords(given), taken: inWords(taken) };
}

/** A group whose properties are not described may hold any. */
function misfitWithin(given: FactSchema, taken: FactSchema, demand: Demand, at: string): Misfit | undefined {
  const { properties } = given;
  if (!properties) return undefined;
  for (const [name, schema] of Object.entries(taken.properties ?? {})) {
    const inner = Object.hasOwn(properties, name)
      ? misfitOf(properties[name]!, schema, demand, `${at}.${name}`)
      : missing(taken, name, `${at}.${name}`);
    if (inner) return inner;
  }
  return undefined;
}

function missing({ required = [], properties }: FactSchema, name: string, at: string): Misfit | undefined {
  if (!required.includes(name)) return undefined;
  return { at, given: { da: 'intet', en: 'nothing' }, taken: inWords(properties![name]!) };
}

function kindFits(from: Kind, to: Kind, demand: Demand): boolean {
  const others = (demand === 'always' ? ALWAYS : POSSIBLE)[from] ?? [];
  return from === to || others.includes(to);
}

function valuesFit(given: FactSchema, taken: FactSchema, demand: Demand): boolean {
  const kind = kindOf(taken);
  const isTaken = (value: string): boolean =>
    (!taken.enum || taken.enum.includes(value)) &&
    (kind !== 'date' || isLocalDate(value)) &&
    (kind !== 'instant' || isInstant(value));
  if (given.enum) return demand === 'always' ? given.enum.every(isTaken) : given.enum.some(isTaken);
  return !taken.enum || (demand === 'possibly' && kindOf(given) === kind);
}

function inWords(schema: FactSchema): PlainText {
  if (!schema.enum) return WORDS[kindOf(schema)];
  return listed(
    schema.enum.map((value) => same(`“${value}”`)),
    'or',
  );
}

/** The details of a misfit, for a sentence in either language. */
export const detailsOf = ({ at, given, taken }: Misfit) => ({
  at,
  given: given.da,
  given_en: given.en,
  taken: taken.da,
  taken_en: taken.en,
});
