import { get, listOf, pointer, textOf } from './json.js';
import { OBSERVATION } from '../observed.js';
import { checkNamed, type Scope } from './scope.js';
import { dottedPath, withDescendants } from './states.js';

const SECTIONS = { event: 'events', task: 'tasks', letter: 'letters' } as const;

/** Rules have ids of their own, and what they observe exists. Expressions in `when(…)` are checked with all others. */
export function checkRules(scope: Scope): void {
  const ids = new Set<string>();
  listOf(scope.document['rules']).forEach((rule, index) => {
    const path = pointer('/rules', index);
    const id = textOf(get(rule, 'id'));
    if (id !== undefined && ids.has(id)) scope.report('duplicateRule', pointer(path, 'id'), { id });
    if (id !== undefined) ids.add(id);
    for (const key of ['first', 'then', 'unless'])
      checkObservations(scope, get(rule, key), pointer(path, key));
  });
}

function checkObservations(scope: Scope, observed: unknown, path: string): void {
  if (typeof observed === 'string') checkObservation(scope, observed, path);
  listOf(observed).forEach((text, index) => {
    if (typeof text === 'string') checkObservation(scope, text, pointer(path, index));
  });
}

export function checkObservation(scope: Scope, text: string, path: string): void {
  const [, kind, name = ''] = OBSERVATION.exec(text) ?? [];
  if (kind === undefined) scope.report('badObservation', path, { text });
  else if (kind === 'event' || kind === 'task' || kind === 'letter') {
    checkNamed(scope, SECTIONS[kind], name, path);
  } else if (kind !== 'when' && !stateNamed(scope, name)) {
    scope.report('unknownState', path, { name }, { name, known: () => statesAsNamed(scope, name) });
  }
}

/** All states, by as many last parts of their paths as the name has. */
function statesAsNamed({ root }: Scope, name: string): string[] {
  const parts = name.split('.').length;
  return withDescendants(root).map(({ path }) => dottedPath(path).split('.').slice(-parts).join('.'));
}

/** A state is named by its dotted path or by the end of it: `called` for `open.calling.called`. */
function stateNamed({ root }: Scope, name: string): boolean {
  const suffix = `/states/${name.split('.').join('/states/')}`;
  return withDescendants(root).some(({ path }) => path.endsWith(suffix));
}
