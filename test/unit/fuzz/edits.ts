import * as fc from 'fast-check';
import { pick } from '../../support/random-facts.js';
import { NAMES, NAUGHTY } from './naughty.js';
import { placesIn, put, remove, renameKey, valueAt, type Place } from './places.js';

/** One change of a document. The numbers choose among whatever the document has at that moment. */
export interface Edit {
  kind: Kind;
  at: number;
  other: number;
}

type Change = (document: object, at: number, other: number) => void;

const TRANSITIONS = new Set(['always', 'onDone']);

const isState: Select = (place) => place.at(-2) === 'states';
const isTransition: Select = (place) =>
  TRANSITIONS.has(place.at(-1)!) ||
  ((place.at(-2) === 'on' || place.at(-2) === 'after') && place[0] === 'machine');
const isTarget: Select = (place, value) =>
  typeof value === 'string' &&
  (place.at(-1) === 'target' || place.at(-1) === 'initial' || isTransition(place, value));
const isGuard: Select = (place) => place.at(-1) === 'guard';
const isActions: Select = (place) => place.at(-1) === 'actions' || place.at(-2) === 'actions';
const isNamed = (...keys: string[]): Select => {
  return (place) => keys.includes(place.at(-2)!) && place.at(-3) === 'meta';
};
const isMoment: Select = (place) => place.length === 3 && (place[0] === 'deadlines' || place[0] === 'delays');
const isFact: Select = (place) => place[0] === 'facts' && place.length > 2;
const isLength: Select = (_place, value) => typeof value === 'string' && /^(-?P\d|parameters\.)/.test(value);
const isRule: Select = (place) => place[0] === 'rules' && place.length > 1;
const isFormKey: Select = (place) => place[0] === 'events' && place.length > 2;

type Select = (place: Place, value: unknown) => boolean;

function choose(document: object, select: Select, choice: number): Place | undefined {
  const places = placesIn(document).filter((place) => select(place, valueAt(document, place)));
  return places.length > 0 ? pick(places, choice) : undefined;
}

const anywhere: Select = () => true;

/** The change at a chosen place; nothing when there is no such place. */
const at =
  (select: Select, change: (document: object, place: Place, other: number) => void): Change =>
  (document, choice, other) => {
    const place = choose(document, select, choice);
    if (place) change(document, place, other);
  };

/** Puts in a copy of another value of the same kind. */
const copyOf = (select: Select): Change =>
  at(select, (document, place, other) => {
    const from = choose(document, select, other);
    if (from) put(document, place, structuredClone(valueAt(document, from)));
  });

function swap(document: object, first: number, second: number, select: Select): void {
  const [one, two] = [choose(document, select, first), choose(document, select, second)];
  if (!one || !two) return;
  const values = [valueAt(document, one), valueAt(document, two)];
  put(document, one, structuredClone(values[1]));
  put(document, two, structuredClone(values[0]));
}

function stateNames(document: object): string[] {
  const paths = placesIn(document)
    .filter(isState)
    .map((place) => place.filter((_key, index) => place[index - 1] === 'states').join('.'));
  return paths.flatMap((path) => [path.split('.').at(-1)!, path, `.${path.split('.').at(-1)!}`]);
}

const keysOf = (document: object, section: string): string[] =>
  Object.keys((valueAt(document, [section]) as object | undefined) ?? {});

const retarget = at(isTarget, (document, place, other) =>
  put(document, place, pick(stateNames(document), other)),
);

const addTransition = at(isState, (document, place, other) => {
  const events = keysOf(document, 'events');
  const guard = choose(document, isGuard, other);
  const transition = {
    target: pick(stateNames(document), other),
    ...(guard && other % 2 && { guard: valueAt(document, guard) }),
    ...(other % 5 === 0 && { reenter: true }),
  };
  const state = valueAt(document, place) as { on?: Record<string, unknown>; always?: unknown };
  if (typeof state !== 'object' || state === null || events.length === 0) return;
  if (other % 7 === 0) state.always = transition;
  else state.on = { ...state.on, [pick(events, other >> 3)]: transition };
});

