import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { shippedDefinitions, shippedFragments } from '../../../src/machines/case-types.js';
import { parseDefinition, verify, type Definition, type Problem } from '../../../src/machines/index.js';
import { keysOf } from '../../../src/machines/parse/json.js';
import { edited, edits, type Edit } from './edits.js';
import { valueAt } from './places.js';
import { live } from './random-life.js';

/** `FUZZ=20 npm run test:unit -- edited-definitions` tries twenty times as many, others each time; `FUZZ_SEED` tries the same again. */
const MANY = Number(process.env['FUZZ'] ?? 1);
const SEED = Number(process.env['FUZZ_SEED'] ?? (MANY === 1 ? 20_261_122 : Date.now() % 2_147_483_647));

/** Steps that whatever passes must be able to take. */
const STEPS = 1_000;
/** Of processor time. Only a guard against what never ends: the work itself is bounded by the number of situations. */
const MOST_SECONDS = 30;

const fragments = shippedFragments();
const children: Record<string, Definition> = Object.fromEntries(
  Object.entries(shippedDefinitions()).map(([name, source]) => {
    const parsed = parseDefinition(source, fragments);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return [name, parsed.definition];
  }),
);
const libraryCard = JSON.parse(
  readFileSync(new URL('../../support/definitions/libraryCard.json', import.meta.url), 'utf8'),
) as unknown;

/** What is edited, how often, and how many situations one part of it may have. */
const SOURCES: [name: string, source: unknown, runs: number, situations: number][] = [
  ['libraryCard', libraryCard, 800, 2_000],
  ['refusal', children['refusal'], 100, 2_000],
  ['refusal, with its fragments to be included', shippedDefinitions()['refusal'], 50, 2_000],
  ['transitionToAdult', children['transitionToAdult'], 20, 1_000],
  ['newApplication', children['newApplication'], 8, 2_000],
  ['newApplication, with its fragments to be included', shippedDefinitions()['newApplication'], 8, 2_000],
  ['remandedCase', children['remandedCase'], 5, 9_000],
];

const passed = { documents: 0, steps: 0, ended: 0 };

/** `expect` would take longer than what it watches. */
function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

function mustBeClear({ code, path, message }: Problem, document: unknown): void {
  const keys = keysOf(path);
  const isThere = keys.length === 0 || valueAt(document, keys) !== undefined;
  const isBesides = valueAt(document, keys.slice(0, -1)) !== undefined;
  must(isThere || isBesides, `${code} points to ${path}, which is not there`);
  for (const sentence of [message.da, message.en]) {
    must(sentence.trim() !== '' && !hasGap(sentence, document), `${code} says: ${sentence}`);
  }
}

/** A value that was not filled in; what the author wrote with braces may be quoted. */
function hasGap(sentence: string, document: unknown): boolean {
  const gaps = sentence.match(/\bundefined\b|\{\w+\}/g) ?? [];
  return gaps.some((gap) => !JSON.stringify(document).includes(gap));
}

/** Reads, verifies, and lives through one document. */
function tryOut(document: unknown, seed: number, situations: number): void {
  const started = process.cpuUsage();
  const parsed = parseDefinition(document, fragments);
  if (!parsed.ok) {
    must(parsed.problems.length > 0, 'what is refused has a problem');
    for (const problem of parsed.problems) mustBeClear(problem, document);
    return;
  }
  const { definition } = parsed;
  const { problems, stats } = verify(definition, {
    neighbours: { current: children },
    maxConfigurations: situations,
  });
  const { user, system } = process.cpuUsage(started);
  must(user + system < MOST_SECONDS * 1_000_000, `verify takes more than ${MOST_SECONDS} s`);
  // One step from each of the situations that were looked at may lead to new ones.
  must(
    stats.configurations <= stats.graphs * situations * 2,
    `${stats.configurations} situations were looked at`,
  );
  for (const problem of problems) mustBeClear(problem, definition);
  if (problems.length > 0) return;
  const { steps, ended } = live(definition, children, seed, STEPS);
  passed.documents += 1;
  passed.steps += steps;
  passed.ended += ended;
}

describe('a definition that is edited at random', () => {
  it.each(SOURCES)(
    '%s: is refused with clear problems, or carries its cases through a thousand steps',
    (_name, source, runs, situations) => {
      const property = fc.property(edits, fc.nat(), (changes: Edit[], seed) =>
        tryOut(edited(source, changes), seed, situations),
      );
      fc.assert(property, { numRuns: Math.ceil(runs * MANY), seed: SEED });
    },
    600_000 * Math.max(1, MANY),
  );

  it('often passes, and its cases come to an end', () => {
    expect(passed.documents).toBeGreaterThan(100);
    expect(passed.steps).toBeGreaterThan(30_000);
    expect(passed.ended).toBeGreaterThan(1_000);
  });

  it('is not changed by being tried out', () => {
    expect(parseDefinition(shippedDefinitions()['refusal'], fragments)).toMatchObject({
      ok: true,
      definition: children['refusal'],
    });
  });
});
