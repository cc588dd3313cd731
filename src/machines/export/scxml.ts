import type { Definition, InvokeDefinition, StateNode, TransitionDefinition } from '../definition.js';
import { targetPath, transitionGroups, type TransitionGroup } from '../labels.js';
import { stateAt, transitionsOf } from '../state-tree.js';
import { escaped, writable } from './markup.js';
import { executable } from './scxml-actions.js';

/**
 * The machine as a W3C SCXML document. State ids are dotted paths, guards are `cond` in CEL, so the data model is `cel`. A timer is a
 * `send` on entry, cancelled on exit, whose delay is an expression that names the deadline or delay. What SCXML has no element for is a
 * `send` of type `effect`. Two things are lost: a parallel state that targets itself without `reenter` is left and entered in SCXML, and so is
 * one whose regions start over.
 */
export function toScxml(definition: Definition): string {
  const writer = new ScxmlWriter(definition);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writer.document()}\n`;
}

class ScxmlWriter {
  private readonly machine: StateNode;

  constructor(private readonly definition: Definition) {
    this.machine = definition.machine;
  }

  document(): string {
    const attributes = `xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="cel" name="${this.definition.caseType}"`;
    const { machine } = this;
    const body = needsRoot(machine) ? this.root() : this.children(machine, '', 1);
    const initial = needsRoot(machine) ? ROOT : machine.initial!;
    return `<scxml ${attributes} initial="${initial}">\n${comment(this.definition.title.da, 1)}${body}</scxml>`;
  }

  /** SCXML's root has no transitions and is not parallel: then it gets a state inside it, and ends when that is done. */
  private root(): string {
    const end = `${pad(1)}<final id="${ROOT}.end"/>\n`;
    const done = `${pad(2)}<transition event="done.state.${ROOT}" target="${ROOT}.end"/>\n`;
    return this.state(this.machine, '', 1, done) + end;
  }

  private children(node: StateNode, path: string, depth: number): string {
    return Object.entries(node.states ?? {})
      .map(([name, child]) => this.state(child, path === '' ? name : `${path}.${name}`, depth))
      .join('');
  }

  private state(node: StateNode, path: string, depth: number, extra = ''): string {
    const id = idOf(path);
    const title = comment(node.meta?.title?.da, depth + 1);
    if (node.type === 'history') return this.history(node, path, depth);
    const element = node.type === 'parallel' ? 'parallel' : node.type === 'final' ? 'final' : 'state';
    const initial =
      element === 'state' && node.initial ? ` initial="${idOf(inside(path, node.initial))}"` : '';
    const body =
      element === 'final'
        ? title + donedata(node.output, depth + 1)
        : title +
          this.timers(node, path, depth + 1) +
          this.invoke(node.invoke, depth + 1) +
          this.transitions(node, path, depth + 1) +
          extra +
          this.children(node, path, depth + 1);
    return `${pad(depth)}<${element} id="${id}"${initial}>\n${body}${pad(depth)}</${element}>\n`;
  }

  private history(node: StateNode, path: string, depth: number): string {
    const parent = path.split('.').slice(0, -1).join('.');
    const owner = stateAt(this.machine, parent)!;
    const first = node.target ? targetPath(path, node.target) : inside(parent, owner.initial ?? '');
    const targets = !node.target && owner.type === 'parallel' ? this.regions(owner, parent) : idOf(first);
    const transition = `${pad(depth + 1)}<transition target="${targets}"/>\n`;
    const type = node.history ?? 'shallow';
    return `${pad(depth)}<history id="${idOf(path)}" type="${type}">\n${transition}${pad(depth)}</history>\n`;
  }

  private regions(node: StateNode, path: string): string {
    const regions = Object.entries(node.states ?? {}).filter(([, { type }]) => type !== 'history');
    return regions.map(([name]) => idOf(inside(path, name))).join(' ');
  }

  private timers(node: StateNode, path: string, depth: number): string {
    const moments = Object.keys(node.after ?? {});
    if (moments.length === 0) return '';
    const sends = moments.map((moment) => {
      const id = timerId(moment, path);
      return `${pad(depth + 1)}<send id="${id}" event="${id}" delayexpr="${this.delay(moment)}"/>\n`;
    });
    const cancels = moments.map((moment) => `${pad(depth + 1)}<cancel sendid="${timerId(moment, path)}"/>\n`);
    const block = (element: string, lines: string[]) =>
      `${pad(depth)}<${element}>\n${lines.join('')}${pad(depth)}</${element}>\n`;
    return block('onentry', sends) + block('onexit', cancels);
  }

  private delay(moment: string): string {
    return `${Object.hasOwn(this.definition.deadlines, moment) ? 'deadlines' : 'delays'}.${moment}`;
  }

  private invoke(invoke: InvokeDefinition | undefined, depth: number): string {
    if (!invoke) return '';
    const params = Object.entries(invoke.input ?? {}).map(
      ([name, expr]) => `${pad(depth + 1)}<param name="${escaped(name)}" expr="${escaped(expr)}"/>\n`,
    );
    const attributes = `type="case" src="${escaped(invoke.src)}" id="${escaped(invoke.id)}"`;
    return `${pad(depth)}<invoke ${attributes}>\n${params.join('')}${pad(depth)}</invoke>\n`;
  }

  private transitions(node: StateNode, path: string, depth: number): string {
    return transitionGroups(node)
      .flatMap((group) =>
        transitionsOf(group.transitions).map((one) => this.transition(node, path, group, one, depth)),
      )
      .join('');
  }

  private transition(
    node: StateNode,
    path: string,
    group: TransitionGroup,
    { target, guard, actions = [], reenter }: TransitionDefinition,
    depth: number,
  ): string {
    const event = eventOf(group, path);
    const attributes = [
      event && ` event="${event}"`,
      guard === undefined ? '' : ` cond="${escaped(guard)}"`,
      this.target(node, path, target, reenter ?? false),
    ].join('');
    const body = actions.map((action) => executable(action, pad(depth + 1))).join('');
    return body === ''
      ? `${pad(depth)}<transition${attributes}/>\n`
      : `${pad(depth)}<transition${attributes}>\n${body}${pad(depth)}</transition>\n`;
  }

  /** XState stays inside the source where SCXML leaves it: a target within the source is internal, the source itself is no target. */
  private target(node: StateNode, path: string, target: string | undefined, reenter: boolean): string {
    if (target === undefined) return '';
    const full = targetPath(path, target);
    if (reenter || (full !== path && !full.startsWith(path === '' ? '' : `${path}.`))) {
      return ` target="${idOf(full)}"`;
    }
    if (full !== path) return ` target="${idOf(full)}" type="internal"`;
    if (node.initial) return ` target="${idOf(inside(path, node.initial))}" type="internal"`;
    return node.type === 'parallel' ? ` target="${idOf(path)}"` : '';
  }
}

/** No state is called so: names have no hyphen. */
const ROOT = 'case-type';

const needsRoot = ({ type, on, always, onDone, invoke, after }: StateNode): boolean =>
  type === 'parallel' || [on, always, onDone, invoke, after].some((part) => part !== undefined);

const pad = (depth: number): string => '  '.repeat(depth);
const idOf = (path: string): string => (path === '' ? ROOT : path);
const inside = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
const timerId = (moment: string, path: string): string => `after.${moment}.${idOf(path)}`;

function eventOf({ kind, name }: TransitionGroup, path: string): string {
  switch (kind) {
    case 'on':
      return name;
    case 'after':
      return timerId(name, path);
    case 'always':
      return '';
    case 'onDone':
      return `done.state.${idOf(path)}`;
    default:
      return `done.invoke.${name}`;
  }
}

function comment(text: string | undefined, depth: number): string {
  if (text === undefined) return '';
  return `${pad(depth)}<!-- ${writable(text).replaceAll('-', '‐')} -->\n`;
}

function donedata(output: Record<string, unknown> | undefined, depth: number): string {
  if (!output) return '';
  const params = Object.entries(output).map(
    ([name, value]) =>
      `${pad(depth + 1)}<param name="${escaped(name)}" expr="${escaped(JSON.stringify(value))}"/>\n`,
  );
  return `${pad(depth)}<donedata>\n${params.join('')}${pad(depth)}</donedata>\n`;
}
