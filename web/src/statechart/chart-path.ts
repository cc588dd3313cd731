import type { PlacedState, Point } from '../../../src/machines/index.js';

const RADIUS = 6;

/** The way through the points, its corners rounded. */
export function roundedPath(points: Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const steps = rest.map((point, index) => {
    const before = points[index]!;
    const after = rest[index + 1];
    if (!after) return `L${point.x} ${point.y}`;
    const into = towards(point, before);
    const out = towards(point, after);
    return `L${into.x} ${into.y}Q${point.x} ${point.y} ${out.x} ${out.y}`;
  });
  return `M${first.x} ${first.y}${steps.join('')}`;
}

/** A point a little way from the corner; half way where the other corner is near. */
function towards(corner: Point, other: Point): Point {
  const length = Math.hypot(other.x - corner.x, other.y - corner.y);
  const part = length === 0 ? 0 : Math.min(RADIUS, length / 2) / length;
  return { x: corner.x + (other.x - corner.x) * part, y: corner.y + (other.y - corner.y) * part };
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/**
 * The state that a person would call the next one in a direction: the nearest whose middle lies that way, things that are beside the way
 * counting as farther. A group is reached from its inside by going up.
 */
export function nextState(
  states: PlacedState[],
  from: PlacedState,
  direction: Direction,
): PlacedState | null {
  const horizontal = direction === 'left' || direction === 'right';
  const sign = direction === 'right' || direction === 'down' ? 1 : -1;
  const start = anchorOf(from);
  let best: { state: PlacedState; cost: number } | null = null;
  for (const state of states) {
    const place = anchorOf(state);
    const along = (horizontal ? place.x - start.x : place.y - start.y) * sign;
    const beside = Math.abs(horizontal ? place.y - start.y : place.x - start.x);
    const cost = along + beside * 2;
    if (state.path !== from.path && along > 1 && (!best || cost < best.cost)) best = { state, cost };
  }
  return best?.state ?? null;
}

/** The middle of a state; of a group its title. */
function anchorOf({ kind, x, y, width, height }: PlacedState): Point {
  const group = kind === 'group' || kind === 'parallel';
  return { x: x + width / 2, y: group ? y + 12 : y + height / 2 };
}
