import type { CompiledExpression } from '../expressions/environment.js';
import { isWithin, targetOf, type Move, type Shape, type State } from './shape.js';
import type { Slice } from './slices.js';

/**
 * A parallel state goes on when its last region has ended. Where some of its regions are not looked at, it may do so at any moment at
 * which the others have: it goes on by `always`, under a condition that only they know (`done("open")`). That allows more paths than there
 * are, never fewer: XState asks every `always` in each step, and a join only in some.
 */
export function urgentMoves(state: State, slice: Slice): { always: Move[]; onDone: Move[] } {
  const always = state.moves.filter(({ kind }) => kind === 'always');
  const onDone = state.moves.filter(({ kind }) => kind === 'onDone');
  const loose = isJoin(state) && state.children.some(({ region }) => !slice.has(region));
  return loose
    ? { always: [...always, ...onDone.map((move) => joining(state, move))], onDone: [] }
    : { always, onDone };
}

export const isJoin = ({ node, region }: State): boolean => node.type === 'parallel' && region === 0;

function joining({ path }: State, move: Move): Move {
  const atom = `done("${path}")`;
  const { guard } = move;
  const asked = { op: 'atom', atom } as const;
  // Of a guard, nothing but these two is read here.
  const joined = guard
    ? {
        ...guard,
        canonical: `${atom} && (${guard.canonical})`,
        logic: { op: 'and', of: [asked, guard.logic] },
      }
    : { canonical: atom, logic: asked };
  return { ...move, kind: 'always', guard: joined as CompiledExpression };
}

/** Regions without which it would not be known whether a join happens once only: one that stays inside, or leads round to itself. */
export function regionsOfJoin(shape: Shape, state: State, circular: ReadonlySet<Move>): number[] {
  if (!isJoin(state)) return [];
  const lasting = state.moves.some((move) => {
    const { target } = move.definition;
    const leavesIt = target !== undefined && !isWithin(targetOf(shape, state, target), state);
    return move.kind === 'onDone' && (!leavesIt || circular.has(move));
  });
  return lasting ? state.children.map(({ region }) => region) : [];
}
