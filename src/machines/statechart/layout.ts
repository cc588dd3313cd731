import type { Chart, ChartArrow, ChartState } from './chart.js';

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

export interface PlacedState extends ChartState, Box {
  /** The title as it is broken into lines. */
  lines: string[];
}

/** Lines of one trigger on an arrow; the last of a crowded arrow stands for `more` others. */
export interface LabelPart {
  kind: ChartArrow['triggers'][number]['kind'] | 'more';
  guarded: boolean;
  lines: string[];
}

export interface PlacedArrow extends ChartArrow {
  /** Empty where the whole machine is the source: that is told, not drawn. */
  points: Point[];
  label: Box & { parts: LabelPart[] };
}

/** Where a group begins: a dot and the way to its initial state. */
export interface StartMark {
  group: string;
  at: Point;
  points: Point[];
}

/** A chart with places, in px. Plain JSON: computed once per version and language, and drawn as it is. */
export interface StatechartLayout {
  /** Grows when the same definition is drawn in another way, so that stored layouts are made anew. */
  drawing: number;
  caseType: Chart['caseType'];
  language: Chart['language'];
  title: string;
  width: number;
  height: number;
  /** With which sizes the places were found, in px: `mark` is the room before each line of a label. */
  text: { font: number; line: number; mark: number };
  states: PlacedState[];
  arrows: PlacedArrow[];
  starts: StartMark[];
}

export const DRAWING = 2;
