import type { Box, Point, StatechartLayout } from '../../src/machines/statechart/layout.js';

/** What makes a drawing hard to read, counted. Nought of each is what we want. */
export interface DrawingFaults {
  /** Places where two arrows cross. */
  crossings: number;
  /** Labels that lie on another label or on a box that holds no states. */
  labelOverlaps: number;
  /** Arrows that run through a box in which they neither begin nor end. */
  arrowsThroughBoxes: number;
}

interface Segment {
  from: Point;
  to: Point;
}

/** Counts the faults of a drawing with orthogonal arrows. */
export function drawingFaults({ states, arrows }: StatechartLayout): DrawingFaults {
  const boxes = states.filter(({ kind }) => kind !== 'group' && kind !== 'parallel');
  const lines = arrows.map(({ points }) => segments(points));
  const labels = arrows.map(({ label }) => label);
  return {
    crossings: countPairs(lines, crosses),
    labelOverlaps:
      countPairs(labels, overlap) +
      labels.reduce((sum, label) => sum + boxes.filter((box) => overlap(label, box)).length, 0),
    arrowsThroughBoxes: arrows.reduce((sum, { from, to, points }) => {
      const others = boxes.filter(({ path }) => path !== from && path !== to);
      return (
        sum + others.filter((box) => segments(points).some((segment) => runsThrough(segment, box))).length
      );
    }, 0),
  };
}

function segments(points: Point[]): Segment[] {
  return points.slice(1).map((to, index) => ({ from: points[index]!, to }));
}

function countPairs<T>(items: T[], clash: (a: T, b: T) => boolean): number {
  let count = 0;
  for (const [index, item] of items.entries()) {
    count += items.slice(index + 1).filter((other) => clash(item, other)).length;
  }
  return count;
}

function crosses(one: Segment[], other: Segment[]): boolean {
  return one.some((a) => other.some((b) => cross(a, b) || cross(b, a)));
}

/** A level segment and an upright one that meet within both. */
function cross(level: Segment, upright: Segment): boolean {
  if (level.from.y !== level.to.y || upright.from.x !== upright.to.x) return false;
  return (
    strictlyBetween(upright.from.x, level.from.x, level.to.x) &&
    strictlyBetween(level.from.y, upright.from.y, upright.to.y)
  );
}

function strictlyBetween(value: number, a: number, b: number): boolean {
  return value > Math.min(a, b) && value < Math.max(a, b);
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function runsThrough({ from, to }: Segment, box: Box): boolean {
  const left = Math.min(from.x, to.x);
  const top = Math.min(from.y, to.y);
  const swept = { x: left, y: top, width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) };
  const inner = { x: box.x + 1, y: box.y + 1, width: box.width - 2, height: box.height - 2 };
  return (
    swept.x < inner.x + inner.width &&
    inner.x < swept.x + swept.width + 0.01 &&
    swept.y < inner.y + inner.height &&
    inner.y < swept.y + swept.height + 0.01
  );
}
