import type { Definition } from './definition.js';
import { copyJson } from './parse/copy.js';
import { checkFactSchemas } from './parse/fact-schemas.js';
import { expandFragments } from './parse/fragments.js';
import { get, keysOf, objectOf, pointer, textOf, type JsonObject } from './parse/json.js';
import { checkNames } from './parse/names.js';
import { problem } from './parse/problem.js';
import { checkShape } from './parse/shape.js';
import { readStates } from './parse/states.js';
import { checkSubset } from './parse/subset.js';
import type { Problem } from './problems.js';
import { unreachedStates } from './unreached.js';

export type ParseResult = { ok: true; definition: Definition } | { ok: false; problems: Problem[] };

/** More than anybody reads; keeps an answer about a hopeless document small. */
const MAX_PROBLEMS = 500;

/**
 * Reads a definition as authors write it: checks its shape against the JSON Schema, expands its fragments (by name), and checks the
 * machine against the XState subset and every name against what it names. Expressions are text here.
 *
 * Never throws. The definition is a fresh deep copy of plain objects without own or inherited surprises (`__proto__` is refused), but names
 * such as `constructor` are allowed: look names up with `Object.hasOwn`. Otherwise all problems at once, by path into the source; what
 * lies in a fragment has the path of its `include` or section, and `details.expandedPath`.
 */
export function parseDefinition(source: unknown, fragments: Record<string, unknown>): ParseResult {
  const { copy, problems: unreadable } = copyJson(source);
  if (unreadable.length > 0) return refused(unreadable);

  const shape = checkShape(copy, 'definition');
  const expanded = expandFragments(objectOf(copy), fragments);
  const { document } = expanded;
  // Without a machine there is nothing to compare with: one missing key, not a hundred unknown names.
  const meaning = get(copy, 'machine') === undefined ? [] : checkMeaning(document);
  const located = [...expanded.problems, ...meaning].map((found) => locate(found, copy));
  const misshapen = [...shape, ...expanded.problems].length > 0;
  const facts = misshapen ? [] : checkFactSchemas(document).map((found) => locate(found, copy));
  const problems = [...shape, ...located, ...facts];
  return problems.length > 0
    ? refused(problems)
    : { ok: true, definition: document as unknown as Definition };
}

/**
 * States of a document that was refused and that no transition leads to: they are no matter of reading, but whoever mends the rest wants to know
 * at once. By path into the source; nothing where too much is wrong to tell.
 */
export function unreachedIn(source: unknown, fragments: Record<string, unknown>): Problem[] {
  const { copy, problems: unreadable } = copyJson(source);
  if (unreadable.length > 0 || get(copy, 'machine') === undefined) return [];
  const { document, problems } = expandFragments(objectOf(copy), fragments);
  if (problems.length > 0 || copyJson(document).problems.length > 0) return [];
  const root = readStates(document['machine'], '/machine', textOf(document['caseType']));
  return unreachedStates(root).map((found) => locate(found, copy));
}

/** Fragments may have made the document too large to walk, so its size comes first. */
function checkMeaning(document: JsonObject): Problem[] {
  const { problems } = copyJson(document);
  if (problems.length > 0) return problems;
  const root = readStates(document['machine'], '/machine', textOf(document['caseType']));
  return [...checkSubset(root), ...checkNames(document, root)];
}

function refused(problems: Problem[]): ParseResult {
  const shown = problems.slice(0, MAX_PROBLEMS);
  const hidden = problems.length - shown.length;
  if (hidden > 0) shown.push(problem('tooManyProblems', '', { hidden }));
  return { ok: false, problems: shown };
}

/** The same problem at the deepest place that the author's own document has. */
function locate(found: Problem, source: unknown): Problem {
  const keys = keysOf(found.path);
  const own: string[] = [];
  let value = source;
  for (const key of keys) {
    const next: unknown = Array.isArray(value) ? value[Number(key)] : get(value, key);
    if (next === undefined) break;
    value = next;
    own.push(key);
  }
  if (own.length === keys.length) return found;
  const include = get(value, 'include') === undefined ? [] : ['include'];
  const details = { ...found.details, expandedPath: found.path };
  return { ...found, path: pointer('', ...own, ...include), details };
}
