import * as fc from 'fast-check';
import { shippedDefinitions, shippedFragments } from '../../../src/machines/case-types.js';
import {
  compileDefinition,
  parseDefinition,
  verify,
  type CompiledDefinition,
  type Definition,
  type Rule,
} from '../../../src/machines/index.js';
import { TEMPLATES } from '../../../src/machines/verify/automaton.js';
import { live } from './random-life.js';

/** `FUZZ=20 npm run test:unit -- random-rules` tries twenty times as many rules, others each time; `FUZZ_SEED` tries the same again. */
const MANY = Number(process.env['FUZZ'] ?? 1);
const SEED = Number(process.env['FUZZ_SEED'] ?? (MANY === 1 ? 20_261_122 : Date.now() % 2_147_483_647));

/** Steps on which the rules that were proved are followed. */
const STEPS = 3_000;

const definitions: Record<string, Definition> = Object.fromEntries(
  Object.entries(shippedDefinitions()).map(([name, source]) => {
    const parsed = parseDefinition(source, shippedFragments());
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return [name, parsed.definition];
  }),
);

/** How many rules are tried on each, and how many situations one part of it may have. */
const TRIED: [caseType: string, rules: number, situations: number][] = [
  ['refusal', 400, 5_000],
  ['transitionToAdult', 15, 1_000],
  ['newApplication', 40, 2_000],
  ['remandedCase', 20, 2_000],
];

/** Whatever a rule may look for in a definition: questions of guards, too, and ends of paths. */
function observationsOf({ definition, states }: CompiledDefinition): string[] {
  const all = [...states.values()];
  const paths = all.map(({ path }) => path).filter((path) => path !== '');
  const atoms = all.flatMap(({ transitions }) => transitions.flatMap(({ guard }) => guard?.atoms ?? []));
  const ends = paths.map((path) => path.slice(path.lastIndexOf('.') + 1));
  return [
    ...Object.keys(definition.events).map((event) => `event(${event})`),
    ...[...paths, ...ends].flatMap((path) => [`enter(${path})`, `leave(${path})`]),
    ...Object.keys(definition.tasks).map((task) => `task(${task})`),
    ...Object.keys(definition.letters).map((letter) => `letter(${letter})`),
    ...[...new Set(atoms)].flatMap((atom) => [`when(${atom})`, `when(!(${atom}))`]),
  ];
}

const KINDS = ['event', 'enter', 'leave', 'task', 'letter', 'when'];

/** The kind of observation is chosen first: there are many more states than letters. */
function observation(texts: string[]): fc.Arbitrary<string> {
  const kinds = KINDS.map((kind) => texts.filter((text) => text.startsWith(`${kind}(`)));
  return fc.oneof(...kinds.filter(({ length }) => length > 0).map((some) => fc.constantFrom(...some)));
}

function ruleOf(texts: string[]): fc.Arbitrary<Omit<Rule, 'id'>> {
  const some = fc.array(observation(texts), { minLength: 1, maxLength: 2 });
  const names = Object.keys(TEMPLATES) as (keyof typeof TEMPLATES)[];
  const parts = fc.record({ template: fc.constantFrom(...names), first: some, last: some, unless: some });
  return fc.tuple(parts, fc.nat(4)).map(([{ template, first, last, unless }, dice]) => ({
    title: { da: 'Regel', en: 'Rule' },
    source: 'S',
    template,
    first,
    // oxlint-disable-next-line unicorn/no-thenable -- the key of a rule
    ...(TEMPLATES[template].needsThen && { then: last }),
    ...(dice === 0 && { unless }),
  }));
}

/** Rules that hold although what they speak of was seen: the others say little. */
let applied = 0;

describe('a rule at random that is proved', () => {
  test.each(TRIED)('%s: holds along thousands of steps', (caseType, count, maxConfigurations) => {
    const definition = definitions[caseType]!;
    const texts = observationsOf(compileDefinition(definition));
    const drawn = fc.sample(ruleOf(texts), { numRuns: count * MANY, seed: SEED });
    const rules = drawn.map((rule, index) => ({ ...rule, id: `rule-${index}` }));
    const { proofs } = verify({ ...definition, rules }, { only: 'rules', maxConfigurations });
    const held = rules.filter((_rule, index) => proofs[index]!.verdict === 'holds');
    applied += proofs.filter((proof) => proof.verdict === 'holds' && proof.applied).length;
    // Throws the story of a case that breaks one of them.
    live({ ...definition, rules: held }, definitions, SEED, STEPS * MANY);
  });

  test('is often about something', () => expect(applied).toBeGreaterThan(20));
});
