import { Validator, type Schema } from '@cfworker/json-schema';
import type { CompiledDefinition } from '../compiled.js';
import { defaultFacts, titleOf } from '../intake.js';
import type { Facts } from '../snapshot.js';
import { invalidFact, type MigrationReason } from './reasons.js';

const validators = new WeakMap<CompiledDefinition, Validator>();

/** The validator writes into the schema it is given, hence the copy. */
function validatorOf(compiled: CompiledDefinition): Validator {
  const found = validators.get(compiled);
  if (found) return found;
  const { properties, required = [] } = compiled.definition.facts;
  const schema = structuredClone({ type: 'object', properties, required }) as unknown as Schema;
  const validator = new Validator(schema, '2020-12', false);
  validators.set(compiled, validator);
  return validator;
}

/** The defaults of the definition for facts that the case does not have. */
export function missingDefaults({ definition }: CompiledDefinition, facts: Facts): Facts {
  const entries = Object.entries(defaultFacts(definition.facts));
  return Object.fromEntries(entries.filter(([name]) => !Object.hasOwn(facts, name)));
}

/** Facts that do not fit the definition, each once. Facts that it does not know are kept and hurt nobody. */
export function checkFacts(compiled: CompiledDefinition, facts: Facts): MigrationReason[] {
  const { valid, errors } = validatorOf(compiled).validate(facts);
  if (valid) return [];
  const { properties, required = [] } = compiled.definition.facts;
  const wrong = errors.map(({ instanceLocation }) =>
    decodeURIComponent(instanceLocation.split('/')[1] ?? ''),
  );
  const missing = required.filter((name) => !Object.hasOwn(facts, name));
  const names = [...new Set([...wrong, ...missing])].filter((name) => name !== '');
  return names.map((name) => invalidFact(name, titleOf(properties[name], name)));
}
