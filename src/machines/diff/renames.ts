import type { Definition, StateNode } from '../definition.js';
import { isObject, sameJson } from '../parse/json.js';
import { stateAt } from '../state-tree.js';
import { RENAMED_SECTIONS, renameIn, type Rename, type RenamedSection } from './rename-in.js';

/**
 * What has another name in the later version and is the same otherwise, but for its title, and the earlier version with all these names
 * already put in. Where two could be meant, none is taken. A fact that is renamed is another fact: the cases do not have it.
 */
export function findRenames(
  before: Definition,
  after: Definition,
): { renames: Rename[]; renamed: Definition } {
  const renames: Rename[] = [];
  let renamed = before;
  for (const section of [...RENAMED_SECTIONS, 'states'] as const) {
    const found = section === 'states' ? stateRenames(renamed, after) : entryRenames(section, renamed, after);
    renames.push(...found);
    renamed = found.reduce((definition, rename) => renameIn(definition, rename), renamed);
  }
  return { renames, renamed };
}

function entryRenames(section: RenamedSection, before: Definition, after: Definition): Rename[] {
  const old: Record<string, unknown> = before[section];
  const now: Record<string, unknown> = after[section];
  const gone = Object.keys(old).filter((key) => !Object.hasOwn(now, key));
  const come = Object.keys(now).filter((key) => !Object.hasOwn(old, key));
  return onlyMatches(gone, come, (from, to) => sameButName(old[from], now[to])).map((pair) => ({
    section,
    ...pair,
  }));
}

/** States are renamed within their parent, one at a time, so that a renamed parent shows its children as they are. */
function stateRenames(before: Definition, after: Definition): Rename[] {
  const renames: Rename[] = [];
  const visit = (old: StateNode, now: StateNode, path: string): void => {
    const [olds, nows] = [old.states ?? {}, now.states ?? {}];
    const gone = Object.keys(olds).filter((key) => !Object.hasOwn(nows, key));
    const come = Object.keys(nows).filter((key) => !Object.hasOwn(olds, key));
    const inside = (name: string) => (path === '' ? name : `${path}.${name}`);
    const matches = onlyMatches(gone, come, (from, to) => {
      const rename: Rename = { section: 'states', from: inside(from), to: inside(to) };
      return sameButName(stateAt(renameIn(before, rename).machine, inside(to)), nows[to]);
    });
    renames.push(
      ...matches.map(({ from, to }) => ({ section: 'states' as const, from: inside(from), to: inside(to) })),
    );
    for (const key of Object.keys(olds).filter((name) => Object.hasOwn(nows, name))) {
      visit(olds[key]!, nows[key]!, inside(key));
    }
  };
  visit(before.machine, after.machine, '');
  return renames;
}

/** The pairs in which each has no other partner. */
function onlyMatches(
  gone: string[],
  come: string[],
  match: (from: string, to: string) => boolean,
): { from: string; to: string }[] {
  const pairs = gone.flatMap((from) => come.filter((to) => match(from, to)).map((to) => ({ from, to })));
  return pairs.filter(
    (pair) => pairs.filter(({ from, to }) => from === pair.from || to === pair.to).length === 1,
  );
}

function sameButName(before: unknown, after: unknown): boolean {
  return sameJson(withoutTitle(before), withoutTitle(after));
}

function withoutTitle(entry: unknown): unknown {
  if (!isObject(entry)) return entry;
  const { title: _title, meta, ...rest } = entry;
  return meta === undefined ? rest : { ...rest, meta: withoutTitle(meta) };
}
