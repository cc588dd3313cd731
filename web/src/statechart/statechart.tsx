import { MinusIcon, PlusIcon, ExpandIcon, DownloadIcon } from '@navikt/aksel-icons';
import { ActionMenu, Button, ReadMore } from '@navikt/ds-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { PlacedArrow, PlacedState, Point, StatechartLayout } from '../../../src/machines/index.js';
import { useTexts } from '../ui/language.js';
import { ArrowShape } from './arrow-shape.js';
import { nextState, roundedPath, type Direction } from './chart-path.js';
import { savePng, saveSvg } from './export-chart.js';
import { Legend } from './legend.js';
import { NO_MARKS, type ChartMarks } from './marks.js';
import { Minimap } from './minimap.js';
import { Outline } from './outline.js';
import { Badge, StateShape } from './state-shape.js';
import { useStateWords } from './state-words.js';
import { statechartTexts } from './statechart-texts.js';
import { useDrag } from './use-drag.js';
import { useFollow } from './use-follow.js';
import { useZoom, type Zoom } from './use-zoom.js';
import './statechart.css';

interface StatechartProps {
  layout: StatechartLayout;
  marks?: ChartMarks;
  /** Path of the state that is open beside the drawing. */
  selected?: string | null;
  onSelect: (path: string) => void;
  /** Arrows can be chosen too, by mouse: with the keyboard one goes by their states. */
  onSelectArrow?: (arrow: PlacedArrow) => void;
  /** Brings the selected state into view when it changes. */
  follow?: boolean;
}

/** A drawn statechart in a box that scrolls by itself, with its tools, and the same in words below. */
export function Statechart(props: StatechartProps) {
  const { layout, marks = NO_MARKS, selected = null, onSelect, onSelectArrow, follow = false } = props;
  const texts = useTexts(statechartTexts);
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const [begin] = useState(() => activeCorner(layout, marks));
  const zoom = useZoom(box, layout, begin);
  useDrag(box, zoom.zoomBy);
  useFollow(layout, follow ? selected : null, zoom);
  const counts = [...marks.states.values()].some(({ cases }) => cases !== undefined);
  return (
    <div className="statechart">
      <Tools zoom={zoom} svg={svg} name={layout.caseType} />
      <div className="chart-frame">
        <div
          className="chart-box-scroll"
          ref={box}
          role="region"
          aria-label={texts.region(layout.title)}
          tabIndex={0}
          onKeyDown={({ key }) => {
            if (key === '+') zoom.zoomBy(1);
            if (key === '-') zoom.zoomBy(-1);
          }}
        >
          <Drawing {...{ layout, marks, selected, onSelect, onSelectArrow, svg, scale: zoom.scale }} />
        </div>
        <Minimap layout={layout} marks={marks} zoom={zoom} />
      </div>
      <Legend counts={counts} />
      <p className="quiet">{texts.help}</p>
      <ReadMore header={texts.asText} size="small">
        <Outline layout={layout} marks={marks} />
      </ReadMore>
    </div>
  );
}

/** Where the main course of a case is: what its drawing begins with. */
function activeCorner({ states }: StatechartLayout, marks: ChartMarks): Point | null {
  const active = states.find(
    ({ path, kind }) => marks.states.get(path)?.active && kind !== 'group' && kind !== 'parallel',
  );
  return active ? { x: active.x + active.width / 2, y: active.y + active.height / 2 } : null;
}

