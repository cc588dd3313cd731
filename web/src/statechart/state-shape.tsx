import type { KeyboardEvent } from 'react';
import type { PlacedState, StatechartLayout } from '../../../src/machines/index.js';
import type { StateMark } from './marks.js';

const TITLE_INDENT = 12;
const TITLE_BASELINE = 21;

interface StateShapeProps {
  state: PlacedState;
  text: StatechartLayout['text'];
  mark: StateMark | undefined;
  label: string;
  selected: boolean;
  tabbable: boolean;
  onSelect: () => void;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** One state of the drawing: a button that says all it shows. */
export function StateShape(props: StateShapeProps) {
  const { state, mark, label, selected, tabbable, onSelect, onFocus, onKeyDown } = props;
  const { path, kind, region, x, y, width, height } = state;
  const classes = [
    'chart-state',
    kind,
    region && 'region',
    mark?.active && 'active',
    mark?.visited && 'visited',
  ];
  const radius = kind === 'final' ? height / 2 : 6;
  return (
    <g
      className={[...classes, selected && 'selected'].filter(Boolean).join(' ')}
      role="button"
      aria-label={label}
      aria-pressed={selected}
      tabIndex={tabbable ? 0 : -1}
      data-state={path}
      onClick={onSelect}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      <rect className="chart-box" x={x} y={y} width={width} height={height} rx={radius} />
      {kind === 'final' && (
        <rect
          className="chart-inner"
          x={x + 3}
          y={y + 3}
          width={width - 6}
          height={height - 6}
          rx={radius - 3}
        />
      )}
      <StateTitle {...props} />
      {mark?.active && <ActiveSign x={x} y={y} />}
    </g>
  );
}

function StateTitle({ state, text }: StateShapeProps) {
  const { kind, x, y, width, height, lines } = state;
  if (kind === 'group' || kind === 'parallel') {
    return (
      <text className="chart-title" x={x + TITLE_INDENT} y={y + TITLE_BASELINE}>
        {lines[0]}
      </text>
    );
  }
  const top = y + height / 2 - (lines.length * text.line) / 2 + text.font - 1;
  return (
    <text className="chart-title" textAnchor="middle">
      {lines.map((line, index) => (
        <tspan key={line} x={x + width / 2} y={top + index * text.line}>
          {`${line} `}
        </tspan>
      ))}
    </text>
  );
}

/** A lit state is told by more than its colour. */
function ActiveSign({ x, y }: { x: number; y: number }) {
  return <circle className="chart-here" cx={x} cy={y} r={7} />;
}

interface BadgeProps {
  state: PlacedState;
  mark: StateMark | undefined;
  scale: number;
}

/**
 * The number of cases, and beside it the overdue ones; larger where the drawing is small. Groups hold the same cases, so only states have
 * it. It lies beside the state's button, whose label says the same.
 */
export function Badge({ state, mark, scale }: BadgeProps) {
  const { cases = 0, overdue = 0 } = mark ?? {};
  if (cases === 0 || state.kind === 'group' || state.kind === 'parallel') return null;
  const numberWidth = 14 + 8 * String(cases).length;
  const lateWidth = overdue > 0 ? 20 + 8 * String(overdue).length : 0;
  const place = `translate(${state.x + state.width} ${state.y}) scale(${scale}) translate(-8 -4)`;
  return (
    <g className="chart-badge" transform={place} aria-hidden="true" data-badge={state.path}>
      <rect className="badge-cases" x={0} y={-10} width={numberWidth} height={20} rx={10} />
      <text x={numberWidth / 2} y={5} textAnchor="middle">
        {cases}
      </text>
      {overdue > 0 && (
        <>
          <rect className="badge-overdue" x={numberWidth + 2} y={-10} width={lateWidth} height={20} rx={10} />
          <text className="overdue-number" x={numberWidth + 2 + lateWidth / 2} y={5} textAnchor="middle">
            {`! ${overdue}`}
          </text>
        </>
      )}
    </g>
  );
}
