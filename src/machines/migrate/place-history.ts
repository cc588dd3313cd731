import type { CompiledDefinition } from '../compiled.js';
import { stateId } from '../compile.js';
import type { CaseSnapshot } from '../snapshot.js';
import { stateAt, walkStates } from '../state-tree.js';
import { ConfigurationBuilder, mappedPath, selfAndParents, type StateMap } from './place.js';
import { reasonOf, type MigrationReason } from './reasons.js';

/** Where a case stood in a state when it left it: each path in the old version and in the new. */
interface Memory {
  /** Of the history state that remembers it, in the new version. */
  path: string;
  states: { old: string; path: string }[];
}

export interface PlacedHistory {
  historyValue?: Record<string, string[]>;
  reasons: MigrationReason[];
}

/**
 * What history states remember, in the new version. All history states of one state remember the same, so one that has another name or is new
 * has what was remembered there. A memory that does not lie within its state any more is a reason; without any history state it is not needed.
 */
export function placeHistory(
  from: CompiledDefinition,
  to: CompiledDefinition,
  { historyValue }: Pick<CaseSnapshot, 'historyValue'>,
  stateMap: StateMap,
): PlacedHistory {
  const memories = memoriesOf(from, historyValue, stateMap);
  const placed: Record<string, string[]> = {};
  const reasons = new Map<string, MigrationReason>();
  walkStates(to.definition.machine, ({ type, history = 'shallow' }, parts) => {
    const path = parts.join('.');
    const memory = type === 'history' ? memoryFor(path, memories) : undefined;
    if (!memory) return;
    const found = faultsOf(memory.states, from, to, parentOf(path));
    for (const reason of found) reasons.set(JSON.stringify(reason), reason);
    const states = memory.states.map((state) =>
      history === 'deep' ? state.path : childOf(path, state.path),
    );
    placed[stateId(to.definition, path)] = [...new Set(states)].map((state) => stateId(to.definition, state));
  });
  return {
    ...(Object.keys(placed).length > 0 && { historyValue: placed }),
    reasons: [...reasons.values()],
  };
}

function memoriesOf(
  { definition }: CompiledDefinition,
  historyValue: CaseSnapshot['historyValue'],
  stateMap: StateMap,
): Memory[] {
  const pathOf = (id: string): string => id.slice(definition.caseType.length + 1);
  return Object.entries(historyValue ?? {}).map(([id, states]) => ({
    path: mappedPath(pathOf(id), stateMap),
    states: states.map(pathOf).map((old) => ({ old, path: mappedPath(old, stateMap) })),
  }));
}

function memoryFor(path: string, memories: Memory[]): Memory | undefined {
  const ofState = memories.filter((memory) => parentOf(memory.path) === parentOf(path));
  return ofState.find((memory) => memory.path === path) ?? ofState[0];
}

/** Why the case could not come back there: a state is gone or lies elsewhere, or two of them exclude each other. */
function faultsOf(
  states: Memory['states'],
  from: CompiledDefinition,
  to: CompiledDefinition,
  parent: string,
): MigrationReason[] {
  const lost = states.filter(({ path }) => !to.states.has(path) || !path.startsWith(`${parent}.`));
  if (lost.length > 0) return lost.map(({ old }) => reasonOf('historyRemoved', from, { state: old }));
  const demanded = new Set(states.flatMap(({ path }) => selfAndParents(path)));
  const builder = new ConfigurationBuilder(to, demanded, demanded);
  builder.valueOf(stateAt(to.definition.machine, parent)!, parent);
  return builder.reasons;
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')));

/** Of a path, as much as lies directly beside the history state. */
const childOf = (history: string, path: string): string =>
  path.split('.').slice(0, history.split('.').length).join('.');
