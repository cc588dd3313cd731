import type { ActionDefinition } from '../definition.js';
import type { LaterFacts } from '../later-facts.js';
import { factsIn } from './atoms.js';
import { regionsOfJoin } from './joins.js';
import { isWithin, targetOf, type Move, type Shape, type State } from './shape.js';

/** Numbers of the regions that are looked at; 0, what is common, always is. */
export type Slice = ReadonlySet<number>;

/**
 * Which regions depend on which. What could go round by itself is only looked at with all that its guards read. Other
 * transitions may read regions that are not looked at: what they ask of them may then be so or not at any time (`loose`), which allows
 * more paths than there are, never fewer.
 */
export interface Dependencies {
  /** The regions with everything that they need to move exactly. */
  close(regions: Iterable<number>): Slice;
  /** Everything that ends or starts the regions as well. */
  whole: Slice;
  /** Regions in which the event may be accepted. */
  handlers(event: string): number[];
  /** Regions whose transitions may change the fact. */
  writers(fact: string): number[];
}

export function dependenciesOf(shape: Shape, facts: LaterFacts): Dependencies {
  const competing = regionsByEvent(shape);
  const handled = new Map([...competing].filter(([event]) => event !== ''));
  const handlers = (event: string): number[] => [...(handled.get(event) ?? [])];
  const written = writersOf(shape, handlers);
  const writers = (fact: string): number[] => [...(written.get(fact) ?? [])];
  const needs = shape.regions.map(() => new Set<number>());
  const circular = circularMoves(shape);
  for (const state of shape.states) {
    for (const move of state.moves) {
      const into = needs[state.region]!;
      if (circular.has(move)) {
        for (const region of readsOf(shape, move, facts, handlers, writers)) into.add(region);
      }
      const led = ledInto(shape, state, move);
      const out = leadsOut(shape, state, move);
      for (const region of led) needs[region]!.add(state.region);
      if (out) needs[0]!.add(state.region);
      // Of ways that end each other's source only the first in the order of the document is taken.
      if (out || led.length > 0) for (const region of competing.get(move.event) ?? []) into.add(region);
      if (move.definition.target !== undefined)
        into.add(targetOf(shape, state, move.definition.target).region);
      // An event that a region accepts does not reach what is common.
      if (state.region === 0) for (const region of handlers(move.event)) into.add(region);
    }
    for (const region of regionsOfJoin(shape, state, circular)) needs[0]!.add(region);
  }
  const close = (regions: Iterable<number>): Slice => closure(regions, needs);
  return { close, whole: close(shape.regions.keys()), handlers, writers };
}

function closure(regions: Iterable<number>, needs: Set<number>[]): Slice {
  const slice = new Set<number>();
  const add = (region: number): void => {
    if (slice.has(region)) return;
    slice.add(region);
    for (const needed of needs[region]!) add(needed);
  };
  add(0);
  for (const region of regions) add(region);
  return slice;
}

/** Transitions that are taken at once, and can lead round to themselves: they could run for ever if what they read were free. */
function circularMoves(shape: Shape): Set<Move> {
  const urgent = shape.states.flatMap((state) =>
    state.moves
      .filter(({ kind }) => kind === 'always' || kind === 'onDone')
      .map((move) => ({ move, state, to: destination(shape, state, move) })),
  );
  type Urgent = (typeof urgent)[number];
  const follows = ({ to }: Urgent) =>
    urgent.filter(({ state }) => isWithin(state, to) || isWithin(to, state));
  const leadsRound = (start: Urgent): boolean => {
    const reached = new Set(follows(start));
    for (const next of reached) for (const further of follows(next)) reached.add(further);
    return reached.has(start);
  };
  return new Set(urgent.filter(leadsRound).map(({ move }) => move));
}

const destination = (shape: Shape, state: State, { definition: { target } }: Move): State =>
  target === undefined ? state : targetOf(shape, state, target);

/** A way from one region into another begins all of them anew. */
function ledInto(shape: Shape, state: State, move: Move): number[] {
  const { region } = destination(shape, state, move);
  if (state.region === 0 || region === state.region) return [];
  return shape.regions.flatMap((top, beside) => (top && top.parent === state.parent ? [beside] : []));
}

/** A way out of a region ends those beside it, and decides what is common. */
function leadsOut(shape: Shape, state: State, move: Move): boolean {
  const top = shape.regions[state.region];
  return top !== undefined && !isWithin(destination(shape, state, move), top.parent!);
}

function regionsByEvent(shape: Shape): Map<string, Set<number>> {
  const regions = new Map<string, Set<number>>();
  for (const state of shape.states) {
    for (const { event } of state.moves) addTo(regions, event, state.region);
  }
  return regions;
}

function writersOf(shape: Shape, handlers: (event: string) => number[]): Map<string, Set<number>> {
  const written = new Map<string, Set<number>>();
  for (const state of shape.states) {
    for (const move of state.moves) {
      for (const fact of writtenBy(move.definition.actions)) addTo(written, fact, state.region);
    }
    for (const fact of state.node.invoke?.receives ?? []) addTo(written, fact, state.region);
  }
  for (const [event, { form = [], append }] of Object.entries(shape.definition.events)) {
    for (const fact of append === undefined ? form : [append]) {
      for (const region of handlers(event)) addTo(written, fact, region);
    }
  }
  return written;
}

function writtenBy(actions: ActionDefinition[] | undefined): string[] {
  return (actions ?? []).flatMap((action) => (action.type === 'setFacts' ? Object.keys(action.facts) : []));
}

function addTo(map: Map<string, Set<number>>, key: string, region: number): void {
  map.set(key, (map.get(key) ?? new Set()).add(region));
}

function readsOf(
  shape: Shape,
  { guard }: Move,
  facts: LaterFacts,
  handlers: (event: string) => number[],
  writers: (fact: string) => number[],
): number[] {
  if (!guard) return [];
  const { active, happened } = guard.reads;
  const exact = guard.atoms
    .flatMap(factsIn)
    .filter((fact) => facts.flags.has(fact) || facts.absentAtFirst.has(fact));
  return [
    ...active.map((path) => shape.byPath.get(path)?.region ?? 0),
    ...happened.flatMap(handlers),
    ...exact.flatMap(writers),
  ];
}
