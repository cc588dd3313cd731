import type { Definition, Rule } from '../definition.js';
import type { PlainText } from '../effects.js';
import type { CaseEvent } from '../event.js';
import type { Accepted } from '../step.js';
import { automatonOf, BROKEN, type Mark } from '../verify/automaton.js';
import { wantedIn } from '../verify/observations.js';
import { mappedPath, type StateMap } from './place.js';
import type { Sight, StepWatch } from './trace-watch.js';

/** What could be seen of one step of a case that has run. */
export interface TraceStep {
  seq: number;
  event: string;
  /** In the order in which a proof takes it. */
  seen: Sight[];
  /** Innermost states before and after, and those that were entered and left within the step. */
  from: string[];
  to: string[];
  passed: string[];
  /** Set on a migration: the steps before are read in the names of the version that it led to. */
  stateMap?: StateMap;
}

/** What the rules may look at in a step that was observed by the `watch`. */
export function traceStep(event: CaseEvent, result: Accepted, { found, seen }: StepWatch): TraceStep {
  const { snapshot, effects, from, to, passed = [] } = result;
  const tasks = effects.flatMap((effect) => (effect.type === 'openTask' ? [effect.key] : []));
  const { type, migration } = event;
  return {
    seq: snapshot.seq,
    event: type,
    seen: [
      ...all('when', found),
      ...(snapshot.status === 'done' ? stayingAtEnd(seen, snapshot.end!) : seen),
      ...all('task', tasks),
    ],
    from,
    to,
    passed,
    ...(migration && { stateMap: migration.stateMap }),
  };
}

const all = (kind: Sight['kind'], names: Iterable<string>): Sight[] =>
  [...names].map((name) => ({ kind, name }));

/** XState leaves everything when the machine has ended; a case stays at its end. */
function stayingAtEnd(seen: Sight[], end: string): Sight[] {
  const last = seen.findLastIndex(({ kind, name }) => kind !== 'leave' || (name !== '' && name !== end));
  return seen.slice(0, last + 1);
}

/** A rule of the version that the case is on now, and the step by which its trace broke it. */
export interface BrokenRule {
  rule: string;
  title: PlainText;
  source: string;
  /** The last step, for what was owed when the case ended. */
  seq: number;
}

/** The rules of the definition that the trace of a case has broken, each with the first step that did. */
export function brokenRules(definition: Definition, trace: TraceStep[], ended: boolean): BrokenRule[] {
  const steps = inNewNames(trace);
  return definition.rules.flatMap((rule) => {
    const seq = firstBreak(definition, rule, steps, ended);
    const { da, en = da } = rule.title;
    return seq === undefined ? [] : [{ rule: rule.id, title: { da, en }, source: rule.source, seq }];
  });
}

function firstBreak(
  { events }: Definition,
  rule: Rule,
  steps: TraceStep[],
  ended: boolean,
): number | undefined {
  const automaton = automatonOf(rule);
  const observations = observationsOf(rule);
  let memory = automaton.start;
  // A reminder, or a migration that changes nothing, is no step of the machine.
  for (const step of steps.filter(({ seen }) => seen.length > 0)) {
    const marks = marksOf(step, observations);
    memory = automaton.next(memory, { marks, declaredEvent: Object.hasOwn(events, step.event) });
    if (memory === BROKEN) return step.seq;
  }
  return ended && automaton.forbidsEnd(memory) ? steps.at(-1)!.seq : undefined;
}

interface Wanted extends Sight {
  mark: Mark;
}

/** What was found true is seen at once, in the order of the rule; everything else as it came. */
function marksOf({ seen }: TraceStep, wanted: Wanted[]): Mark[] {
  const found = seen.filter(({ kind }) => kind === 'when');
  const came = seen.filter(({ kind }) => kind !== 'when');
  return [
    ...wanted.filter((one) => found.some((sight) => isSeen(one, sight))),
    ...came.flatMap((sight) => wanted.filter((one) => isSeen(one, sight))),
  ].map(({ mark }) => mark);
}

const marked = (texts: string[], mark: Mark) => texts.map((text) => ({ ...wantedIn(text), mark }));

function observationsOf({ first = [], then = [], unless = [] }: Rule): Wanted[] {
  return [...marked(first, 'first'), ...marked([then].flat(), 'then'), ...marked(unless, 'unless')];
}

function isSeen(wanted: Wanted, { kind, name }: Sight): boolean {
  if (wanted.kind !== kind) return false;
  if (name === wanted.name) return true;
  return (kind === 'enter' || kind === 'leave') && name.endsWith(`.${wanted.name}`);
}

/** As the version that the case is on now would have called it. Where names have changed, the order within a step is lost. */
function inNewNames(trace: TraceStep[]): TraceStep[] {
  return trace.map((step, index) => {
    const maps = trace.slice(index + 1).flatMap(({ stateMap = {} }) => (isEmpty(stateMap) ? [] : [stateMap]));
    if (maps.length === 0 && !step.stateMap) return step;
    const later = (path: string) => maps.reduce((name, stateMap) => mappedPath(name, stateMap), path);
    return { ...step, seen: seenInNewNames(step, later) };
  });
}

const isEmpty = (stateMap: StateMap): boolean => Object.keys(stateMap).length === 0;

/** A migration is no step of the case itself: what it did not change was neither left nor entered. */
function seenInNewNames(
  { seen, from, to, passed, stateMap = {} }: TraceStep,
  later: (path: string) => string,
) {
  const before = withParents(from.map((path) => later(mappedPath(path, stateMap))));
  const after = withParents(to.map(later));
  const passing = [...withParents(passed.map(later))].filter((path) => !before.has(path) && !after.has(path));
  const of = (...kinds: Sight['kind'][]) => seen.filter(({ kind }) => kinds.includes(kind));
  return [
    ...of('when', 'event'),
    ...all('leave', [...before].filter((path) => !after.has(path)).toReversed()),
    ...all('enter', passing),
    ...all('leave', passing.toReversed()),
    ...all(
      'enter',
      [...after].filter((path) => !before.has(path)),
    ),
    ...of('letter', 'task'),
  ];
}

function withParents(paths: string[]): Set<string> {
  return new Set(
    paths.flatMap((path) =>
      path.split('.').map((_part, index, parts) => parts.slice(0, index + 1).join('.')),
    ),
  );
}
