import type { Chart, ChartArrow, ChartState } from './chart.js';
import type { LabelPart } from './layout.js';
import { startsOverInWords } from '../wording.js';
import { LINE_HEIGHT, textSize, wrapText, type MeasureText } from './text-size.js';

/** What is used of ELK's JSON, before and after a layout. */
export interface ElkBox {
  id: string;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
}
export interface ElkPoint {
  x: number;
  y: number;
}
export interface ElkSection {
  startPoint: ElkPoint;
  endPoint: ElkPoint;
  bendPoints?: ElkPoint[];
}
export interface ElkLabel extends ElkBox {
  text: string;
  layoutOptions?: Record<string, string>;
}
export interface ElkEdge {
  id: string;
  sources: string[];
  targets: string[];
  labels?: ElkLabel[];
  sections?: ElkSection[];
  layoutOptions?: Record<string, string>;
}
export interface ElkGraph extends ElkBox {
  children?: ElkGraph[];
  edges?: ElkEdge[];
  layoutOptions?: Record<string, string>;
}

const LABEL_WIDTH = 150;
const TITLE_WIDTH = 170;
const STATE_PADDING = { x: 14, y: 10 };
/** Room at the left of a label's line for the mark that says what kind of trigger it is. */
export const MARK_WIDTH = 15;
const SHOWN_TRIGGERS = 3;
export const START_SIZE = 10;
export const GROUP_TITLE_HEIGHT = 34;

const elk = (options: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(options).map(([key, value]) => [`elk.${key}`, value]));

/**
 * Tried on machines of 26 and 78 states against ELK's defaults: no crossings, no overlaps, the start at the top left. Model order
 * and cycle breaking may stand on the root only: on a compound they crash elkjs 0.12.1.
 */
const ROOT_OPTIONS = elk({
  algorithm: 'layered',
  direction: 'DOWN',
  hierarchyHandling: 'INCLUDE_CHILDREN',
  edgeRouting: 'ORTHOGONAL',
  'layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'layered.cycleBreaking.strategy': 'DEPTH_FIRST',
  'layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'layered.nodePlacement.favorStraightEdges': 'true',
  'layered.spacing.nodeNodeBetweenLayers': '30',
  'layered.spacing.edgeNodeBetweenLayers': '16',
  'spacing.nodeNode': '32',
  'spacing.edgeNode': '18',
  'spacing.edgeEdge': '14',
  'spacing.edgeLabel': '4',
  'layered.edgeLabels.sideSelection': 'ALWAYS_DOWN',
  'json.edgeCoords': 'ROOT',
  'json.shapeCoords': 'ROOT',
});

const PAGE_PADDING = '[top=14,left=14,bottom=14,right=14]';
const NO_PADDING = '[top=0,left=0,bottom=0,right=0]';

const groupOptions = (width: number): Record<string, string> =>
  elk({
    padding: `[top=${GROUP_TITLE_HEIGHT + 4},left=18,bottom=18,right=18]`,
    'nodeSize.constraints': '[MINIMUM_SIZE]',
    'nodeSize.minimum': `(${width},60)`,
  });

/** Turns one group of a chart into a graph for ELK. `fixed` holds the sizes of parallel states, which are laid out by themselves. */
export class ElkGraphs {
  private readonly children = new Map<string, ChartState[]>();
  private readonly regions = new Set<string>();

  constructor(
    private readonly chart: Chart,
    private readonly measure: MeasureText,
    private readonly fixed: ReadonlyMap<string, { width: number; height: number }>,
  ) {
    for (const state of chart.states) {
      if (state.region && state.kind === 'group') this.regions.add(state.path);
      this.children.set(state.parent, [...(this.children.get(state.parent) ?? []), state]);
    }
  }

  /** The graph of the group at `path` with all that is in it; of the whole machine for ``. */
  of(path: string): ElkGraph {
    const edges = this.chart.arrows
      .filter((arrow) => this.belongsTo(path, arrow))
      .map((arrow) => this.edge(arrow, path));
    const { nodes, starts } = this.inside(path);
    const group = this.chart.states.find((state) => state.path === path);
    const children = group ? [{ ...this.box(group), children: nodes }] : nodes;
    const padding = elk({ padding: group ? NO_PADDING : PAGE_PADDING });
    const layoutOptions = { ...ROOT_OPTIONS, ...padding };
    return { id: 'root', layoutOptions, children, edges: [...starts, ...edges] };
  }

  /** Whether the arrow is drawn with this group. */
  private belongsTo(group: string, arrow: ChartArrow): boolean {
    return arrow.from !== '' && this.groupOf(arrow) === group;
  }

  /** The innermost group that is laid out by itself and holds both ends. */
  private groupOf({ from, to }: ChartArrow): string {
    const others = to.split('.');
    const names = from.split('.');
    const apart = names.findIndex((name, index) => name !== others[index]);
    const shared = names.slice(0, apart < 0 ? names.length : apart);
    const around = shared.map((_name, index) => shared.slice(0, index + 1).join('.'));
    return around.findLast((path) => this.regions.has(path)) ?? '';
  }

