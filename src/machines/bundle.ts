import type { Definition, Instant } from './definition.js';
import { isInstant } from './instants.js';
import { parseDefinition } from './parse.js';
import { get, isObject, pointer } from './parse/json.js';
import type { Problem } from './problems.js';

const FORMAT = 'sagsgang-bundle';
const FORMAT_VERSION = 1;
/** A municipality has some dozens of case types. */
const MAX_DEFINITIONS = 1_000;

/** Definitions as one file, to be taken from one house to another. */
export interface Bundle {
  format: typeof FORMAT;
  formatVersion: typeof FORMAT_VERSION;
  exportedAt: Instant;
  /** Expanded: no fragment is needed to read them. */
  definitions: Definition[];
}

export type BundleResult =
  { ok: true; exportedAt: Instant; definitions: Definition[] } | { ok: false; problems: Problem[] };

/** The definitions as a bundle, which `readBundle` reads back as they are. */
export function toBundle(definitions: Definition[], { exportedAt }: { exportedAt: Instant }): Bundle {
  return { format: FORMAT, formatVersion: FORMAT_VERSION, exportedAt, definitions };
}

/** Every problem of a bundle itself; `docs/definition-format.md` lists them. */
export const BUNDLE_TEXTS = {
  bundleNotObject: { da: 'Filen skal være et JSON-objekt.', en: 'The file must be a JSON object.' },
  bundleFormat: {
    da: 'Filen er ikke en samling af definitioner fra Sagsgang.',
    en: 'The file is not a bundle of definitions from Sagsgang.',
  },
  bundleVersion: {
    da: `Samlingens format kendes ikke her. Kun version ${FORMAT_VERSION} kan læses.`,
    en: `The format of the bundle is not known here. Only version ${FORMAT_VERSION} can be read.`,
  },
  bundleInstant: {
    da: 'Tidspunktet for udtrækket er ikke gyldigt.',
    en: 'The moment of the export is not valid.',
  },
  bundleDefinitions: {
    da: 'Samlingen skal have en liste af definitioner.',
    en: 'The bundle must have a list of definitions.',
  },
  bundleTooLarge: {
    da: `Samlingen har mere end ${MAX_DEFINITIONS} definitioner.`,
    en: `The bundle has more than ${MAX_DEFINITIONS} definitions.`,
  },
  duplicateCaseType: {
    da: 'Sagstypen er i samlingen mere end én gang.',
    en: 'The case type is in the bundle more than once.',
  },
} as const;

const problem = (code: keyof typeof BUNDLE_TEXTS, path: string): Problem => ({
  code,
  path,
  message: { ...BUNDLE_TEXTS[code] },
});

/**
 * Reads a bundle from outside. Never throws. Each definition is read as `parseDefinition` reads it, without fragments. All problems come at
 * once, each with its path into the bundle; only a bundle of another format or version is not read any further.
 */
export function readBundle(json: unknown): BundleResult {
  if (!isObject(json)) return { ok: false, problems: [problem('bundleNotObject', '')] };
  if (get(json, 'format') !== FORMAT) return { ok: false, problems: [problem('bundleFormat', '/format')] };
  if (get(json, 'formatVersion') !== FORMAT_VERSION) {
    return { ok: false, problems: [problem('bundleVersion', '/formatVersion')] };
  }
  const exportedAt = get(json, 'exportedAt');
  const problems = isInstant(exportedAt) ? [] : [problem('bundleInstant', '/exportedAt')];
  const read = readDefinitions(get(json, 'definitions'));
  problems.push(...read.problems);
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, exportedAt: exportedAt as Instant, definitions: read.definitions };
}

function readDefinitions(list: unknown): { definitions: Definition[]; problems: Problem[] } {
  if (!Array.isArray(list))
    return { definitions: [], problems: [problem('bundleDefinitions', '/definitions')] };
  if (list.length > MAX_DEFINITIONS) {
    return { definitions: [], problems: [problem('bundleTooLarge', '/definitions')] };
  }
  const definitions: Definition[] = [];
  const problems: Problem[] = [];
  const seen = new Set<unknown>();
  list.forEach((source: unknown, index) => {
    const path = pointer('/definitions', index);
    const result = parseDefinition(source, {});
    if (result.ok) definitions.push(result.definition);
    else problems.push(...result.problems.map((found) => ({ ...found, path: path + found.path })));
    const caseType = get(source, 'caseType');
    if (caseType !== undefined && seen.has(caseType)) {
      problems.push(problem('duplicateCaseType', `${path}/caseType`));
    }
    seen.add(caseType);
  });
  return { definitions, problems };
}
