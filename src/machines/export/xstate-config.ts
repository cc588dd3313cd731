import type {
  ActionDefinition,
  Definition,
  InvokeDefinition,
  StateNode,
  TransitionDefinition,
  Transitions,
} from '../definition.js';
import { walkStates } from '../state-tree.js';

/** A machine config of XState v5 as JSON: any tool that reads XState reads it. */
export type XStateConfig = Record<string, unknown>;

/**
 * The machine, with nothing that XState does not know. Guards are named by their expressions, delays by their names, and actions carry
 * what they do in `params`; the reader gives them meaning. Titles are the descriptions of the states. What stands beside the machine travels
 * in its `meta`, so that `importMachine` gives the same definition again, whatever a tool has changed in between.
 */
export function toXStateConfig({ machine, ...definition }: Definition): XStateConfig {
  const config = nodeConfig(machine);
  const sagsgang = { definition, takenOver: takenOverIn(machine) };
  return { id: definition.caseType, ...config, meta: { ...machine.meta, sagsgang } };
}

/** Path of a state → the facts that its child case hands back, for which XState has no place. */
function takenOverIn(machine: StateNode): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  walkStates(machine, ({ invoke }, path) => {
    if (invoke?.receives) found[path.join('.')] = invoke.receives;
  });
  return found;
}

/** The same as text, to be pasted into an XState tool. */
export function toXStateJson(definition: Definition): string {
  return `${JSON.stringify(toXStateConfig(definition), null, 2)}\n`;
}

function nodeConfig({ states, on, after, always, onDone, invoke, ...node }: StateNode): XStateConfig {
  const { type, initial, history, target, output, meta } = node;
  return withoutAbsent({
    type,
    initial,
    history,
    target,
    output,
    meta,
    description: meta?.title?.da,
    invoke: invoke && invokeConfig(invoke),
    always: always && transitionsConfig(always),
    on: on && groupsConfig(on),
    after: after && groupsConfig(after),
    onDone: onDone && transitionsConfig(onDone),
    states: states && mapValues(states, nodeConfig),
  });
}

const groupsConfig = (groups: Record<string, Transitions>) => mapValues(groups, transitionsConfig);

function transitionsConfig(transitions: Transitions): unknown {
  if (typeof transitions === 'string') return transitions;
  return Array.isArray(transitions) ? transitions.map(transitionConfig) : transitionConfig(transitions);
}

function transitionConfig({ target, guard, reenter, actions }: TransitionDefinition): XStateConfig {
  return withoutAbsent({ target, guard, reenter, actions: actions?.map(actionConfig) });
}

function actionConfig({ type, ...params }: ActionDefinition): XStateConfig {
  return Object.keys(params).length === 0 ? { type } : { type, params };
}

function invokeConfig({ src, id, input, onDone }: InvokeDefinition): XStateConfig {
  return withoutAbsent({ src, id, input, onDone: transitionsConfig(onDone) });
}

function mapValues<T>(entries: Record<string, T>, map: (value: T) => unknown): XStateConfig {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, map(value)]));
}

const withoutAbsent = (config: XStateConfig): XStateConfig =>
  Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