  /** The state itself, or the parallel state around it whose inside is drawn by itself; `` when the group does not hold it. */
  private visible(group: string, path: string): string {
    if (path === group) return path;
    if (group !== '' && !path.startsWith(`${group}.`)) return '';
    const names = path.split('.');
    const depth = group === '' ? 0 : group.split('.').length;
    for (let length = depth + 1; length < names.length; length += 1) {
      const around = names.slice(0, length).join('.');
      if (this.fixed.has(around)) return around;
    }
    return path;
  }

  private inside(path: string): { nodes: ElkGraph[]; starts: ElkEdge[] } {
    const children = this.children.get(path) ?? [];
    const starts: ElkEdge[] = [];
    const nodes = children.map((state) => {
      const box = this.box(state);
      if (state.kind !== 'group') return box;
      const within = this.inside(state.path);
      starts.push(...within.starts);
      return { ...box, children: within.nodes };
    });
    const initial = children.find((state) => state.initial);
    if (!initial) return { nodes, starts };
    const id = startId(path);
    const edge = { id: `${id}→`, sources: [id], targets: [initial.path], layoutOptions: straight(10) };
    return {
      nodes: [{ id, width: START_SIZE, height: START_SIZE }, ...nodes],
      starts: [edge, ...starts],
    };
  }

  private box(state: ChartState): ElkGraph {
    const fixed = this.fixed.get(state.path);
    if (fixed) return { id: state.path, ...fixed };
    if (state.kind === 'group') {
      const { width } = textSize([state.title], this.measure, true);
      return { id: state.path, layoutOptions: groupOptions(width + 40) };
    }
    const { width, height } = textSize(this.titleLines(state), this.measure, true);
    return {
      id: state.path,
      width: Math.max(width + STATE_PADDING.x * 2, 64),
      height: height + STATE_PADDING.y * 2,
    };
  }

  titleLines({ kind, title }: ChartState): string[] {
    if (kind === 'history') return ['H'];
    return kind === 'group' || kind === 'parallel'
      ? [title]
      : wrapText(title, TITLE_WIDTH, this.measure, true);
  }

  private edge(arrow: ChartArrow, group: string): ElkEdge {
    const { id, from, to, backward } = arrow;
    const parts = this.labelParts(arrow);
    const lines = parts.flatMap((part) => part.lines);
    const { width, height } = textSize(lines, this.measure);
    const label: ElkLabel = {
      id: `${id}:label`,
      text: lines.join(' '),
      width: width + MARK_WIDTH,
      height: Math.max(height, LINE_HEIGHT),
      layoutOptions: elk({ 'edgeLabels.placement': 'CENTER' }),
    };
    const ends = { sources: [this.visible(group, from)], targets: [this.visible(group, to)] };
    return { id, ...ends, labels: [label], layoutOptions: straight(backward ? 0 : 10) };
  }

  /** The first triggers by their titles, the rest as a number, and the ends that the arrow does not show. */
  labelParts(arrow: ChartArrow): LabelPart[] {
    const { triggers } = arrow;
    const crowded = triggers.length > SHOWN_TRIGGERS;
    const shown = crowded ? triggers.slice(0, SHOWN_TRIGGERS - 1) : triggers;
    const parts: LabelPart[] = shown.map(({ kind, guarded, title, startsOver }) => ({
      kind,
      guarded,
      lines: [title, ...(startsOver ? [startsOverInWords(startsOver)[this.chart.language]] : [])].flatMap(
        (text) => wrapText(text, LABEL_WIDTH, this.measure),
      ),
    }));
    const rest = triggers.length - shown.length;
    const more = this.chart.language === 'da' ? `+ ${rest} andre` : `+ ${rest} more`;
    const lines = [...(crowded ? [more] : []), ...this.hiddenEnds(arrow)];
    return lines.length === 0 ? parts : [...parts, { kind: 'more', guarded: false, lines }];
  }

  /** Arrows that cross the border of a parallel state begin or end at it: their labels say where within. */
  private hiddenEnds(arrow: ChartArrow): string[] {
    const group = this.groupOf(arrow);
    const words = this.chart.language === 'da' ? ['fra', 'til'] : ['from', 'to'];
    return [arrow.from, arrow.to].flatMap((path, end) => {
      if (path === '' || arrow.from === '' || this.visible(group, path) === path) return [];
      const title = this.chart.states.find((state) => state.path === path)!.title;
      return wrapText(`${words[end]}: ${title}`, LABEL_WIDTH, this.measure);
    });
  }
}

export const startId = (group: string): string => `start:${group}`;

function straight(priority: number): Record<string, string> {
  return elk({ 'layered.priority.direction': String(priority) });
}
