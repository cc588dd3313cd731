import type { Definition, StateNode } from '../definition.js';
import { targetPath } from '../labels.js';
import { isObject } from '../parse/json.js';
import { mapTargets } from '../parse/states.js';

/** Sections whose entries may be renamed, in the order in which renames are looked for. */
export const RENAMED_SECTIONS = ['parameters', 'letters', 'events', 'delays', 'deadlines', 'tasks'] as const;
export type RenamedSection = (typeof RENAMED_SECTIONS)[number];

export interface Rename {
  section: RenamedSection | 'states';
  /** Keys; dotted paths of states. */
  from: string;
  to: string;
}

/** The definition with the new name wherever the old one was used: as a key, in lists, targets, expressions and rules. */
export function renameIn(definition: Definition, rename: Rename): Definition {
  const { section, from, to } = rename;
  if (section !== 'states') {
    const entries = renameKey(definition[section] as Record<string, unknown>, from, to);
    return walk({ ...definition, [section]: entries }, referenceTo(rename)) as Definition;
  }
  const machine = renameState(definition.machine, '', rename);
  const ends = renameKey(definition.ends, from, to);
  return walk({ ...definition, machine, ends }, referenceTo(rename)) as Definition;
}

const renameKey = <T>(entries: Record<string, T>, from: string, to: string): Record<string, T> =>
  Object.fromEntries(Object.entries(entries).map(([key, value]) => [key === from ? to : key, value]));

/** How a name is referred to: as text under these keys, as a key of these objects, or within expressions and rules. */
interface Reference {
  under: readonly string[];
  keysOf: readonly string[];
  /** Finds the name alone where an expression or observation says it; `NAME` stands for it. */
  within?: string;
}

const REFERENCES: Record<Rename['section'], Reference> = {
  parameters: { under: [], keysOf: [], within: String.raw`(?<=\bparameters\.)NAME\b` },
  letters: { under: ['letter'], keysOf: [], within: String.raw`(?<=^letter\()NAME(?=\)$)` },
  events: {
    under: ['events'],
    keysOf: ['on', 'senders'],
    within: String.raw`(?<=^event\(|\b(?:happened|lastAt|lastOn|timesHappened)\()NAME(?=\))`,
  },
  delays: { under: ['review'], keysOf: ['after'] },
  deadlines: {
    under: ['deadline', 'deadlines', 'review'],
    keysOf: ['after'],
    within: String.raw`(?<=\bdue(?:On|At)\(["'])NAME(?=["']\))`,
  },
  tasks: { under: ['tasks'], keysOf: [], within: String.raw`(?<=^task\()NAME(?=\)$)` },
  states: {
    under: [],
    keysOf: [],
    within: String.raw`(?<=^(?:enter|leave)\(|\bactive\(["'])NAME(?=["').])`,
  },
};

type Rewrite = Omit<Reference, 'within'> & Pick<Rename, 'from' | 'to'> & { within?: RegExp };

function referenceTo({ section, from, to }: Rename): Rewrite {
  const { within, ...reference } = REFERENCES[section];
  const name = from.replaceAll('.', String.raw`\.`);
  return { ...reference, from, to, ...(within && { within: new RegExp(within.replace('NAME', name), 'g') }) };
}

function walk(value: unknown, rewrite: Rewrite, key = ''): unknown {
  if (typeof value === 'string') {
    return rewrite.under.includes(key) && value === rewrite.from ? rewrite.to : inText(value, rewrite);
  }
  if (Array.isArray(value)) return value.map((item) => walk(item, rewrite, key));
  if (!isObject(value)) return value;
  const named = rewrite.keysOf.includes(key);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      named && name === rewrite.from ? rewrite.to : inText(name, rewrite),
      walk(item, rewrite, name),
    ]),
  );
}

const inText = (text: string, { within, to }: Rewrite): string =>
  within ? text.replaceAll(within, () => to) : text;

/** The states with the new name, and every target that leads to the renamed state or into it. `path` is the old one. */
function renameState(node: StateNode, path: string, rename: Rename): StateNode {
  const inside = (name: string) => (path === '' ? name : `${path}.${name}`);
  const lastOf = (name: string) => (inside(name) === rename.from ? rename.to.split('.').at(-1)! : name);
  const target = (text: string) => renameTarget(text, path, rename);
  const { initial, states } = node;
  return {
    ...mapTargets(node, target),
    ...(initial !== undefined && { initial: lastOf(initial) }),
    ...(node.target !== undefined && { target: target(node.target) }),
    ...(states && {
      states: Object.fromEntries(
        Object.entries(states).map(([name, child]) => [
          lastOf(name),
          renameState(child, inside(name), rename),
        ]),
      ),
    }),
  };
}

/** A target spells only the last parts of the path it leads to, or with `#` all of them; the renamed part may be among them or not. */
function renameTarget(target: string, source: string, { from, to }: Rename): string {
  const full = targetPath(source, target);
  if (full !== from && !full.startsWith(`${from}.`)) return target;
  const parts = target.split('.');
  const at = from.split('.').length - 1 - (full.split('.').length - parts.length);
  // A leading dot makes an empty first part, which is not a name.
  if (at < 0 || parts[at] === '') return target;
  return parts.with(at, to.split('.').at(-1)!).join('.');
}
