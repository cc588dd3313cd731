import type { StateNode } from '../definition.js';
import { NameGuess } from '../name-guess.js';
import type { Problem } from '../problems.js';
import { regionLedInto, regionsStartedOver } from '../started-over.js';
import { get, isName, objectOf, pointer, textOf } from './json.js';
import { problem } from './problem.js';
import type { ParseProblemCode } from './problem-texts.js';
import {
  descend,
  dottedPath,
  machineOf,
  resolveTarget,
  transitionsFrom,
  withDescendants,
  type State,
  type Transition,
} from './states.js';

/** `meant`: a name that is not known, and those that are. */
export type Report = (
  code: ParseProblemCode,
  path: string,
  details?: Record<string, unknown>,
  meant?: { name: string; known: () => readonly string[] },
) => void;

/** Collects what a check reports. */
export function collect(check: (report: Report) => void): Problem[] {
  const problems: Problem[] = [];
  const guess = new NameGuess();
  check((code, path, details, meant) => {
    const found = problem(code, path, details);
    const message = meant ? guess.ask(found.message, meant.name, meant.known) : found.message;
    problems.push({ ...found, message });
  });
  return problems;
}

/**
 * Everything in the machine that XState would refuse when it is built, and everything that it would accept but that is
 * dangerous or without effect. Keys outside the subset are found by `checkShape`.
 */
export function checkSubset(root: State): Problem[] {
  return collect((report) => {
    checkRoot(root, report);
    for (const state of withDescendants(root)) {
      checkKind(state, report);
      checkInitial(state, report);
      checkHistory(state, report);
      checkEvents(state, report);
      checkTargets(state, report);
      if (state.parent !== undefined && Object.hasOwn(state.node, 'onDone') && !canComplete(state)) {
        report('onDoneNeverHappens', pointer(state.path, 'onDone'));
      }
    }
    checkInvocations(root, report);
  });
}

function checkRoot({ node, path, kind, children }: State, report: Report): void {
  if (kind !== 'compound' || children.size === 0) report('rootType', path, { type: kind });
  if (Object.hasOwn(node, 'after')) report('rootAfter', pointer(path, 'after'));
  if (Object.hasOwn(node, 'onDone')) report('rootOnDone', pointer(path, 'onDone'));
}

const FINAL_KEYS = new Set(['type', 'output', 'meta']);
const HISTORY_KEYS = new Set(['type', 'history', 'target', 'meta']);

function checkKind(state: State, report: Report): void {
  const { node, path, kind, parent, children } = state;
  const nested = kind === 'compound' || kind === 'parallel';
  if (parent !== undefined && nested && children.size === 0) {
    report('typeMismatch', pointer(path, 'type'), { type: kind, states: 0 });
  }
  if (kind === 'atomic' && children.size > 0) {
    report('typeMismatch', pointer(path, 'type'), { type: kind, states: children.size });
  }
  if (kind !== 'final' && Object.hasOwn(node, 'output')) report('outputNotFinal', pointer(path, 'output'));
  for (const key of Object.keys(node)) {
    if (kind === 'final' && !FINAL_KEYS.has(key) && !isHistoryKey(key)) {
      report('finalNotEmpty', pointer(path, key), { key, state: nameOf(state) });
    }
    if (kind === 'history' && !HISTORY_KEYS.has(key) && key !== 'output') {
      report('historyNotEmpty', pointer(path, key), { key });
    }
    if (kind !== 'history' && isHistoryKey(key)) report('historyKey', pointer(path, key), { key });
  }
}

/** The path of a state as targets name it. */
function nameOf(state: State): string {
  const names = lineOf(state).map(({ name }) => name);
  return names.slice(0, -1).reverse().join('.') || 'machine';
}

function isHistoryKey(key: string): boolean {
  return key === 'history' || key === 'target';
}

/** XState looks for `initial` among the direct children only; a history state there would lead back to itself for ever. */
function checkInitial(state: State, report: Report): void {
  const { node, path, kind, children } = state;
  const name = textOf(node['initial']);
  if (kind !== 'compound') {
    if (name !== undefined && (kind === 'atomic' || kind === 'parallel')) {
      report('initialNotUsed', pointer(path, 'initial'));
    }
    return;
  }
  if (children.size === 0) return;
  if (!Object.hasOwn(node, 'initial'))
    return report('initialMissing', path, { state: nameOf(state), inside: [...children.keys()] });
  const initial = name === undefined ? undefined : children.get(name);
  if (name !== undefined && (initial === undefined || initial.kind === 'history')) {
    report('initialUnknown', pointer(path, 'initial'), { name });
  }
}

