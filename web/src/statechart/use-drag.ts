import { useEffect, type RefObject } from 'react';

const MOVED_PX = 4;

/** Lets the mouse drag a scrolling box, and Ctrl with the wheel change the size. Fingers scroll by themselves. */
export function useDrag(box: RefObject<HTMLDivElement | null>, zoomBy: (steps: number) => void): void {
  useEffect(() => {
    const { current } = box;
    if (!current) return undefined;
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomBy(event.deltaY < 0 ? 0.5 : -0.5);
    };
    current.addEventListener('wheel', wheel, { passive: false });
    return () => current.removeEventListener('wheel', wheel);
  });
  useEffect(() => {
    const { current } = box;
    return current ? listenForDrag(current) : undefined;
  }, [box]);
}

function listenForDrag(box: HTMLDivElement): () => void {
  let start: { x: number; y: number; left: number; top: number } | null = null;
  let moved = false;
  const down = ({ button, pointerType, clientX, clientY }: PointerEvent) => {
    moved = false;
    if (button === 0 && pointerType === 'mouse') {
      start = { x: clientX, y: clientY, left: box.scrollLeft, top: box.scrollTop };
    }
  };
  const move = ({ clientX, clientY }: PointerEvent) => {
    if (!start) return;
    moved ||= Math.hypot(clientX - start.x, clientY - start.y) > MOVED_PX;
    if (moved) box.scrollTo(start.left - clientX + start.x, start.top - clientY + start.y);
  };
  const up = () => {
    start = null;
  };
  // What ends a drag is no click on the state under it.
  const click = (event: MouseEvent) => {
    if (moved) event.stopPropagation();
  };
  box.addEventListener('pointerdown', down);
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', up);
  box.addEventListener('click', click, true);
  return () => {
    box.removeEventListener('pointerdown', down);
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    box.removeEventListener('click', click, true);
  };
}
