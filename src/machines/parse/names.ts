import type { Problem } from '../problems.js';
import { checkActions } from './action-names.js';
import { get, isName, listOf, objectOf, pointer, textOf, type JsonObject } from './json.js';
import { checkDeadlines, checkMoments } from './moment-names.js';
import { checkRoles } from './role-names.js';
import { checkRules } from './rule-names.js';
import { checkNamed, section, type Scope } from './scope.js';
import { withDescendants, type State } from './states.js';
import { checkEventName, collect } from './subset.js';

/** Every name in the document that names nothing, or not the right kind of thing. */
export function checkNames(document: JsonObject, root: State): Problem[] {
  return collect((report) => {
    const scope = { document, root, report };
    checkFacts(scope);
    checkEnds(scope);
    checkEvents(scope);
    checkDeadlines(scope);
    checkMoments(scope, 'delays');
    checkTasks(scope);
    for (const state of withDescendants(root)) {
      checkState(scope, state);
      checkActions(scope, state);
    }
    checkRoles(scope);
    checkRules(scope);
  });
}

function checkFacts(scope: Scope): void {
  for (const key of ['required', 'opening'])
    checkNamed(scope, 'facts', get(scope.document['facts'], key), pointer('/facts', key));
}

function checkEnds(scope: Scope): void {
  const { document, root, report } = scope;
  const finals = [...root.children.values()].filter((state) => state.kind === 'final');
  for (const [name, facts] of section(document, 'ends')) {
    const path = pointer('/ends', name);
    const known = () => finals.map((state) => state.name);
    if (!known().includes(name)) report('unknownEnd', path, { name }, { name, known });
    checkNamed(scope, 'facts', facts, path);
  }
  for (const { name, path } of finals) {
    if (get(document['ends'], name) === undefined) report('undeclaredEnd', path, { name });
  }
}

function checkEvents(scope: Scope): void {
  const facts = get(scope.document['facts'], 'properties');
  for (const [name, event] of section(scope.document, 'events')) {
    const path = pointer('/events', name);
    checkEventName(name, path, scope.report);
    checkRequired(scope, event, path);
    const append = textOf(get(event, 'append'));
    const list = append === undefined ? undefined : get(facts, append);
    checkNamed(scope, 'facts', append, pointer(path, 'append'));
    if (list !== undefined) checkList(scope, list, append, pointer(path, 'append'));
    checkForm(scope, event, list, path);
  }
}

/** Items that are not described are what the form makes of them. */
function checkList({ report }: Scope, list: unknown, name: string | undefined, path: string): void {
  if (get(list, 'type') !== 'array') return report('appendNotList', path, { name });
  const [type, ...others] = ['type', 'format', 'enum'].map((key) => get(get(list, 'items'), key));
  const isObject = type === 'object' || (type === undefined && others.every((other) => other === undefined));
  if (!isObject) report('appendNotObjects', path, { name });
}

function checkRequired({ report }: Scope, event: unknown, path: string): void {
  const form = listOf(get(event, 'form'));
  listOf(get(event, 'required')).forEach((name, index) => {
    if (!form.includes(name)) report('requiredNotInForm', pointer(path, 'required', index), { name });
  });
}

/** A form that is appended may also use the properties of the list's items. */
function checkForm(scope: Scope, event: unknown, list: unknown, path: string): void {
  const item = objectOf(get(get(list, 'items'), 'properties'));
  listOf(get(event, 'form')).forEach((name, index) => {
    if (typeof name === 'string' && Object.hasOwn(item, name)) return;
    checkNamed(scope, 'facts', name, pointer(path, 'form', index));
  });
}

function checkTasks(scope: Scope): void {
  for (const [name, task] of section(scope.document, 'tasks')) {
    checkNamed(scope, 'deadlines', get(task, 'deadline'), pointer('/tasks', name, 'deadline'));
    checkNamed(scope, 'events', get(task, 'events'), pointer('/tasks', name, 'events'));
  }
}

function checkState(scope: Scope, { node, path }: State): void {
  for (const event of Object.keys(objectOf(node['on']))) {
    checkNamed(scope, 'events', event, pointer(path, 'on', event));
  }
  for (const name of Object.keys(objectOf(node['after'])))
    checkDelay(scope, name, pointer(path, 'after', name));
  const meta = node['meta'];
  checkNamed(scope, 'tasks', get(meta, 'tasks'), pointer(path, 'meta', 'tasks'));
  checkNamed(scope, 'deadlines', get(meta, 'deadlines'), pointer(path, 'meta', 'deadlines'));
  const review = textOf(get(get(meta, 'wait'), 'review'));
  if (review !== undefined) checkDelay(scope, review, pointer(path, 'meta', 'wait', 'review'));
  checkNamed(scope, 'facts', get(node['invoke'], 'receives'), pointer(path, 'invoke', 'receives'));
}

/** XState would take an ISO duration or an unknown name at once, and a number as milliseconds. */
function checkDelay({ document, report }: Scope, name: string, path: string): void {
  if (['deadlines', 'delays'].some((within) => get(document[within], name) !== undefined)) return;
  if (/^-?\d|^-?P[\dT]/.test(name)) report('numericDelay', path, { name });
  else if (isName(name)) {
    const known = () => ['deadlines', 'delays'].flatMap((within) => Object.keys(objectOf(document[within])));
    report('unknownDelay', path, { name }, { name, known });
  } else report('badName', path, { name });
}
