import type { Chart, ChartState } from './chart.js';
import {
  ElkGraphs,
  GROUP_TITLE_HEIGHT,
  MARK_WIDTH,
  START_SIZE,
  startId,
  type ElkBox,
  type ElkEdge,
  type ElkGraph,
} from './elk-graph.js';
import { DRAWING, type Box, type PlacedArrow, type Point, type StartMark } from './layout.js';
import type { StatechartLayout } from './layout.js';
import { packRegions } from './pack.js';
import { FONT_SIZE, LINE_HEIGHT, textSize, type MeasureText } from './text-size.js';

/** ELK itself, which lives in a worker of the page or on the server. */
export type RunElk = (graph: ElkGraph) => Promise<ElkGraph>;

/**
 * Places a chart. The regions of a parallel state are laid out one by one and set side by side in the order of the definition; around them
 * their parallel state is one box, at whose border arrows begin and end that cross it. The same chart gives the same places.
 */
export async function placeChart(chart: Chart, measure: MeasureText, run: RunElk): Promise<StatechartLayout> {
  const placement = new Placement(chart, measure, run);
  const { width, height } = await placement.group('', { x: 0, y: 0 });
  const { states, arrows, starts } = placement.result();
  const { caseType, language, title } = chart;
  const text = { font: FONT_SIZE, line: LINE_HEIGHT, mark: MARK_WIDTH };
  return { drawing: DRAWING, caseType, language, title, width, height, text, states, arrows, starts };
}

interface Size {
  width: number;
  height: number;
}

/** What was laid out by itself, with places from its own corner. */
interface Part extends Size {
  boxes: Map<string, Box>;
  edges: ElkEdge[];
}

const REGION_GAP = 14;

class Placement {
  private readonly fixed = new Map<string, Size>();
  private readonly regionSizes = new Map<string, Size[]>();
  private readonly parts = new Map<string, Part>();
  private readonly graphs: ElkGraphs;
  private readonly boxes = new Map<string, Box>();
  private readonly edges = new Map<string, ElkEdge>();

  constructor(
    private readonly chart: Chart,
    private readonly measure: MeasureText,
    private readonly run: RunElk,
  ) {
    this.graphs = new ElkGraphs(chart, measure, this.fixed);
  }

  /** Lays the group out from the inside, then sets everything down from `origin`. */
  async group(path: string, origin: Point): Promise<Size> {
    const size = await this.layOut(path);
    this.setDown(path, origin);
    return size;
  }

  private async layOut(path: string): Promise<Size> {
    for (const parallel of this.parallelsIn(path)) {
      const regions = this.childrenOf(parallel.path);
      const sizes: Size[] = [];
      for (const region of regions) sizes.push(await this.layOutRegion(region));
      this.regionSizes.set(parallel.path, sizes);
      this.fixed.set(parallel.path, this.sizeOf(parallel, sizes));
    }
    const placed = await this.run(this.graphs.of(path));
    const part = readPart(placed);
    this.parts.set(path, part);
    return part;
  }

  private async layOutRegion(region: ChartState): Promise<Size> {
    if (region.kind === 'group') return this.layOut(region.path);
    const { width } = textSize([region.title], this.measure, true);
    return { width: width + 40, height: 60 };
  }

  private sizeOf({ title }: ChartState, sizes: Size[]): Size {
    const packed = packRegions(sizes, REGION_GAP);
    const { width } = textSize([title], this.measure, true);
    return {
      width: Math.max(packed.width + REGION_GAP * 2, width + 40),
      height: packed.height + GROUP_TITLE_HEIGHT + REGION_GAP,
    };
  }

  private setDown(path: string, origin: Point): void {
    const part = this.parts.get(path)!;
    for (const [id, box] of part.boxes) this.boxes.set(id, moved(box, origin));
    for (const edge of part.edges) this.edges.set(edge.id, movedEdge(edge, origin));
    for (const parallel of this.parallelsIn(path)) this.setDownRegions(parallel);
  }

  private setDownRegions(parallel: ChartState): void {
    const { x, y } = this.boxes.get(parallel.path)!;
    const sizes = this.regionSizes.get(parallel.path)!;
    const { at } = packRegions(sizes, REGION_GAP);
    for (const [index, region] of this.childrenOf(parallel.path).entries()) {
      const corner = { x: x + REGION_GAP + at[index]!.x, y: y + GROUP_TITLE_HEIGHT + at[index]!.y };
      this.boxes.set(region.path, { ...corner, ...sizes[index]! });
      if (region.kind === 'group') this.setDown(region.path, corner);
    }
  }

  /** The outermost parallel states in a group. */
  private parallelsIn(path: string): ChartState[] {
    return this.childrenOf(path).flatMap((child) => {
      if (child.kind === 'parallel') return [child];
      return child.kind === 'group' ? this.parallelsIn(child.path) : [];
    });
  }

  private childrenOf(path: string): ChartState[] {
    return this.chart.states.filter(({ parent }) => parent === path);
  }

  result(): Pick<StatechartLayout, 'states' | 'arrows' | 'starts'> {
    const states = this.chart.states.map((state) => ({
      ...state,
      ...this.boxes.get(state.path)!,
      lines: this.graphs.titleLines(state),
    }));
    const groups = ['', ...this.chart.states.map(({ path }) => path)];
    const starts = groups.flatMap((group) => this.start(group) ?? []);
    const arrows = this.chart.arrows.map((arrow): PlacedArrow => {
      const edge = this.edges.get(arrow.id);
      const parts = this.graphs.labelParts(arrow);
      return {
        ...arrow,
        points: edge ? pointsOf(edge) : [],
        label: { ...boxOf(edge?.labels![0] ?? {}), parts },
      };
    });
    return { states, arrows, starts };
  }

  private start(group: string): StartMark | null {
    const edge = this.edges.get(`${startId(group)}→`);
    const box = this.boxes.get(startId(group));
    if (!edge || !box) return null;
    const at = { x: box.x + START_SIZE / 2, y: box.y + START_SIZE / 2 };
    return { group, at, points: pointsOf(edge) };
  }
}

function readPart(graph: ElkGraph): Part {
  const boxes = new Map<string, Box>();
  const edges: ElkEdge[] = [];
  const read = (node: ElkGraph): void => {
    if (node !== graph) boxes.set(node.id, boxOf(node));
    edges.push(...(node.edges ?? []));
    for (const child of node.children ?? []) read(child);
  };
  read(graph);
  return { width: round(graph.width ?? 0), height: round(graph.height ?? 0), boxes, edges };
}

function boxOf({ x = 0, y = 0, width = 0, height = 0 }: Partial<ElkBox>): Box {
  return { x: round(x), y: round(y), width: round(width), height: round(height) };
}

function pointsOf(edge: ElkEdge): Point[] {
  return (edge.sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) =>
    [startPoint, ...bendPoints, endPoint].map(({ x, y }) => ({ x: round(x), y: round(y) })),
  );
}

function moved<T extends Point>(box: T, by: Point): T {
  return { ...box, x: box.x + by.x, y: box.y + by.y };
}

function movedEdge(edge: ElkEdge, by: Point): ElkEdge {
  return {
    ...edge,
    labels: edge.labels?.map((label) => moved({ ...label, ...boxOf(label) }, by)),
    sections: edge.sections?.map(({ startPoint, bendPoints = [], endPoint }) => ({
      startPoint: moved(startPoint, by),
      endPoint: moved(endPoint, by),
      bendPoints: bendPoints.map((point) => moved(point, by)),
    })),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;
