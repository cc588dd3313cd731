import type { StateNode, TransitionDefinition } from './definition.js';
import { targetPath } from './labels.js';
import { stateAt } from './state-tree.js';

/**
 * Dotted paths of the regions that begin anew beside the one into which the transition leads, in document order. XState leaves all regions of
 * a parallel state when a transition leads into one of them from the state itself, from around it, or from another region, so the case loses
 * its place in them. Empty where the transition stays within one region, or where the parallel state cannot be active before it.
 */
export function regionsStartedOver(
  machine: StateNode,
  source: string,
  { target, reenter = false }: Pick<TransitionDefinition, 'target' | 'reenter'>,
): string[] {
  if (target === undefined) return [];
  const to = targetPath(source, target);
  const domain = !reenter && isWithin(to, source) ? source : commonAncestor(source, to);
  return ancestorsOf(to)
    .filter((path) => isWithin(path, domain) && stateAt(machine, path)?.type === 'parallel')
    .filter((parallel) => mayBeActiveTogether(machine, source, parallel))
    .flatMap((parallel) => regionsBeside(machine, parallel, to));
}

/** The region into which the transition leads, where others begin anew: of the outermost such parallel state. */
export function regionLedInto(target: string, [beside = '']: readonly string[]): string {
  const depth = beside.split('.').length;
  return target.split('.').slice(0, depth).join('.');
}

function regionsBeside(machine: StateNode, parallel: string, to: string): string[] {
  const names = Object.entries(stateAt(machine, parallel)?.states ?? {});
  const paths = names.flatMap(([name, node]) => {
    const path = parallel === '' ? name : `${parallel}.${name}`;
    return node?.type === 'history' ? [] : [path];
  });
  // A history state of the parallel state itself leads back into all regions.
  return paths.some((path) => isWithin(to, path)) ? paths.filter((path) => !isWithin(to, path)) : [];
}

function mayBeActiveTogether(machine: StateNode, one: string, other: string): boolean {
  if (isWithin(one, other) || isWithin(other, one)) return true;
  return stateAt(machine, commonAncestor(one, other))?.type === 'parallel';
}

/** The path itself lies within it, too. */
const isWithin = (path: string, around: string): boolean =>
  around === '' || path === around || path.startsWith(`${around}.`);

/** Outermost first; the machine is ``. */
function ancestorsOf(path: string): string[] {
  if (path === '') return [];
  const names = path.split('.');
  return names.map((_name, depth) => names.slice(0, depth).join('.'));
}

/** The innermost state around both. */
function commonAncestor(one: string, other: string): string {
  return ancestorsOf(one).findLast((path) => path !== other && isWithin(other, path)) ?? '';
}
