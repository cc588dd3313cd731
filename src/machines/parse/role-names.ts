import { PARTIES, RIGHTS } from '../definition.js';
import { get, isName, listOf, objectOf, pointer, textOf } from './json.js';
import { checkNamed, section, type Scope } from './scope.js';
import { transitionsFrom, withDescendants, type State } from './states.js';
import { activeTogether, lineOf } from './subset.js';

/** Every role and recipient that the document names: one that every house has, one that it declares, or a party of the case. */
export function checkRoles(scope: Scope): void {
  for (const [name] of section(scope.document, 'roles')) {
    if (TAKEN.includes(name)) scope.report('roleTaken', pointer('/roles', name), { name });
  }
  for (const [name, event] of section(scope.document, 'events'))
    checkRoleList(scope, get(event, 'roles'), pointer('/events', name, 'roles'));
  for (const [name, task] of section(scope.document, 'tasks'))
    checkRole(scope, get(task, 'role'), pointer('/tasks', name, 'role'));
  for (const [name, deadline] of section(scope.document, 'deadlines')) {
    listOf(get(deadline, 'reminders')).forEach((rung, index) =>
      checkRecipients(scope, get(rung, 'to'), pointer('/deadlines', name, 'reminders', index, 'to')),
    );
  }
  checkStates(scope, withDescendants(scope.root));
}

const TAKEN: readonly string[] = [...RIGHTS, ...PARTIES];

function checkStates(scope: Scope, states: State[]): void {
  for (const state of states) {
    for (const { actions, actionsPath } of transitionsFrom(state)) {
      actions.forEach((action, index) => {
        if (textOf(get(action, 'type')) === 'sendMessage')
          checkRecipients(scope, get(action, 'to'), pointer(actionsPath, index, 'to'));
      });
    }
    for (const [event, roles] of givenIn(state)) checkGiven(scope, states, state, event, roles);
  }
}

/** Events that the state gives to roles of its own choice. */
const givenIn = ({ node }: State): [string, unknown][] =>
  Object.entries(objectOf(get(node['meta'], 'senders')));

/** It must be clear at any time who may send the event: of states that are active together one lies inside the other. */
function checkGiven(scope: Scope, states: State[], state: State, event: string, roles: unknown): void {
  const path = pointer(state.path, 'meta', 'senders', event);
  checkNamed(scope, 'events', event, path);
  checkRoleList(scope, roles, path);
  const takes = ({ node }: State) => Object.hasOwn(objectOf(node['on']), event);
  const known = Object.hasOwn(objectOf(scope.document['events']), event);
  if (known && !states.some((other) => takes(other) && activeTogether(state, other)))
    scope.report('sendersNeverAsked', path, { name: event });
  const rival = states.find(
    (other) =>
      givenIn(other).some(([name]) => name === event) &&
      activeTogether(state, other) &&
      !lineOf(state).includes(other) &&
      !lineOf(other).includes(state),
  );
  if (rival && states.indexOf(rival) < states.indexOf(state))
    scope.report('sendersContradict', path, { name: event, other: rival.name });
}

function checkRoleList(scope: Scope, roles: unknown, path: string): void {
  listOf(roles).forEach((role, index) => checkRole(scope, role, pointer(path, index)));
}

function checkRole({ document, report }: Scope, role: unknown, path: string): void {
  const known = () => [...RIGHTS, ...Object.keys(objectOf(document['roles']))];
  if (typeof role !== 'string' || !isName(role) || known().includes(role)) return;
  report('unknownRole', path, { name: role }, { name: role, known });
}

function checkRecipients({ document, report }: Scope, to: unknown, path: string): void {
  const known = () => [...TAKEN, ...Object.keys(objectOf(document['roles']))];
  listOf(to).forEach((name, index) => {
    if (typeof name !== 'string' || !isName(name) || known().includes(name)) return;
    report('unknownRecipient', pointer(path, index), { name }, { name, known });
  });
}
