import type { PlacedArrow, StatechartLayout } from '../../../src/machines/index.js';
import { roundedPath } from './chart-path.js';

interface ArrowShapeProps {
  arrow: PlacedArrow;
  text: StatechartLayout['text'];
  taken: boolean;
  lit: boolean;
  onSelect?: (() => void) | undefined;
}

/** One arrow with its label. What it says is in the text version, so screen readers pass it over. */
export function ArrowShape({ arrow, text, taken, lit, onSelect }: ArrowShapeProps) {
  if (arrow.points.length === 0) return null;
  const classes = ['chart-arrow', styleOf(arrow), taken && 'taken', lit && 'lit', onSelect && 'selectable'];
  return (
    <g
      className={classes.filter(Boolean).join(' ')}
      aria-hidden="true"
      data-arrow={arrow.id}
      onClick={onSelect}
    >
      <path d={roundedPath(arrow.points)} markerEnd={`url(#${tipOf(taken, lit)})`} />
      <Label arrow={arrow} text={text} />
      {onSelect && <Reach arrow={arrow} />}
    </g>
  );
}

/** What can be clicked is larger than what is drawn. */
function Reach({ arrow: { points, label } }: { arrow: PlacedArrow }) {
  const { x, y, width, height } = label;
  return (
    <>
      <path className="chart-reach" d={roundedPath(points)} />
      <rect className="chart-reach" {...{ x, y, width, height }} />
    </>
  );
}

const tipOf = (taken: boolean, lit: boolean): string =>
  lit ? 'chart-tip-lit' : taken ? 'chart-tip-taken' : 'chart-tip';

/** Solid where a person or another case acts; broken where only time or a condition does. */
function styleOf({ triggers }: PlacedArrow): string {
  const kinds = new Set(triggers.map(({ kind }) => kind));
  if (kinds.has('on')) return 'by-event';
  return kinds.has('after') ? 'by-time' : 'by-itself';
}

function Label({ arrow: { label }, text }: { arrow: PlacedArrow; text: StatechartLayout['text'] }) {
  let line = 0;
  return (
    <>
      {label.parts.map((part) => {
        const first = line;
        line += part.lines.length;
        const top = label.y + first * text.line;
        return (
          <g key={`${part.kind} ${first}`} className={part.guarded ? 'chart-label guarded' : 'chart-label'}>
            <TriggerSign kind={part.kind} x={label.x + 5} y={top + text.line / 2} />
            <text>
              {part.lines.map((words, index) => (
                <tspan key={words} x={label.x + text.mark} y={top + index * text.line + text.font - 1}>
                  {words}
                </tspan>
              ))}
            </text>
          </g>
        );
      })}
    </>
  );
}

/** Which kind of thing makes it happen, as a small sign of 10 px around (x, y). */
export function TriggerSign({ kind, x, y }: { kind: string; x: number; y: number }) {
  const at = `translate(${x} ${y})`;
  switch (kind) {
    case 'on':
      return <path className="sign filled" transform={at} d="M-3 -4L4 0L-3 4Z" />;
    case 'after':
      return (
        <path
          className="sign"
          transform={at}
          d="M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0M0 -2.5V0L2 1.5"
        />
      );
    case 'always':
      return <path className="sign" transform={at} d="M0 -4.5L4 0L0 4.5L-4 0Z" />;
    case 'onDone':
    case 'childDone':
      return <path className="sign" transform={at} d="M-4 0L-1 3L4 -3.5" />;
    default:
      return null;
  }
}
