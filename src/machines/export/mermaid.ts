import type { Language } from '../date-text.js';
import type { Definition, StateNode, TransitionDefinition } from '../definition.js';
import { targetPath, transitionGroups, type TransitionGroup } from '../labels.js';
import { regionsStartedOver } from '../started-over.js';
import { stateAt, statePaths, transitionsOf } from '../state-tree.js';
import { startsOverInWords, withoutExpressions, wordsOf } from '../wording.js';

const MAX_GUARD = 80;
/** The case type itself, drawn only when it has transitions of its own. */
const WHOLE = 'case_0';

/**
 * The machine as a Mermaid `stateDiagram-v2`: states by their titles, nested as they are, regions parted by `--`, transitions by the title of
 * what makes them happen, with the condition in brackets. Titles may hold anything: what Mermaid would read as syntax is written as a number.
 */
export function toMermaid(definition: Definition, language: Language): string {
  const writer = new MermaidWriter(definition, language);
  return `${writer.lines().join('\n')}\n`;
}

interface Arrow {
  from: string;
  to: string;
  label: string;
}

class MermaidWriter {
  private readonly ids: Map<string, string>;
  private readonly arrows: Arrow[];

  constructor(
    private readonly definition: Definition,
    private readonly language: Language,
  ) {
    const paths = statePaths(definition.machine);
    // A number keeps names apart that differ only in their parents, and from the words of Mermaid itself.
    this.ids = new Map(paths.map((path, index) => [path, `${path.split('.').at(-1)}_${index + 1}`]));
    this.ids.set('', WHOLE);
    this.arrows = ['', ...paths].flatMap((path) => this.arrowsFrom(path));
  }

  lines(): string[] {
    const { machine, title } = this.definition;
    const whole = this.arrows.some(({ from }) => from === '');
    const across = this.arrows.filter(({ from, to }) => from === '' || parentOf(from) !== parentOf(to));
    const body = this.inside(machine, '', whole ? '    ' : '  ');
    const wrapped = [`  state "${mermaidText(wordsOf(title)[this.language])}" as ${WHOLE} {`, ...body, '  }'];
    return [
      'stateDiagram-v2',
      ...(whole ? wrapped : body),
      ...across.map((arrow) => this.arrow(arrow, '  ')),
    ];
  }

  /** Mermaid draws an arrow between two boxes only where it is written outside both, so those across come last. */
  private inside(node: StateNode, path: string, indent: string): string[] {
    const child = (name: string) => (path === '' ? name : `${path}.${name}`);
    const children = Object.entries(node.states ?? {}).map(([name, state]) => [
      ...this.state(state, child(name), indent),
      ...this.arrows
        .filter(({ from, to }) => from === child(name) && parentOf(to) === path && to !== '')
        .map((arrow) => this.arrow(arrow, indent)),
      ...(state.type === 'final' ? [`${indent}${this.ids.get(child(name))} --> [*]`] : []),
    ]);
    if (node.type === 'parallel') {
      return children.flatMap((lines, index) => (index === 0 ? lines : [`${indent}--`, ...lines]));
    }
    const first = node.initial === undefined ? [] : [`${indent}[*] --> ${this.ids.get(child(node.initial))}`];
    return [...first, ...children.flat()];
  }

  private state(node: StateNode, path: string, indent: string): string[] {
    const text = node.type === 'history' ? (node.history === 'deep' ? 'H*' : 'H') : this.titleOf(node, path);
    const head = `${indent}state "${mermaidText(text)}" as ${this.ids.get(path)}`;
    const body = this.inside(node, path, `${indent}  `);
    return body.length === 0 ? [head] : [`${head} {`, ...body, `${indent}}`];
  }

  private titleOf({ meta }: StateNode, path: string): string {
    return meta?.title ? wordsOf(meta.title)[this.language] : path.split('.').at(-1)!;
  }

  private arrowsFrom(path: string): Arrow[] {
    const node = stateAt(this.definition.machine, path)!;
    return transitionGroups(node).flatMap((group) =>
      transitionsOf(group.transitions).map((transition) => ({
        from: path,
        to: transition.target === undefined ? path : targetPath(path, transition.target),
        label: this.label(path, group, transition),
      })),
    );
  }

  private arrow({ from, to, label }: Arrow, indent: string): string {
    const text = label === '' ? '' : `: ${label}`;
    return `${indent}${this.ids.get(from)} --> ${this.ids.get(to)}${text}`;
  }

  private label(path: string, group: TransitionGroup, transition: TransitionDefinition): string {
    const { guard } = transition;
    const what = [mermaidText(this.trigger(group))];
    if (guard !== undefined) {
      const short = guard.length > MAX_GUARD ? `${guard.slice(0, MAX_GUARD - 1)}…` : guard;
      what.push(mermaidText(`[${short}]`));
    }
    const regions = regionsStartedOver(this.definition.machine, path, transition);
    if (regions.length > 0) {
      const titles = regions.map((region) => this.titleOf(stateAt(this.definition.machine, region)!, region));
      what.push(mermaidText(`(${startsOverInWords(titles)[this.language]})`));
    }
    return what.join(' ').trim();
  }

  private trigger({ kind, name }: TransitionGroup): string {
    const { events, deadlines, delays } = this.definition;
    switch (kind) {
      case 'on':
        return this.title(events, name);
      case 'after':
        return `⏱ ${this.title(Object.hasOwn(deadlines, name) ? deadlines : delays, name)}`;
      case 'childDone':
        return `✓ ${name}`;
      case 'onDone':
        return '✓';
      default:
        return '';
    }
  }

  private title(entries: Record<string, { title?: { da: string; en?: string } }>, key: string): string {
    const title = Object.hasOwn(entries, key) ? entries[key]!.title : undefined;
    return title ? withoutExpressions(wordsOf(title))[this.language] : key;
  }
}

const parentOf = (path: string): string => path.split('.').slice(0, -1).join('.');

/** Letters, digits, spaces and harmless signs as they are; everything else by number, as Mermaid reads it. */
const mermaidText = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[^\p{L}\p{M}\p{N} .,()/§“”»«–!?✓⏱…]/gu, (character) => `#${character.codePointAt(0)};`);
