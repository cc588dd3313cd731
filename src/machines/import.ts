import { checkExpressions } from './compile.js';
import { convertDigit, isDigit } from './import/digit.js';
import type { ImportLine } from './import/ledger.js';
import type { RoleChoice, SourceRole } from './import/roles.js';
import { titleFrom } from './import/sections.js';
import { canComplete, isFinal } from './import/source-tree.js';
import { convertState } from './import/state.js';
import { TooManyCopies, Workshop, type Luggage } from './import/workshop.js';
import { copyJson } from './parse/copy.js';
import { get, isObject, objectOf, textOf, type JsonObject } from './parse/json.js';
import { parseDefinition } from './parse.js';
import type { Problem } from './problems.js';

export type { RoleChoice, SourceRole } from './import/roles.js';
export type { ImportLine, Outcome } from './import/ledger.js';
export { LINE_TEXTS, type LineCode } from './import/line-texts.js';

/** What became of every key of a foreign machine. */
export interface ImportReport {
  format: 'xstate' | 'digit' | null;
  /** One for each key of the source, in its order. */
  lines: ImportLine[];
  /** What is wrong with the source itself, by path into it; then, what is wrong with the definition that was made, by path into that. */
  problems: Problem[];
  /** The roles that the source names and a house knows by other names. */
  roles: SourceRole[];
}

export interface ImportOptions {
  /** What the roles of the source are to be; the caseworker, where nothing is said of one. */
  roles?: readonly RoleChoice[];
}

export interface ImportResult {
  /** As authors write it; null when the source is no machine. It may have problems, like any draft. */
  definition: JsonObject | null;
  report: ImportReport;
}

/** Every problem of an import besides those of definitions. `docs/import.md` lists them. */
export const IMPORT_TEXTS = {
  notMachine: {
    da: 'Filen er ikke en XState-maskine (et objekt med “states”) og ikke et forløb fra DIGIT.',
    en: 'The file is no XState machine (an object with “states”) and no workflow of DIGIT.',
  },
  tooManyCopies: {
    da: 'Jokertegnene i maskinen ville blive til flere end 5.000 overgange. Skriv hændelserne i stedet.',
    en: 'The wildcards of the machine would become more than 5,000 transitions. Write the events instead.',
  },
} as const;

/**
 * Makes a draft of a machine from elsewhere: a config of XState 4 or 5 as JSON (exports of Stately and our own among them), or a workflow of
 * DIGIT. Never throws. What cannot be taken over exactly is written down in the report, never left out in silence; guards and lengths that
 * do not come along become `unfinished(…)`, which can be tried but not published. Our own export gives the same machine again.
 */
export function importMachine(source: unknown, { roles = [] }: ImportOptions = {}): ImportResult {
  const { copy, problems: unreadable } = copyJson(source);
  if (copy === undefined || !isObject(copy)) {
    const problems = unreadable.length > 0 ? unreadable : [problem('notMachine')];
    return notImported(null, problems);
  }
  if (isDigit(copy)) {
    const { definition, ledger, roles: asked } = convertDigit(copy, roles);
    return resultOf('digit', definition, ledger.lines(copy), unreadable, asked);
  }
  if (!looksLikeMachine(copy)) return notImported(null, [problem('notMachine')]);
  return importXState(copy, unreadable);
}

const notImported = (format: ImportReport['format'], problems: Problem[]): ImportResult => ({
  definition: null,
  report: { format, lines: [], problems, roles: [] },
});

const looksLikeMachine = (source: JsonObject): boolean =>
  !Object.hasOwn(source, 'machine') && (isObject(source['states']) || isObject(source['on']));

function importXState(source: JsonObject, unreadable: Problem[]): ImportResult {
  try {
    const shop = new Workshop(source, luggageOf(source));
    const definition = definitionOf(shop);
    return resultOf('xstate', definition, shop.ledger.lines(source), unreadable);
  } catch (error) {
    if (!(error instanceof TooManyCopies)) throw error;
    return notImported('xstate', [problem('tooManyCopies')]);
  }
}

const problem = (code: keyof typeof IMPORT_TEXTS): Problem => ({
  code,
  path: '',
  message: { ...IMPORT_TEXTS[code] },
});

function luggageOf(source: JsonObject): Luggage | null {
  const own = get(source['meta'], 'sagsgang');
  const definition = get(own, 'definition');
  return isObject(definition) ? { definition, takenOver: objectOf(get(own, 'takenOver')) } : null;
}

function definitionOf(shop: Workshop): JsonObject {
  const machine = machineOf(shop, convertState(shop, shop.root));
  const { node } = shop.root;
  const given = shop.luggage
    ? objectOf(shop.luggage.definition['ends'])
    : Object.fromEntries(shop.ends.map((end) => [end, []]));
  const known = Object.fromEntries(shop.ends.map((end) => [end, given[end] ?? []]));
  return {
    ...shop.sections.merged(),
    caseType: shop.caseType,
    ...(!shop.luggage && { title: titleFrom(textOf(node['id']) ?? shop.caseType) }),
    ends: known,
    machine,
  };
}

/** The machine itself cannot be parallel or wait: then it is a state, beside the one in which the case ends. */
function machineOf(shop: Workshop, root: JsonObject): JsonObject {
  if (!shop.wrapped) return root;
  const { inside, end } = shop.wrapped;
  const ends = canComplete(shop.root) || shop.root.children.some(isFinal);
  shop.ledger.changed(shop.root.node['type'] === 'parallel' ? '/type' : '/after', 'wrapped', {
    state: inside,
  });
  const meta = { title: titleFrom(textOf(shop.root.node['id']) ?? inside) };
  const last = { [end]: { type: 'final', meta: { title: { da: 'Afsluttet', en: 'Ended' } } } };
  return {
    initial: inside,
    states: { [inside]: { meta, ...root, ...(ends && { onDone: end }) }, ...(ends && last) },
  };
}

/** What every definition must say, where the source does not. */
const HEAD = { owner: '?', reviewEvery: 'P1Y', legalBasis: [] };
const EMPTY = { parameters: {}, letters: {}, rules: [] };

function resultOf(
  format: 'xstate' | 'digit',
  made: JsonObject,
  lines: ImportLine[],
  unreadable: Problem[],
  roles: SourceRole[] = [],
): ImportResult {
  const { caseType, title, ...rest } = made;
  const definition = { caseType, title, ...HEAD, ...EMPTY, ...rest };
  const parsed = parseDefinition(definition, {});
  const problems = parsed.ok ? checkExpressions(parsed.definition) : parsed.problems;
  return { definition, report: { format, lines, problems: [...unreadable, ...problems], roles } };
}
