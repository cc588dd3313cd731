import type { Point } from './layout.js';

interface Size {
  width: number;
  height: number;
}

/** How much wider than high a chart may be. */
const ASPECT = 1.7;

/**
 * Sets boxes in columns, in their order, each column as high as the highest box or as makes the whole about as wide as a screen.
 */
export function packRegions(sizes: Size[], gap: number): Size & { at: Point[] } {
  const area = sizes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  const limit = Math.max(Math.sqrt(area / ASPECT), ...sizes.map(({ height }) => height));
  const at: Point[] = [];
  let column = { x: 0, y: 0, width: 0 };
  let highest = 0;
  for (const { width, height } of sizes) {
    if (column.y > 0 && column.y + height > limit) {
      column = { x: column.x + column.width + gap, y: 0, width: 0 };
    }
    at.push({ x: column.x, y: column.y });
    highest = Math.max(highest, column.y + height);
    column = { x: column.x, y: column.y + height + gap, width: Math.max(column.width, width) };
  }
  return { width: column.x + column.width, height: highest, at };
}
