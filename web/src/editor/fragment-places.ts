import { keysOf, pointer, type Definition, type Problem } from '../../../src/machines/index.js';

type Document = Record<string, unknown>;
type Fragments = Record<string, unknown>;

/**
 * The problem at the place in the author's document that brings what it is about: what a fragment has brought to a section has the path of
 * the `include`. Problems of what the author has written stay as they are.
 */
export function atInclude(
  problem: Problem,
  source: unknown,
  expanded: Definition,
  fragments: Fragments,
): Problem {
  const [section = '', key = ''] = keysOf(problem.path);
  const name = section === 'facts' ? (keysOf(problem.path)[2] ?? '') : key;
  if (section === 'machine' || name === '' || isWritten(source, section, name)) return problem;
  const wanted = section === 'rules' ? (expanded.rules[Number(name)]?.id ?? '') : name;
  const bringing = Object.keys(fragments).filter((fragment) => brings(fragments[fragment], section, wanted));
  const path = includeOf(get(source, 'machine'), '/machine', bringing, fragments);
  return path === null
    ? problem
    : { ...problem, path, details: { ...problem.details, expandedPath: problem.path } };
}

function isWritten(source: unknown, section: string, name: string): boolean {
  const written = get(source, section);
  if (Array.isArray(written)) return Number(name) < written.length;
  const entries = section === 'facts' ? get(written, 'properties') : written;
  return get(entries, name) !== undefined;
}

function brings(fragment: unknown, section: string, name: string): boolean {
  const brought = get(fragment, section);
  return Array.isArray(brought)
    ? brought.some((rule) => get(rule, 'id') === name)
    : get(brought, name) !== undefined;
}

/** The first include of one of the fragments, also by way of another fragment. */
function includeOf(node: unknown, path: string, wanted: string[], fragments: Fragments): string | null {
  const include = get(node, 'include');
  if (typeof include === 'string' && leadsTo(include, wanted, fragments, [])) return `${path}/include`;
  for (const [name, state] of Object.entries((get(node, 'states') ?? {}) as Document)) {
    const found = includeOf(state, pointer(path, 'states', name), wanted, fragments);
    if (found !== null) return found;
  }
  return null;
}

function leadsTo(name: string, wanted: string[], fragments: Fragments, seen: string[]): boolean {
  if (wanted.includes(name)) return true;
  if (seen.includes(name)) return false;
  const state = get(get(fragments, name), 'state');
  return includesOf(state).some((inner) => leadsTo(inner, wanted, fragments, [...seen, name]));
}

function includesOf(node: unknown): string[] {
  const include = get(node, 'include');
  const inside = Object.values((get(node, 'states') ?? {}) as Document).flatMap(includesOf);
  return typeof include === 'string' ? [include, ...inside] : inside;
}

function get(value: unknown, key: string): unknown {
  const isObject = typeof value === 'object' && value !== null;
  return isObject && Object.hasOwn(value, key) ? (value as Document)[key] : undefined;
}
