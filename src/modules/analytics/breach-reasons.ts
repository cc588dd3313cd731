import type { Definition, FactSchema, Text } from '../../machines/definition.js';
import { targetPath } from '../../machines/labels.js';
import { stateAt, transitionsOf, walkStates } from '../../machines/state-tree.js';

/** Where the cases of one definition say why a deadline was exceeded. */
export interface ReasonSource {
  event: string;
  /** The fact that holds the code. */
  fact: string;
  labels: Record<string, Text>;
}

/**
 * Per deadline, the events that state why it was exceeded: a breach (`after` the deadline) leads to a state with a task, and an event of
 * that task brings a fact with coded answers. A deadline whose breach asks nobody is not in the map.
 */
export function reasonSources(definition: Definition): Map<string, ReasonSource[]> {
  const sources = new Map<string, ReasonSource[]>();
  walkStates(definition.machine, ({ after }, path) => {
    for (const [key, transitions] of Object.entries(after ?? {})) {
      if (!Object.hasOwn(definition.deadlines, key)) continue;
      const targets = transitionsOf(transitions).flatMap(({ target }) => target ?? []);
      const found = targets.flatMap((target) =>
        sourcesOfState(definition, targetPath(path.join('.'), target)),
      );
      if (found.length > 0) sources.set(key, [...(sources.get(key) ?? []), ...found]);
    }
  });
  return sources;
}

function sourcesOfState(definition: Definition, path: string): ReasonSource[] {
  const tasks = stateAt(definition.machine, path)?.meta?.tasks ?? [];
  const events = tasks.flatMap((task) => definition.tasks[task]?.events ?? []);
  return events.flatMap((event) => {
    const facts = definition.events[event]?.required ?? [];
    return facts.flatMap((fact) => {
      const schema: FactSchema | undefined = definition.facts.properties[fact];
      return schema?.enum ? [{ event, fact, labels: schema.labels ?? {} }] : [];
    });
  });
}
