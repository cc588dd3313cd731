import type { MouseEvent } from 'react';
import type { StatechartLayout } from '../../../src/machines/index.js';
import type { ChartMarks } from './marks.js';
import type { Zoom } from './use-zoom.js';

/** The whole drawing, small, with a frame around what is to be seen. For the mouse: the keyboard goes from state to state. */
export function Minimap({
  layout,
  marks,
  zoom,
}: {
  layout: StatechartLayout;
  marks: ChartMarks;
  zoom: Zoom;
}) {
  const { width, height, states } = layout;
  const { view } = zoom;
  if (view.width >= width && view.height >= height) return null;
  const go = (event: MouseEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const part = { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
    zoom.centerOn(part.x * width, part.y * height);
  };
  return (
    <svg className="minimap" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" onClick={go}>
      <rect className="minimap-ground" width={width} height={height} />
      {states.map(({ path, kind, x, y, width: w, height: h }) => (
        <rect
          key={path}
          className={`minimap-state ${kind}${marks.states.get(path)?.active ? ' active' : ''}`}
          x={x}
          y={y}
          width={w}
          height={h}
        />
      ))}
      <rect className="minimap-view" x={view.x} y={view.y} width={view.width} height={view.height} />
    </svg>
  );
}
