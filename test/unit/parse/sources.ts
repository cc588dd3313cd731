import { readFileSync } from 'node:fs';
import type { Definition } from '../../../src/machines/definition.js';
import { parseDefinition } from '../../../src/machines/parse.js';
import type { Problem } from '../../../src/machines/problems.js';

const LIBRARY_CARD = readFileSync(
  new URL('../../support/definitions/libraryCard.json', import.meta.url),
  'utf8',
);

/** A source document that a test may change in any way. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests write all that the types forbid
export type Source = any;

export const libraryCard = (): Source => JSON.parse(LIBRARY_CARD) as Source;

export function parsed(source: unknown, fragments: Record<string, unknown> = {}): Definition {
  const result = parseDefinition(source, fragments);
  if (!result.ok) throw new Error(`Problems: ${JSON.stringify(result.problems, null, 2)}`);
  return result.definition;
}

export function problemsOf(source: unknown, fragments: Record<string, unknown> = {}): Problem[] {
  const result = parseDefinition(source, fragments);
  return result.ok ? [] : result.problems;
}

/** `code path` of each problem. */
export function found(source: unknown, fragments: Record<string, unknown> = {}): string[] {
  return problemsOf(source, fragments).map(({ code, path }) => `${code} ${path}`);
}

/** What is found when the library card is changed. */
export function foundAfter(change: (source: Source) => void): string[] {
  const source = libraryCard();
  change(source);
  return found(source);
}

/** What is found when this machine takes the place of the library card's. Events are A and B, facts are those of the card. */
export function foundInMachine(machine: unknown, more: Record<string, unknown> = {}): string[] {
  const event = { title: { da: 'Hændelse' }, roles: [] };
  const { owner, reviewEvery, legalBasis, caseType, title } = libraryCard();
  return found({
    owner,
    reviewEvery,
    legalBasis,
    caseType,
    title,
    facts: { type: 'object', properties: {} },
    events: { A: event, B: event },
    delays: { soon: { due: 'today' } },
    ends: { done: [] },
    machine,
    ...more,
  });
}