const changeGuard = at(isGuard, (document, place, other) => {
  const guard = String(valueAt(document, place));
  const more = String(valueAt(document, choose(document, isGuard, other >> 2) ?? place));
  put(
    document,
    place,
    pick([`!(${guard})`, `(${guard}) && (${more})`, `(${guard}) || (${more})`, more], other),
  );
});

const renameEverywhere: Change = (document, choice, other) => {
  const place = choose(document, (one) => isState(one, undefined) || one.length === 2, choice);
  const name = place?.at(-1);
  if (name === undefined || !/^[A-Za-z]\w*$/.test(name)) return;
  const text = JSON.stringify(document).replaceAll(
    new RegExp(`\\b${name}\\b`, 'g'),
    pick(['Zz', 'toString', 'b_2'], other),
  );
  Object.assign(document, JSON.parse(text));
};

const nest = at(anywhere, (document, place, other) => {
  let value = structuredClone(valueAt(document, place));
  for (let depth = other % 12; depth >= 0; depth -= 1) value = { initial: 'in', states: { in: value } };
  put(document, place, value);
});

const CHANGES = {
  drop: at(anywhere, remove),
  dropState: at(isState, remove),
  dropGuard: at(isGuard, remove),
  dropActions: at(isActions, remove),
  dropTransition: at(isTransition, remove),
  dropTasks: at(isNamed('tasks'), remove),
  dropDeadline: at(isNamed('deadlines'), remove),
  dropOfMoment: at(isMoment, remove),
  dropOfFact: at(isFact, remove),
  dropOfForm: at(isFormKey, remove),
  naughty: at(anywhere, (document, place, other) =>
    put(document, place, structuredClone(pick(NAUGHTY, other))),
  ),
  naughtyGuard: at(isGuard, (document, place, other) => put(document, place, pick(NAUGHTY, other))),
  naughtyMoment: at(isMoment, (document, place, other) => put(document, place, pick(NAUGHTY, other))),
  rename: at(anywhere, (document, place, other) => renameKey(document, place, pick(NAMES, other))),
  renameEverywhere,
  retarget,
  addTransition,
  changeGuard,
  copyAny: copyOf(anywhere),
  copyGuard: copyOf(isGuard),
  copyTransition: copyOf(isTransition),
  copyActions: copyOf(isActions),
  copyState: copyOf(isState),
  copyOfMoment: copyOf(isMoment),
  copyOfFact: copyOf(isFact),
  copyOfRule: copyOf(isRule),
  copyOfForm: copyOf(isFormKey),
  swapAny: (document, one, two) => swap(document, one, two, anywhere),
  swapStates: (document, one, two) => swap(document, one, two, isState),
  swapTransitions: (document, one, two) => swap(document, one, two, isTransition),
  length: at(isLength, (document, place, other) =>
    put(
      document,
      place,
      pick(['P0D', 'P1D', '-P1D', 'P9999Y', 'P1000M', '-P9999D', 'P3W', '-P40Y', 'P30D'], other),
    ),
  ),
  stateType: at(isState, (document, place, other) => {
    const type = pick(['atomic', 'compound', 'parallel', 'final', 'history'], other);
    put(document, [...place, 'type'], type);
  }),
  nest,
} satisfies Record<string, Change>;
type Kind = keyof typeof CHANGES;

/** A few changes at once; the first ones are the first to be left out when a failure is made smaller. */
export const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...(Object.keys(CHANGES) as Kind[])),
    at: fc.nat(),
    other: fc.nat(),
  }),
  { minLength: 1, maxLength: 4 },
);

/** The document after the changes; the document itself stays as it is. */
export function edited(source: unknown, changes: readonly Edit[]): unknown {
  const document = structuredClone(source) as object;
  for (const { kind, at: place, other } of changes) CHANGES[kind](document, place, other);
  return document;
}
