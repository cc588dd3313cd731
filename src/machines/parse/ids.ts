import { objectOf, pointer, textOf, type JsonObject } from './json.js';
import { dottedPath, mapTargets } from './states.js';

/** What `#name` stands for in one document: a dotted path of the expanded machine, or nothing where several states have the name. */
export type Ids = ReadonlyMap<string, string | undefined>;

/**
 * The ids of a definition or fragment: its own name stands for its outermost state, which lies at `path` (a JSON Pointer) of the expanded
 * document; every `id` stands for the state that has it.
 */
export function idsOf(name: string | undefined, state: unknown, path: string): Ids {
  const ids = new Map<string, string | undefined>();
  const add = (id: string | undefined, at: string): void => {
    if (id !== undefined) ids.set(id, ids.has(id) && ids.get(id) !== at ? undefined : at);
  };
  const visit = (node: JsonObject, at: string): void => {
    add(textOf(node['id']), dottedPath(at));
    for (const [key, child] of Object.entries(objectOf(node['states'])))
      visit(objectOf(child), pointer(at, 'states', key));
  };
  add(name, dottedPath(path));
  visit(objectOf(state), path);
  return ids;
}

/** The state with those of its own targets that are ids of its document written as XState reads them in the machine of this name. */
export function withWholeIds(state: JsonObject, ids: Ids, machine: string): JsonObject {
  return mapTargets(state, (target) => {
    if (!target.startsWith('#')) return target;
    const [id = '', ...inside] = target.slice(1).split('.');
    const at = ids.get(id);
    return at === undefined ? target : `#${[machine, ...(at === '' ? [] : [at]), ...inside].join('.')}`;
  });
}
