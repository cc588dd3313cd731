import { Alert, Heading } from '@navikt/ds-react';
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { StatechartLayout } from '../../../src/machines/index.js';
import { marksOfPath, type Moved } from '../inspector/path-taken.js';
import { StateFacts } from '../statechart/outline.js';
import { Statechart } from '../statechart/statechart.js';

/** A drawing with the way that a case has taken. It follows the case: where it has come to is brought into sight. */
export function PlayedChart({ layout, moves }: { layout: StatechartLayout; moves: Moved[] }) {
  const [selected, setSelected] = useState<string | null>(null);
  const place = useFollowing(reached(moves));
  const state = layout.states.find(({ path }) => path === selected);
  return (
    <div ref={place} className="played-chart">
      <Statechart
        layout={layout}
        marks={marksOfPath(layout, moves)}
        selected={selected}
        onSelect={setSelected}
      />
      {state && (
        <Alert variant="info" size="small" role="status" closeButton onClose={() => setSelected(null)}>
          <Heading level="3" size="xsmall">
            {state.title}
          </Heading>
          <StateFacts state={state} layout={layout} />
        </Alert>
      )}
    </div>
  );
}

/** Of the states in which the case is, the one that it entered last. */
function reached(moves: Moved[]): string {
  for (const { from, to } of moves.toReversed()) {
    const entered = to.filter((path) => !from.includes(path));
    if (entered.length > 0) return entered.at(-1)!;
  }
  return '';
}

const MARGIN = 24;

/** Scrolls the box of the drawing, and nothing else, to a state that is out of sight. A drawing begins in sight of the first one. */
function useFollowing(path: string): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) bringIntoSight(place.current, path);
    begun.current = true;
  }, [path]);
  return place;
}

function bringIntoSight(place: HTMLDivElement | null, path: string): void {
  const box = place?.querySelector('.chart-box-scroll');
  const state = box?.querySelector(`[data-state="${path}"]`);
  if (!box || !state) return;
  const seen = box.getBoundingClientRect();
  const wanted = state.getBoundingClientRect();
  const inside =
    wanted.left >= seen.left + MARGIN &&
    wanted.right <= seen.right - MARGIN &&
    wanted.top >= seen.top + MARGIN &&
    wanted.bottom <= seen.bottom - MARGIN;
  if (inside) return;
  box.scrollBy(
    wanted.left + wanted.width / 2 - seen.left - seen.width / 2,
    wanted.top + wanted.height / 2 - seen.top - seen.height / 2,
  );
}
