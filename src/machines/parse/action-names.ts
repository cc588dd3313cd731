import { get, objectOf, pointer, textOf } from './json.js';
import { checkNamed, type Scope } from './scope.js';
import { transitionsFrom, withDescendants, type State } from './states.js';

/** Names used by the actions of the state's transitions. What another case is told is checked against that case's own definition. */
export function checkActions(scope: Scope, state: State): void {
  for (const { actions, actionsPath } of transitionsFrom(state)) {
    actions.forEach((action, index) => checkAction(scope, action, pointer(actionsPath, index)));
  }
}

function checkAction(scope: Scope, action: unknown, path: string): void {
  const type = textOf(get(action, 'type'));
  checkNamed(scope, 'deadlines', get(action, 'deadline'), pointer(path, 'deadline'));
  checkAllowed(scope, type, textOf(get(action, 'deadline')), path);
  checkNamed(scope, 'letters', get(action, 'letter'), pointer(path, 'letter'));
  if (type === 'setFacts') {
    for (const name of Object.keys(objectOf(get(action, 'facts')))) {
      checkNamed(scope, 'facts', name, pointer(path, 'facts', name));
    }
  }
  const to = textOf(get(action, 'to'));
  if (type === 'sendEvent' && to !== undefined && to !== 'parent' && !invokes(scope.root, to)) {
    scope.report('unknownChild', pointer(path, 'to'), { name: to });
  }
}

const ALLOWED_BY = new Map([
  ['pauseDeadline', { key: 'pausable', code: 'notPausable' }],
  ['resumeDeadline', { key: 'pausable', code: 'notPausable' }],
  ['extendDeadline', { key: 'extendable', code: 'notExtendable' }],
] as const);

/** A deadline says itself whether it may be paused or extended: most that a law sets may not. */
function checkAllowed(
  { document, report }: Scope,
  type: string | undefined,
  name: string | undefined,
  path: string,
): void {
  const allowed = ALLOWED_BY.get(type as 'pauseDeadline');
  const deadlines = objectOf(document['deadlines']);
  if (!allowed || name === undefined || !Object.hasOwn(deadlines, name)) return;
  if (get(deadlines[name], allowed.key) !== true) report(allowed.code, pointer(path, 'deadline'), { name });
}

function invokes(root: State, id: string): boolean {
  return withDescendants(root).some(({ node }) => get(node['invoke'], 'id') === id);
}
