import type { Problem } from '../problems.js';
import { copyJson } from './copy.js';
import { idsOf, withWholeIds, type Ids } from './ids.js';
import { get, isObject, listOf, objectOf, pointer, sameJson, textOf, type JsonObject } from './json.js';
import { problem } from './problem.js';
import { checkShape } from './shape.js';

/** Sections that a fragment may bring, keyed by name. `facts` and `rules` are brought too, but lie otherwise. */
const SECTIONS = ['parameters', 'events', 'deadlines', 'delays', 'tasks', 'letters', 'reasons'] as const;
/** Is there only where it is needed. */
const OPTIONAL_SECTIONS = ['roles'] as const;

/** More than any definition needs; a handful of fragments that include each other twice would otherwise grow without end. */
const MAX_INCLUDES = 100;
const MAX_CHAIN = 10;

/**
 * The definition with every `include` replaced by the state of its fragment and with what the fragments bring. The host wins: in the
 * state key by key (`meta`, `on`, `after` and `states` are merged), in the sections name by name. State ids are dropped: targets that used
 * them, or the name of their fragment, say `#caseType.path`.
 * The source is not changed, and nothing of the result is shared with it or with the fragments.
 */
export function expandFragments(
  source: JsonObject,
  fragments: unknown,
): { document: JsonObject; problems: Problem[] } {
  const expander = new Expander(source, fragments);
  const ids = idsOf(textOf(source['caseType']), source['machine'], '/machine');
  const machine = expander.expand(source['machine'], '/machine', { chain: [], ids });
  return { document: { ...expander.document(), machine }, problems: expander.problems };
}

/** The document that a state is written in: the fragments around it, and what its ids mean. */
interface Home {
  chain: string[];
  ids: Ids;
}

class Expander {
  readonly problems: Problem[] = [];
  private readonly loaded = new Map<string, JsonObject | undefined>();
  private readonly brought = new Map<string, Map<string, unknown>>();
  private readonly machine: string;
  private includes = 0;

  constructor(
    private readonly source: JsonObject,
    private readonly fragments: unknown,
  ) {
    this.machine = textOf(source['caseType']) ?? '';
  }

  expand(node: unknown, path: string, home: Home): unknown {
    if (!isObject(node)) return node;
    const { include, id: _id, ...own } = node;
    const host = withWholeIds(own, home.ids, this.machine);
    if (isObject(host['states'])) {
      const states = Object.entries(host['states']).map(([name, state]): [string, unknown] => [
        name,
        this.expand(state, pointer(path, 'states', name), home),
      ]);
      host['states'] = Object.fromEntries(states);
    }
    const name = textOf(include);
    return name === undefined ? host : mergeState(this.included(name, path, home), host);
  }

  private included(name: string, path: string, { chain }: Home): JsonObject {
    const at = pointer(path, 'include');
    if (chain.includes(name)) return this.refuse('fragmentCycle', at, { names: [...chain, name] });
    if (++this.includes > MAX_INCLUDES || chain.length >= MAX_CHAIN) {
      return this.refuse('tooLarge', at, { includes: MAX_INCLUDES, chain: MAX_CHAIN });
    }
    const fragment = this.load(name, at);
    if (fragment === undefined) return {};
    this.bring(fragment);
    const state = structuredClone(fragment['state']);
    return objectOf(this.expand(state, path, { chain: [...chain, name], ids: idsOf(name, state, path) }));
  }

  /** A fragment is copied and checked once, where it is first included; one that is not whole is left out. */
  private load(name: string, at: string): JsonObject | undefined {
    if (!this.loaded.has(name)) this.loaded.set(name, this.read(name, at));
    return this.loaded.get(name);
  }

  private read(name: string, at: string): JsonObject | undefined {
    if (!isObject(this.fragments) || !Object.hasOwn(this.fragments, name)) {
      this.refuse('unknownFragment', at, { name });
      return undefined;
    }
    const { copy, problems } = copyJson(this.fragments[name]);
    const faults = problems.length > 0 ? problems : checkShape(copy, 'fragment');
    for (const { code, path, message } of faults) {
      this.refuse('invalidFragment', at, { fragment: name, at: path, code, ...message });
    }
    const own = textOf(get(copy, 'fragment'));
    if (own !== undefined && own !== name) this.refuse('fragmentNameMismatch', at, { name, own });
    return faults.length > 0 ? undefined : objectOf(copy);
  }

  private bring(fragment: JsonObject): void {
    for (const section of [...SECTIONS, ...OPTIONAL_SECTIONS, 'facts'] as const) {
      this.bringAll(section, Object.entries(objectOf(fragment[section])));
    }
    const rules = listOf(fragment['rules']).map((rule): [string, unknown] => [String(get(rule, 'id')), rule]);
    this.bringAll('rules', rules);
  }

  private bringAll(section: string, entries: [string, unknown][]): void {
    const brought = this.brought.get(section) ?? new Map<string, unknown>();
    this.brought.set(section, brought);
    const stated = this.statedByHost(section);
    for (const [name, value] of entries) {
      if (stated.has(name)) continue;
      if (brought.has(name) && !sameJson(brought.get(name), value)) {
        this.refuse('fragmentConflict', pointer('', section), { section, name });
      }
      brought.set(name, structuredClone(value));
    }
  }

  private statedByHost(section: string): Set<string> {
    const stated = this.source[section];
    if (section === 'rules') return new Set(listOf(stated).map((rule) => String(get(rule, 'id'))));
    return new Set(Object.keys(objectOf(section === 'facts' ? get(stated, 'properties') : stated)));
  }

  /** The sections of the host with what was brought; a section that was left out is there, and empty. */
  document(): JsonObject {
    const document: JsonObject = { ...this.source };
    for (const section of SECTIONS) {
      document[section] = { ...objectOf(this.source[section]), ...this.broughtTo(section) };
    }
    for (const section of OPTIONAL_SECTIONS) {
      const entries = { ...objectOf(this.source[section]), ...this.broughtTo(section) };
      if (Object.keys(entries).length > 0) document[section] = entries;
      else delete document[section];
    }
    const facts = objectOf(this.source['facts']);
    document['facts'] = {
      ...facts,
      properties: { ...objectOf(facts['properties']), ...this.broughtTo('facts') },
    };
    document['rules'] = [...listOf(this.source['rules']), ...(this.brought.get('rules')?.values() ?? [])];
    return document;
  }

  private broughtTo(section: string): JsonObject {
    return Object.fromEntries(this.brought.get(section) ?? []);
  }

  private refuse(code: Parameters<typeof problem>[0], path: string, details: JsonObject): JsonObject {
    this.problems.push(problem(code, path, details));
    return {};
  }
}

function mergeState(fragment: JsonObject, host: JsonObject): JsonObject {
  const merged: JsonObject = { ...fragment, ...host };
  for (const key of ['meta', 'on', 'after']) {
    if (isObject(fragment[key]) && isObject(host[key])) merged[key] = { ...fragment[key], ...host[key] };
  }
  if (isObject(fragment['states']) && isObject(host['states'])) {
    merged['states'] = mergeStates(fragment['states'], host['states']);
  }
  return merged;
}

function mergeStates(fragment: JsonObject, host: JsonObject): JsonObject {
  const merged = Object.entries(host).map(([name, state]): [string, unknown] => {
    const below = get(fragment, name);
    return [name, isObject(below) && isObject(state) ? mergeState(below, state) : state];
  });
  return { ...fragment, ...Object.fromEntries(merged) };
}
