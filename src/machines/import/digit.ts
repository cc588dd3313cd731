import { isObject, listOf, objectOf, pointer, textOf, type JsonObject } from '../parse/json.js';
import { Ledger } from './ledger.js';
import { Naming } from './naming.js';
import { Roles, type RoleChoice, type SourceRole } from './roles.js';
import { Sections, titleFrom } from './sections.js';

/** A workflow of eGov DIGIT: states with actions, roles and times in milliseconds. */
export const isDigit = (source: JsonObject): boolean =>
  Array.isArray(source['states']) && textOf(source['businessService']) !== undefined;

interface Step {
  node: JsonObject;
  key: string;
  name: string;
  path: string;
}

/** The definition that a DIGIT workflow makes, what became of its keys, and the roles that it names. */
export function convertDigit(
  source: JsonObject,
  choices: readonly RoleChoice[],
): { definition: JsonObject; ledger: Ledger; roles: SourceRole[] } {
  const reader = new DigitReader(source, choices);
  return { definition: reader.read(), ledger: reader.ledger, roles: reader.roles.asked() };
}

const START = 'START';

class DigitReader {
  readonly ledger = new Ledger();
  readonly roles: Roles;
  private readonly steps: Step[];
  private readonly start: Step | undefined;
  private readonly sections: Sections;
  private readonly service: string;

  constructor(
    private readonly source: JsonObject,
    choices: readonly RoleChoice[],
  ) {
    this.roles = new Roles(choices);
    this.service = textOf(source['businessService'])!;
    const nodes = listOf(source['states']).map(objectOf);
    const keys = nodes.map(({ state }) => textOf(state) ?? START);
    const naming = new Naming('state', keys);
    this.steps = nodes.map((node, index) => ({
      node,
      key: keys[index]!,
      name: naming.nameOf(keys[index]!),
      path: pointer('/states', index),
    }));
    const starts = this.steps.filter(({ node }) => node['isStartState'] === true);
    this.start = starts.find(({ node }) => textOf(node['state']) === undefined) ?? starts[0] ?? this.steps[0];
    const events = this.steps.flatMap(({ node }) =>
      actionsOf(node).map(({ action }) => textOf(action) ?? ''),
    );
    this.sections = new Sections({}, events);
  }

  read(): JsonObject {
    const { ledger, source, sections } = this;
    ledger.changed('/businessService', 'title');
    ledger.taken('/states');
    const whole = this.wholeTime();
    const states = this.steps.map((step) => [step.name, this.state(step, whole)]);
    for (const key of Object.keys(source)) ledger.left(pointer('', key), 'digitNothing');
    const ends = this.steps.filter(isEnd).map(({ name }) => [name, []]);
    const declared = this.roles.declared();
    return {
      ...sections.merged(),
      ...(Object.keys(declared).length > 0 && { roles: declared }),
      caseType: new Naming('imported').nameOf(this.service),
      title: titleFrom(this.service),
      ends: Object.fromEntries(ends),
      machine: { ...(this.start && { initial: this.start.name }), states: Object.fromEntries(states) },
    };
  }

  /** The time for the whole case runs in every state that does not end it. */
  private wholeTime(): string | null {
    return this.time(this.source['businessServiceSla'], '/businessServiceSla', this.service, 'case.openedOn');
  }

  private time(value: unknown, path: string, title: string, anchor: string): string | null {
    if (typeof value !== 'number' || value <= 0) {
      this.ledger.left(path, 'digitNothing');
      return null;
    }
    const { name, length } = this.sections.deadline(`${title}_sla`, title, value, anchor);
    if (length) this.ledger.changed(path, 'digitSla', { deadline: name, length });
    else this.ledger.changed(path, 'delayStub', { name });
    return name;
  }

