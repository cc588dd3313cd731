import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { Point, StatechartLayout } from '../../../src/machines/index.js';

const SMALLEST = 0.15;
const LARGEST = 2;
const STEP = 1.25;
/** Small, but to be read. */
const READABLE = 0.8;

/** What of the drawing is to be seen, in its own px. */
export interface View {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Zoom {
  scale: number;
  view: View;
  zoomBy: (steps: number) => void;
  fit: () => void;
  /** Brings a point of the drawing to the middle. */
  centerOn: (x: number, y: number) => void;
}

const within = (scale: number): number => Math.max(SMALLEST, Math.min(1, scale));

/**
 * Size and place of a drawing in a scrolling box. It begins at a point, readable; without one as wide as the box, which it then
 * follows.
 */
export function useZoom(
  box: RefObject<HTMLDivElement | null>,
  layout: StatechartLayout,
  begin: Point | null,
): Zoom {
  const [scale, setScale] = useState(begin ? READABLE : 1);
  const [view, setView] = useState<View>({ x: 0, y: 0, width: 0, height: 0 });
  const middle = useRef<Point | null>(begin);
  const fitted = useRef(begin === null);

  const look = useCallback(() => {
    const { current } = box;
    if (!current) return;
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = current;
    setView({
      x: scrollLeft / scale,
      y: scrollTop / scale,
      width: clientWidth / scale,
      height: clientHeight / scale,
    });
  }, [box, scale]);

  const fit = useCallback(() => {
    const { current } = box;
    if (!current) return;
    fitted.current = false;
    const all = Math.min(current.clientWidth / layout.width, current.clientHeight / layout.height);
    setScale(within(all));
  }, [box, layout]);
  const fitWidth = useCallback(() => {
    if (box.current) setScale(within(box.current.clientWidth / layout.width));
  }, [box, layout]);

  useLayoutEffect(() => {
    if (fitted.current) fitWidth();
  }, [fitWidth]);
  useLayoutEffect(() => {
    const { current } = box;
    if (current && middle.current) {
      current.scrollLeft = middle.current.x * scale - current.clientWidth / 2;
      current.scrollTop = middle.current.y * scale - current.clientHeight / 2;
      middle.current = null;
    }
    look();
  }, [box, scale, look]);
  useChanges(box, look, () => (fitted.current ? fitWidth() : look()));
  const zoomBy = (steps: number) => {
    fitted.current = false;
    middle.current ??= { x: view.x + view.width / 2, y: view.y + view.height / 2 };
    setScale((before) => Math.max(SMALLEST, Math.min(LARGEST, before * STEP ** steps)));
  };
  const centerOn = (x: number, y: number) => {
    box.current?.scrollTo(x * scale - box.current.clientWidth / 2, y * scale - box.current.clientHeight / 2);
  };
  return { scale, view, zoomBy, fit, centerOn };
}

/** Calls back when the box is scrolled or changes its size. */
function useChanges(box: RefObject<HTMLDivElement | null>, onScroll: () => void, onResize: () => void): void {
  const latest = useRef({ onScroll, onResize });
  useEffect(() => {
    latest.current = { onScroll, onResize };
  });
  useEffect(() => {
    const { current } = box;
    if (!current) return undefined;
    const scrolled = () => latest.current.onScroll();
    const resized = new ResizeObserver(() => latest.current.onResize());
    resized.observe(current);
    current.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      resized.disconnect();
      current.removeEventListener('scroll', scrolled);
    };
  }, [box]);
}
