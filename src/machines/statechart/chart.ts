import type { Language } from '../date-text.js';
import type { Definition, Role, StateNode, Text, TransitionDefinition } from '../definition.js';
import { Labels, targetPath, transitionGroups, type TransitionGroup } from '../labels.js';
import { regionsStartedOver } from '../started-over.js';
import { stateAt, transitionsOf, walkStates } from '../state-tree.js';
import { phrase, withoutExpressions, wordsOf } from '../wording.js';

/** `group`: holds states of which one is active; `parallel`: holds regions, which are all active. */
export type ChartStateKind = 'state' | 'group' | 'parallel' | 'final' | 'history';

export interface ChartState {
  /** Dotted path from the root; the root itself is ``. */
  path: string;
  /** Path of the state around it. */
  parent: string;
  title: string;
  kind: ChartStateKind;
  /** One of several that run side by side in a `parallel` state. */
  region: boolean;
  /** The state in which its parent begins. */
  initial: boolean;
  /** Titles of what is open in the state. */
  tasks: string[];
  deadlines: string[];
  /** Events that the state gives to roles of its own choice: `“Afgørelse”: rollen “Jurist”`. */
  senders: string[];
  /** What happens without leaving the state. */
  stays: Trigger[];
}

/** What makes a transition happen: an event, a moment, a condition, a child's end, or the end of the states inside. */
export interface Trigger {
  kind: TransitionGroup['kind'];
  /** Event, moment, or id of the child. */
  name: string;
  title: string;
  /** It happens under a condition only. */
  guarded: boolean;
  /** Titles of the regions that lose their place by it, if there are any. */
  startsOver?: string[];
}

/** All that leads from one state to another. */
export interface ChartArrow {
  id: string;
  from: string;
  to: string;
  triggers: Trigger[];
  /** The target comes earlier in the definition. */
  backward: boolean;
}

/** A case type as a drawing shows it, in one language and without places. */
export interface Chart {
  caseType: string;
  language: Language;
  title: string;
  /** In document order, parents first; without the root. */
  states: ChartState[];
  arrows: ChartArrow[];
}

/** What a person sees of a definition's machine. The same definition always gives the same chart. */
export function toChart(definition: Definition, language: Language): Chart {
  const { caseType, title, machine } = definition;
  const states: ChartState[] = [];
  const arrows = new Map<string, ChartArrow>();
  const words = new Words(definition, language);
  walkStates(machine, (node, path) => {
    const from = path.join('.');
    const state = chartState(node, path, machine, words);
    if (from !== '') states.push(state);
    for (const [trigger, transition] of triggersOf(node, words)) {
      const { target } = transition;
      const startsOver = regionsStartedOver(machine, from, transition).map((region) => words.state(region));
      if (target === undefined) state.stays.push(trigger);
      else
        addTrigger(arrows, from, targetPath(from, target), {
          ...trigger,
          ...(startsOver.length > 0 && { startsOver }),
        });
    }
  });
  const order = new Map(states.map(({ path }, index) => [path, index]));
  return {
    caseType,
    language,
    title: words.of(title),
    states,
    arrows: [...arrows.values()].map((arrow) => ({
      ...arrow,
      backward: (order.get(arrow.to) ?? 0) <= (order.get(arrow.from) ?? -1),
    })),
  };
}

class Words {
  constructor(
    private readonly definition: Definition,
    private readonly language: Language,
  ) {}

  of(text: Text): string {
    return withoutExpressions(wordsOf(text))[this.language];
  }

  named(entries: Record<string, { title?: Text }>, key: string): string {
    const title = Object.hasOwn(entries, key) ? entries[key]!.title : undefined;
    return title ? this.of(title) : key;
  }

  state(path: string): string {
    const title = stateAt(this.definition.machine, path)?.meta?.title;
    return title ? this.of(title) : path.split('.').at(-1)!;
  }

  tasks(keys: string[] = []): string[] {
    return keys.map((key) => this.named(this.definition.tasks, key));
  }

  deadlines(keys: string[] = []): string[] {
    return keys.map((key) => this.named(this.definition.deadlines, key));
  }

  senders(given: Record<string, Role[]> = {}): string[] {
    const labels = new Labels(this.definition);
    return Object.entries(given).map(
      ([event, roles]) =>
        `${labels.of('events', event)[this.language]}: ${labels.senders(roles)[this.language]}`,
    );
  }

  trigger({ kind, name }: TransitionGroup): string {
    const { events, deadlines, delays } = this.definition;
    switch (kind) {
      case 'on':
        return this.named(events, name);
      case 'after':
        return this.named(Object.hasOwn(deadlines, name) ? deadlines : delays, name);
      case 'always':
        return phrase('Af sig selv', 'By itself')[this.language];
      case 'onDone':
        return phrase('Når alt heri er slut', 'When all inside has ended')[this.language];
      case 'childDone':
        return phrase('Undersagen er slut', 'The child case has ended')[this.language];
    }
  }
}

function chartState(node: StateNode, path: string[], machine: StateNode, words: Words): ChartState {
  const name = path.at(-1) ?? '';
  const around = path.slice(0, -1).reduce<StateNode>((state, step) => state.states![step]!, machine);
  const { title, tasks, deadlines, senders } = node.meta ?? {};
  return {
    path: path.join('.'),
    parent: path.slice(0, -1).join('.'),
    title: title ? words.of(title) : name,
    kind: kindOf(node),
    region: around.type === 'parallel' && path.length > 0,
    initial: around.initial === name,
    tasks: words.tasks(tasks),
    deadlines: words.deadlines(deadlines),
    senders: words.senders(senders),
    stays: [],
  };
}

function kindOf(node: StateNode): ChartStateKind {
  if (node.type === 'final' || node.type === 'history' || node.type === 'parallel') return node.type;
  return node.states ? 'group' : 'state';
}

function triggersOf(node: StateNode, words: Words): [Trigger, TransitionDefinition][] {
  return transitionGroups(node).flatMap((group) =>
    transitionsOf(group.transitions).map((transition): [Trigger, TransitionDefinition] => [
      {
        kind: group.kind,
        name: group.name,
        title: words.trigger(group),
        guarded: transition.guard !== undefined,
      },
      transition,
    ]),
  );
}

function addTrigger(arrows: Map<string, ChartArrow>, from: string, to: string, trigger: Trigger): void {
  const id = `${from}→${to}`;
  const arrow = arrows.get(id) ?? { id, from, to, triggers: [], backward: false };
  arrows.set(id, arrow);
  const known = arrow.triggers.find(({ kind, name }) => kind === trigger.kind && name === trigger.name);
  if (known) {
    known.guarded &&= trigger.guarded;
    const regions = new Set([...(known.startsOver ?? []), ...(trigger.startsOver ?? [])]);
    if (regions.size > 0) known.startsOver = [...regions];
  } else arrow.triggers.push(trigger);
}
