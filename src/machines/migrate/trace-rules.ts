import type { Definition, Rule } from '../definition.js';
import type { PlainText } from '../effects.js';
import type { CaseEvent } from '../event.js';
import type { Accepted } from '../step.js';
import { automatonOf, BROKEN, type Mark } from '../verify/automaton.js';
import { mappedPath, type StateMap } from './place.js';

/** What could be seen of one step of a case that has run. Innermost states, dotted paths. */
export interface TraceStep {
  seq: number;
  event: string;
  from: string[];
  to: string[];
  /** States that were entered and left within the step. */
  passed: string[];
  letters: string[];
  tasks: string[];
  /** What the rules ask with `when(…)` and was true in the step (`TraceConditions`). */
  conditions: string[];
  /** Set on a migration: the steps before are read in the names of the version that it led to. */
  stateMap?: StateMap;
}

/** What of a step the rules may look at. `conditions` are those that its `ConditionWatch` has found. */
export function traceStep(
  seq: number,
  { type, migration }: CaseEvent,
  { from, to, passed = [], effects }: Accepted,
  conditions: Iterable<string>,
): TraceStep {
  const letters = effects.flatMap((effect) =>
    effect.type === 'sendMessage' && effect.kind === 'letter' ? [effect.subject] : [],
  );
  const tasks = effects.flatMap((effect) => (effect.type === 'openTask' ? [effect.key] : []));
  const step = { seq, event: type, from, to, passed, letters, tasks, conditions: [...conditions] };
  return { ...step, ...(migration && { stateMap: migration.stateMap }) };
}

/** A rule of the version that the case is on now, and the step by which its trace broke it. */
export interface BrokenRule {
  rule: string;
  title: PlainText;
  source: string;
  /** The last step, for what was owed when the case ended. */
  seq: number;
}

const FORM = /^(event|enter|leave|task|letter|when)\((.+)\)$/s;

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
  for (const step of steps) {
    const seen = seenIn(step);
    const marks = seen.flatMap((sight) =>
      observations.filter(({ text }) => isSeen(text, sight)).map(({ mark }) => mark),
    );
    memory = automaton.next(memory, { marks, declaredEvent: Object.hasOwn(events, step.event) });
    if (memory === BROKEN) return step.seq;
  }
  return ended && automaton.forbidsEnd(memory) ? steps.at(-1)!.seq : undefined;
}

const marked = (texts: string[], mark: Mark) => texts.map((text) => ({ text, mark }));

function observationsOf({ first = [], then = [], unless = [] }: Rule): { text: string; mark: Mark }[] {
  return [...marked(first, 'first'), ...marked([then].flat(), 'then'), ...marked(unless, 'unless')];
}

interface Sight {
  kind: string;
  name: string;
}

const all = (kind: string, names: Iterable<string>): Sight[] => [...names].map((name) => ({ kind, name }));

/** In the order in which `verify` takes the observations of a step. */
function seenIn({ event, from, to, passed, letters, tasks, conditions }: TraceStep): Sight[] {
  const [before, after, through] = [from, to, passed].map(withParents) as [
    Set<string>,
    Set<string>,
    Set<string>,
  ];
  const entered = [...after, ...through].filter((path) => !before.has(path));
  const left = [...before, ...through].filter((path) => !after.has(path));
  return [
    ...all('when', conditions),
    { kind: 'event', name: event },
    ...all('leave', left),
    ...all('enter', new Set(entered)),
    ...all('letter', letters),
    ...all('task', tasks),
  ];
}

function withParents(paths: string[]): Set<string> {
  return new Set(
    paths.flatMap((path) =>
      path.split('.').map((_part, index, parts) => parts.slice(0, index + 1).join('.')),
    ),
  );
}

function isSeen(text: string, { kind, name }: Sight): boolean {
  const [, wanted, asked] = FORM.exec(text)!;
  if (wanted !== kind) return false;
  if (name === asked) return true;
  return (kind === 'enter' || kind === 'leave') && name.endsWith(`.${asked}`);
}

/** A migration is no step of the case itself: what it did not change was neither left nor entered. */
function inNewNames(trace: TraceStep[]): TraceStep[] {
  return trace.map((step, index) => {
    const maps = trace.slice(index + 1).flatMap(({ stateMap }) => (stateMap ? [stateMap] : []));
    const later = (path: string) => maps.reduce((name, stateMap) => mappedPath(name, stateMap), path);
    const own = (path: string) => later(step.stateMap ? mappedPath(path, step.stateMap) : path);
    return { ...step, from: step.from.map(own), to: step.to.map(later), passed: step.passed.map(later) };
  });
}
