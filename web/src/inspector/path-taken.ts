import type { PlacedArrow, StatechartLayout } from '../../../src/machines/index.js';
import type { HistoryRow } from '../api-types.js';
import type { ChartMarks, StateMark } from '../statechart/marks.js';

/** What a drawing needs of an event. */
export type Moved = Pick<HistoryRow, 'type' | 'from' | 'to'>;

/** The drawing as it stood after the last of the events: where the case is, where it has been, and which arrows it took. */
export function marksOfPath(layout: StatechartLayout, rows: Moved[]): ChartMarks {
  const states = new Map<string, StateMark>();
  for (const { from, to } of rows) {
    for (const path of [...from, ...to].flatMap(withParents)) states.set(path, { visited: true });
  }
  for (const path of (rows.at(-1)?.to ?? []).flatMap(withParents))
    states.set(path, { active: true, visited: true });
  const taken = new Set(rows.flatMap((row) => arrowsOf(layout, row)).map(({ id }) => id));
  for (const { to } of layout.arrows.filter(({ id }) => taken.has(id))) {
    if (!states.has(to)) states.set(to, { visited: true });
  }
  return { states, taken };
}

function withParents(path: string): string[] {
  const names = path.split('.');
  return names.map((_, index) => names.slice(0, index + 1).join('.'));
}

const isIn = (path: string, leaves: string[]): boolean =>
  path === '' || leaves.some((leaf) => leaf === path || leaf.startsWith(`${path}.`));

/** The arrows of one event: the one that it triggers, and those that follow by themselves. */
function arrowsOf(layout: StatechartLayout, row: Moved): PlacedArrow[] {
  const direct = layout.arrows.filter((arrow) => isIn(arrow.from, row.from) && triggers(arrow, row.type));
  const taken = direct.flatMap((arrow) => wayTo(layout, arrow, row.to, []) ?? []);
  const byItself = layout.arrows.filter(
    (arrow) =>
      follows(arrow) && isIn(arrow.from, row.from) && entered(arrow, row) && !isIn(arrow.from, row.to),
  );
  return [...taken, ...byItself];
}

function entered({ to }: PlacedArrow, row: Moved): boolean {
  return isIn(to, row.to) && !isIn(to, row.from);
}

function triggers({ triggers: all }: PlacedArrow, type: string): boolean {
  return all.some(({ kind, name }) => {
    if (kind === 'on') return type === name;
    if (kind === 'after') return type.startsWith(`xstate.after.${name}.`);
    return kind === 'childDone' && type === `xstate.done.actor.${name}`;
  });
}

const follows = ({ triggers: all }: PlacedArrow): boolean =>
  all.some(({ kind }) => kind === 'always' || kind === 'onDone');

/** The arrow and those after it that lead by themselves to where the case came; null when it came elsewhere. */
function wayTo(
  layout: StatechartLayout,
  arrow: PlacedArrow,
  to: string[],
  before: PlacedArrow[],
): PlacedArrow[] | null {
  if (before.includes(arrow)) return null;
  const way = [...before, arrow];
  if (isIn(arrow.to, to)) return way;
  const next = layout.arrows.filter((each) => each.from === arrow.to && follows(each));
  for (const each of next) {
    const found = wayTo(layout, each, to, way);
    if (found) return found;
  }
  return null;
}
