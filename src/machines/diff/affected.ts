import type { Definition } from '../definition.js';
import { keysOf } from '../parse/json.js';
import { walkStates } from '../state-tree.js';
import type { Change } from './change.js';

/** What of the definition the changes reach: names in either version, sorted. States are dotted paths. */
export interface Affected {
  states: string[];
  deadlines: string[];
  tasks: string[];
  events: string[];
}

type Reached = Record<keyof Affected | 'parameters' | 'delays' | 'letters' | 'facts', Set<string>>;

/**
 * What is changed itself, and, when more than texts change, what uses it: deadlines and states that use a parameter, events that ask for a
 * fact, tasks of a deadline, states with a task, deadline, delay, event or letter.
 */
export function affectedBy(changes: Change[], versions: Definition[]): Affected {
  const all = reachedBy(changes);
  const grave = reachedBy(changes.filter(({ severity }) => severity !== 'text'));
  for (const version of versions) {
    spread(version, grave);
    for (const key of ['states', 'deadlines', 'tasks', 'events'] as const) {
      for (const name of grave[key]) all[key].add(name);
    }
  }
  return {
    states: sorted(all.states),
    deadlines: sorted(all.deadlines),
    tasks: sorted(all.tasks),
    events: sorted(all.events),
  };
}

const sorted = (names: Set<string>): string[] => [...names].sort();

function reachedBy(changes: Change[]): Reached {
  const names = [
    'states',
    'deadlines',
    'tasks',
    'events',
    'parameters',
    'delays',
    'letters',
    'facts',
  ] as const;
  const reached = Object.fromEntries(names.map((name) => [name, new Set<string>()])) as Reached;
  for (const { path, kind, before } of changes) {
    const [section, key = '', name = ''] = keysOf(path);
    if (section === 'machine') reached.states.add(statePathOf(keysOf(path).slice(1)));
    else if (section === 'facts') reached.facts.add(name);
    else if (section !== undefined && Object.hasOwn(reached, section)) {
      reached[section as keyof Reached].add(key);
    }
    if (kind === 'renamed') {
      const owner = section === 'machine' ? 'states' : (section as keyof Reached);
      reached[owner].add(String(before));
    }
  }
  return reached;
}

/** `states/open/states/calling/on/…` → `open.calling`; the root is empty. */
function statePathOf(keys: string[]): string {
  const names: string[] = [];
  for (let at = 0; keys[at] === 'states' && at + 1 < keys.length; at += 2) names.push(keys[at + 1]!);
  return names.join('.');
}

function spread(definition: Definition, reached: Reached): void {
  const uses = (value: unknown) => {
    const text = JSON.stringify(value);
    return [...reached.parameters].some((name) => text.includes(`parameters.${name}`));
  };
  for (const [key, deadline] of Object.entries(definition.deadlines)) {
    if (uses(deadline)) reached.deadlines.add(key);
  }
  for (const [key, delay] of Object.entries(definition.delays)) if (uses(delay)) reached.delays.add(key);
  for (const [key, event] of Object.entries(definition.events)) {
    const asked = [...(event.form ?? []), ...(event.append === undefined ? [] : [event.append])];
    if (asked.some((fact) => reached.facts.has(fact))) reached.events.add(key);
  }
  for (const [key, { deadline }] of Object.entries(definition.tasks)) {
    if (deadline !== undefined && reached.deadlines.has(deadline)) reached.tasks.add(key);
  }
  spreadToStates(definition, reached, uses);
}

function spreadToStates(definition: Definition, reached: Reached, uses: (value: unknown) => boolean): void {
  walkStates(definition.machine, ({ states: _inner, ...node }, path) => {
    const { meta, on = {}, after = {} } = node;
    const text = JSON.stringify(node);
    const touched =
      meta?.tasks?.some((key) => reached.tasks.has(key)) ||
      meta?.deadlines?.some((key) => reached.deadlines.has(key)) ||
      Object.keys(on).some((event) => reached.events.has(event)) ||
      Object.keys(after).some((key) => reached.delays.has(key) || reached.deadlines.has(key)) ||
      [...reached.letters].some((letter) => text.includes(`"letter":${JSON.stringify(letter)}`)) ||
      uses(node);
    if (touched) reached.states.add(path.join('.'));
  });
}
