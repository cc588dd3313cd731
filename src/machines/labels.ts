import { countedDaysOf } from './compile-moment.js';
import type { Definition, Moment, Recipient, Role, StateNode, Text } from './definition.js';
import type { PlainText } from './effects.js';
import { parameterOf } from './parse/lengths.js';
import { stateAt, walkStates } from './state-tree.js';
import { lengthInWords, phrase, quoted, recipientsInWords, same, wordsOf } from './wording.js';

type Titled = 'events' | 'deadlines' | 'delays' | 'tasks' | 'letters' | 'parameters';

/**
 * Dotted path that the target of a transition leads to: `#caseType.path` starts at the machine, `.child` inside the state, anything else
 * beside it.
 */
export function targetPath(source: string, target: string): string {
  if (target.startsWith('#')) return target.slice(target.indexOf('.') + 1);
  if (target.startsWith('.')) return source === '' ? target.slice(1) : source + target;
  const parent = source.split('.').slice(0, -1);
  return [...parent, target].join('.');
}

/** What people call the parts of one definition: their titles in quotes, or the name where there is no title. */
export class Labels {
  private readonly stateTitles = new Map<string, number>();

  constructor(readonly definition: Definition) {
    walkStates(definition.machine, ({ meta }) => {
      const title = meta?.title?.da;
      if (title !== undefined) this.stateTitles.set(title, (this.stateTitles.get(title) ?? 0) + 1);
    });
  }

  of(section: Titled, key: string): PlainText {
    const entries: Record<string, { title?: Text }> = this.definition[section];
    return titled(Object.hasOwn(entries, key) ? entries[key]!.title : undefined, key);
  }

  fact(name: string): PlainText {
    const { properties } = this.definition.facts;
    return titled(Object.hasOwn(properties, name) ? properties[name]!.title : undefined, name);
  }

  /** A deadline or a delay: what `after` and `wait` name. */
  moment(key: string): PlainText {
    return this.of(Object.hasOwn(this.definition.deadlines, key) ? 'deadlines' : 'delays', key);
  }

  /** Where several states have the same title, the path is added. */
  state(path: string): PlainText {
    if (path === '') return quoted(wordsOf(this.definition.title));
    const title = stateAt(this.definition.machine, path)?.meta?.title;
    const label = titled(title, path);
    return title && this.stateTitles.get(title.da)! > 1
      ? phrase('{label} ({path})', '{label} ({path})', { label, path: same(path) })
      : label;
  }

  /** The state that a transition leads to. */
  target(source: string, target: string): PlainText {
    return this.state(targetPath(source, target));
  }

  /** `sagsbehandleren og rollen “Jurist”`. */
  recipients(recipients: readonly Recipient[]): PlainText {
    return recipientsInWords(recipients, this.definition.roles);
  }

  /** Who may send an event. */
  senders(roles: readonly Role[]): PlainText {
    return roles.length === 0 ? { da: 'systemet selv', en: 'the engine itself' } : this.recipients(roles);
  }

  /** What the parameter holds, where the length is one. */
  writtenOut(length: string): string {
    const name = parameterOf(length);
    if (name === undefined) return length;
    const { parameters } = this.definition;
    return Object.hasOwn(parameters, name) ? String(parameters[name]!.value) : '?';
  }

  /** `12 uger`, or `“Frist for svar” (12 uger)` when the length is a parameter. The moment says which days are meant. */
  length(length: string, moment: Partial<Moment> = {}): PlainText {
    const unit = moment.counting === 'workingDays' ? countedDaysOf(moment) : 'days';
    const words = inOffice(lengthInWords(this.writtenOut(length), unit), moment);
    const name = parameterOf(length);
    if (name === undefined) return words;
    return phrase('{name} ({words})', '{name} ({words})', { name: this.of('parameters', name), words });
  }
}

const inOffice = (words: PlainText, { counting }: Partial<Moment>): PlainText =>
  counting === 'officeHours'
    ? phrase('{words} i åbningstiden', '{words} within office hours', { words })
    : words;

function titled(title: Text | undefined, key: string): PlainText {
  return quoted(title ? wordsOf(title) : same(key));
}

/** Every kind of transition of a state, in the order of the document: what makes it happen, and where it is written. */
export interface TransitionGroup {
  kind: 'on' | 'after' | 'always' | 'onDone' | 'childDone';
  /** Event, moment, or id of the child; empty for `always` and `onDone`. */
  name: string;
  transitions: NonNullable<StateNode['always']>;
}

export function transitionGroups(node: StateNode): TransitionGroup[] {
  const keyed = (kind: 'on' | 'after') =>
    Object.entries(node[kind] ?? {}).map(([name, transitions]) => ({ kind, name, transitions }));
  return [
    ...keyed('on'),
    ...keyed('after'),
    ...(node.always ? [{ kind: 'always' as const, name: '', transitions: node.always }] : []),
    ...(node.onDone ? [{ kind: 'onDone' as const, name: '', transitions: node.onDone }] : []),
    ...(node.invoke
      ? [{ kind: 'childDone' as const, name: node.invoke.id, transitions: node.invoke.onDone }]
      : []),
  ];
}