interface ToolsProps {
  zoom: Zoom;
  svg: React.RefObject<SVGSVGElement | null>;
  name: string;
}
function Tools({ zoom, svg, name }: ToolsProps) {
  const texts = useTexts(statechartTexts);
  const look = { variant: 'secondary', size: 'small', 'data-color': 'neutral' } as const;
  return (
    <div className="chart-tools">
      <Button {...look} icon={<PlusIcon title={texts.zoomIn} />} onClick={() => zoom.zoomBy(1)} />
      <Button {...look} icon={<MinusIcon title={texts.zoomOut} />} onClick={() => zoom.zoomBy(-1)} />
      <Button {...look} icon={<ExpandIcon aria-hidden />} onClick={zoom.fit}>
        {texts.fit}
      </Button>
      <ActionMenu>
        <ActionMenu.Trigger>
          <Button {...look} icon={<DownloadIcon aria-hidden />}>
            {texts.export}
          </Button>
        </ActionMenu.Trigger>
        <ActionMenu.Content>
          <ActionMenu.Item onSelect={() => svg.current && saveSvg(svg.current, name)}>
            {texts.svg}
          </ActionMenu.Item>
          <ActionMenu.Item onSelect={() => svg.current && void savePng(svg.current, name)}>
            {texts.png}
          </ActionMenu.Item>
        </ActionMenu.Content>
      </ActionMenu>
    </div>
  );
}

const DIRECTIONS: Partial<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};
/** In a small drawing the numbers stay as large as this on the screen. */
const BADGE_SCALE = 0.7;

type DrawingProps = Required<Pick<StatechartProps, 'layout' | 'marks' | 'selected' | 'onSelect'>> &
  Pick<StatechartProps, 'onSelectArrow'> & { svg: React.RefObject<SVGSVGElement | null>; scale: number };

function Drawing({ layout, marks, selected, onSelect, onSelectArrow, svg, scale }: DrawingProps) {
  const wordsOf = useStateWords();
  const { width, height, states, arrows, starts, text } = layout;
  const [reached, setReached] = useState<string | null>(null);
  const first = states.find(({ path }) => marks.states.get(path)?.active) ?? states[0];
  const tabStop = reached ?? selected ?? first?.path;
  const onKeyDown = (state: PlacedState) => (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key];
    const next = direction && nextState(states, state, direction);
    if (event.key === 'Enter' || event.key === ' ') onSelect(state.path);
    else if (next) svg.current?.querySelector<SVGGElement>(`[data-state="${next.path}"]`)?.focus();
    else if (!direction) return;
    event.preventDefault();
  };
  const badgeScale = Math.max(1, BADGE_SCALE / scale);
  return (
    <svg
      ref={svg}
      className="chart"
      viewBox={`0 0 ${width} ${height}`}
      width={width * scale}
      height={height * scale}
    >
      <Tips />
      {states.map((state) => (
        <StateShape
          key={state.path}
          state={state}
          text={text}
          mark={marks.states.get(state.path)}
          label={wordsOf(state, marks.states.get(state.path))}
          selected={selected === state.path}
          tabbable={tabStop === state.path}
          onSelect={() => onSelect(state.path)}
          onFocus={() => setReached(state.path)}
          onKeyDown={onKeyDown(state)}
        />
      ))}
      {arrows.map((arrow) => (
        <ArrowShape
          key={arrow.id}
          arrow={arrow}
          text={text}
          taken={marks.taken?.has(arrow.id) ?? false}
          lit={marks.lit?.has(arrow.id) ?? false}
          onSelect={onSelectArrow && (() => onSelectArrow(arrow))}
        />
      ))}
      {states.map((state) => (
        <Badge key={state.path} state={state} mark={marks.states.get(state.path)} scale={badgeScale} />
      ))}
      {starts.map(({ group, at, points }) => (
        <g key={group} className="chart-start" aria-hidden="true">
          <circle cx={at.x} cy={at.y} r={5} />
          <path d={roundedPath(points)} markerEnd="url(#chart-tip)" />
        </g>
      ))}
    </svg>
  );
}

function Tips() {
  return (
    <defs>
      {(['chart-tip', 'chart-tip-taken', 'chart-tip-lit'] as const).map((id) => (
        <marker
          key={id}
          id={id}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="9"
          markerHeight="9"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path className={id} d="M0 0.5L8 4L0 7.5Z" />
        </marker>
      ))}
    </defs>
  );
}