  private state(step: Step, whole: string | null): JsonObject {
    const { ledger } = this;
    const { node, path, key, name } = step;
    ledger.taken(path);
    if (name === key && node['state'] !== null) ledger.taken(pointer(path, 'state'));
    else ledger.changed(pointer(path, 'state'), 'digitState', { state: name });
    this.tellOfStart(step);
    const meta = { title: titleFrom(key) };
    if (isEnd(step)) {
      ledger.changed(pointer(path, 'isTerminateState'), 'digitEnd');
      this.leaveRest(step);
      return { type: 'final', meta: { ...meta, publicPhase: 'closed' } };
    }
    const closed = node['isTerminateState'] === true;
    ledger.changed(pointer(path, 'isTerminateState'), closed ? 'digitClosed' : 'digitState', { state: name });
    const own = this.time(node['sla'], pointer(path, 'sla'), key, 'today');
    const deadlines = closed ? [] : [whole, own].filter((each) => each !== null);
    const on = this.events(step);
    this.leaveRest(step);
    return {
      meta: { ...meta, ...(closed && { publicPhase: 'closed' }), ...(deadlines.length > 0 && { deadlines }) },
      ...(Object.keys(on).length > 0 && { on }),
    };
  }

  private tellOfStart({ node, name, path }: Step): void {
    const at = pointer(path, 'isStartState');
    if (node['isStartState'] !== true) return this.ledger.taken(at);
    const state = this.start!.name;
    this.ledger.changed(at, name === state ? 'digitStart' : 'digitOtherStart', { state });
  }

  private leaveRest({ node, path }: Step): void {
    for (const key of Object.keys(node)) this.ledger.left(pointer(path, key), 'digitNothing');
  }

  /** What several roles may do with different results is told apart by a guard that is to be written. */
  private events({ node, path, key }: Step): JsonObject {
    const on: Record<string, JsonObject[]> = {};
    const actions = actionsOf(node);
    this.ledger.taken(pointer(path, 'actions'));
    actions.forEach((action, index) => {
      const at = pointer(path, 'actions', index);
      const text = textOf(action['action']) ?? '';
      const event = this.sections.event(text);
      if (event === text) this.ledger.taken(pointer(at, 'action'));
      else this.ledger.changed(pointer(at, 'action'), 'renamed', { name: event });
      const transition = this.transition(action, at);
      const again = actions.slice(index + 1).some((other) => textOf(other['action']) === text);
      if (again) {
        const words = `${key} ${text} ${String(action['nextState'])}`;
        const { guard, fact } = this.sections.guard(words, words, event);
        this.ledger.changed(pointer(at, 'action'), 'guardStub', { fact });
        transition['guard'] = guard;
      }
      (on[event] ??= []).push(transition);
      this.sendersOf(event, action, pointer(at, 'roles'));
      for (const other of Object.keys(action)) this.ledger.left(pointer(at, other), 'digitNothing');
    });
    return on;
  }

  /** Whoever may send the event in one state may send it in the others, too: events have their senders here. */
  private sendersOf(event: string, action: JsonObject, path: string): void {
    const names = listOf(action['roles']).map(String);
    const chosen = this.roles.of(names, textOf(action['action']) ?? event);
    this.sections.mayBeSentBy(event, chosen);
    const roles = names.join(', ');
    if (names.every((name) => this.roles.isChosen(name)))
      this.ledger.changed(path, 'digitRolesChosen', { roles, chosen: chosen.join(', ') });
    else this.ledger.changed(path, 'digitRoles', { roles });
  }

  private transition({ nextState }: JsonObject, path: string): JsonObject {
    const at = pointer(path, 'nextState');
    if (nextState === undefined || nextState === null) return {};
    const next = this.steps.find(({ key }) => key === nextState);
    if (!next) {
      this.ledger.left(at, 'targetUnknown');
      return { target: String(nextState) };
    }
    if (next.name === nextState) this.ledger.taken(at);
    else this.ledger.changed(at, 'targetNamed', { target: next.name });
    return { target: next.name };
  }
}

const actionsOf = ({ actions }: JsonObject): JsonObject[] => listOf(actions).filter(isObject);

const isEnd = ({ node }: Step): boolean => node['isTerminateState'] === true && actionsOf(node).length === 0;
