import { textOf } from './parse/json.js';
import { dottedPath, resolveTarget, transitionsFrom, withDescendants, type State } from './parse/states.js';
import type { Problem } from './problems.js';
import { found } from './verify/texts.js';

/**
 * The outermost states that no transition leads to, whatever guards say: what can be seen before the expressions are right. `verify` sees more.
 * Nothing where a name leads nowhere: it may be meant for one of these.
 */
export function unreachedStates(machine: State): Problem[] {
  const reached = new Reached();
  reached.enter(machine);
  if (reached.isUnsure) return [];
  return withDescendants(machine)
    .filter((state) => state.kind !== 'history' && !reached.has(state) && reached.has(state.parent!))
    .map(({ path }) => found('unreachableState', path, { state: dottedPath(path) }));
}

class Reached {
  /** Some name leads nowhere. */
  isUnsure = false;
  private readonly states = new Set<State>();

  has(state: State): boolean {
    return this.states.has(state);
  }

  /** The state with all around it, what it begins in, and all that its transitions lead to. */
  enter(first: State): void {
    const open = [first];
    for (let state = open.pop(); state; state = open.pop()) {
      if (this.states.has(state)) continue;
      this.states.add(state);
      open.push(...this.follows(state));
    }
  }

  private follows(state: State): State[] {
    const { parent, node } = state;
    const targets = [...transitionsFrom(state), { target: textOf(node['target']) }];
    const led = targets.flatMap(({ target }) =>
      target === undefined ? [] : this.known(resolveTarget(state, target)),
    );
    return [...(parent ? [parent] : []), ...led, ...this.begins(state)];
  }

  private begins({ kind, node, children, parent }: State): State[] {
    if (kind === 'parallel') return [...children.values()];
    if (kind === 'compound') return this.known(children.get(textOf(node['initial']) ?? ''));
    // Without a target it begins where the state around it does, or leads to where the case has been.
    return kind === 'history' && parent ? [parent] : [];
  }

  private known(state: State | undefined): State[] {
    this.isUnsure ||= state === undefined;
    return state ? [state] : [];
  }
}
