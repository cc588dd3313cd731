import { useEffect, useRef } from 'react';
import type { PlacedState, Point, StatechartLayout } from '../../../src/machines/index.js';
import type { View, Zoom } from './use-zoom.js';

/** Brings a state to the middle of the box when it is another one than before and not to be seen. */
export function useFollow(layout: StatechartLayout, path: string | null, zoom: Zoom): void {
  const latest = useRef({ layout, zoom });
  useEffect(() => {
    latest.current = { layout, zoom };
  });
  useEffect(() => {
    const { layout: drawn, zoom: now } = latest.current;
    const state = drawn.states.find((each) => each.path === path);
    const middle = state && middleOf(state);
    if (middle && !isSeen(middle, now.view)) now.centerOn(middle.x, middle.y);
  }, [path]);
}

/** Of a group its title. */
function middleOf({ kind, x, y, width, height }: PlacedState): Point {
  const group = kind === 'group' || kind === 'parallel';
  return { x: x + width / 2, y: group ? y + 16 : y + height / 2 };
}

const isSeen = ({ x, y }: Point, view: View): boolean =>
  x >= view.x && x <= view.x + view.width && y >= view.y && y <= view.y + view.height;