function checkHistory({ node, path, kind, parent }: State, report: Report): void {
  const target = textOf(node['target']);
  if (kind !== 'history' || parent === undefined || target === undefined) return;
  const state = descend(parent, target);
  if (state === undefined || state.kind === 'history') {
    report('historyTarget', pointer(path, 'target'), { target });
  }
}

function checkEvents({ node, path }: State, report: Report): void {
  for (const name of Object.keys(objectOf(node['on'])))
    checkEventName(name, pointer(path, 'on', name), report);
}

/** Events of the engine and wildcards could forge or swallow a timer. */
export function checkEventName(name: string, path: string, report: Report): void {
  if (name === '') report('nullEvent', path);
  else if (name.includes('*')) report('wildcardEvent', path, { name });
  else if (/^(xstate|case|timer)\./.test(name)) report('reservedEvent', path, { name });
  else if (!isName(name)) report('badName', path, { name });
}

function checkTargets(state: State, report: Report): void {
  for (const transition of transitionsFrom(state)) {
    const { target, targetPath } = transition;
    if (target === undefined) continue;
    const to = resolveTarget(state, target);
    if (to !== undefined) {
      checkStartedOver(state, to, transition, report);
      continue;
    }
    if (target.startsWith('#')) {
      const ids = idsIn(machineOf(state));
      const example = ids.find((id) => id.endsWith(`.${lastOf(target)}`)) ?? ids[0];
      report('idTarget', targetPath, { target, example }, { name: target, known: () => ids });
    } else if (!namesAround(state).includes(target)) {
      // A state of that very name is there, but its name cannot be used: that is told where it stands.
      const known = () => namesAround(state);
      report('unknownTarget', targetPath, { target }, { name: target, known });
    }
  }
}

/** As a target would name them. */
const namesAround = ({ parent, children }: State): string[] => [
  ...(parent?.children.keys() ?? []),
  ...[...children.keys()].map((name) => `.${name}`),
];

/** Other regions lose their place, which nobody sees who reads the transition: only its author can say that this is meant. */
function checkStartedOver(
  from: State,
  to: State,
  { target, reenter, targetPath }: Transition,
  report: Report,
): void {
  if (reenter) return;
  const machine = machineOf(from).node as StateNode;
  const regions = regionsStartedOver(machine, dottedPath(from.path), { target: target! });
  if (regions.length === 0) return;
  report('regionsStartOver', targetPath, {
    target,
    regions,
    region: regionLedInto(dottedPath(to.path), regions),
  });
}

/** As a target from anywhere would name them. */
const idsIn = (machine: State): string[] =>
  withDescendants(machine).flatMap(({ path, parent }) =>
    parent === undefined ? [] : [`#${machine.name}.${dottedPath(path)}`],
  );

const lastOf = (target: string): string => target.slice(Math.max(1, target.lastIndexOf('.') + 1));

function canComplete({ kind, children }: State): boolean {
  const inside = [...children.values()];
  if (kind === 'parallel') return inside.every((region) => region.kind === 'final' || canComplete(region));
  return kind === 'compound' && inside.some((child) => child.kind === 'final');
}

/** A child case is known by the id of its invocation, so two that are open together must differ. */
function checkInvocations(root: State, report: Report): void {
  const seen: { id: string; state: State }[] = [];
  for (const state of withDescendants(root)) {
    const id = textOf(get(state.node['invoke'], 'id'));
    if (id === undefined) continue;
    if (seen.some((other) => other.id === id && activeTogether(other.state, state))) {
      report('duplicateInvoke', pointer(state.path, 'invoke', 'id'), { id });
    }
    seen.push({ id, state });
  }
}

/** Both can be active at once. */
export function activeTogether(left: State, right: State): boolean {
  const line = new Set(lineOf(left));
  const common = lineOf(right).find((state) => line.has(state));
  return common === left || common === right || common?.kind === 'parallel';
}

/** The state and its ancestors, inner first. */
export function lineOf(state: State): State[] {
  return state.parent === undefined ? [state] : [state, ...lineOf(state.parent)];
}
