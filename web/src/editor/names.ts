import { PARTIES, RIGHTS, type Text } from '../../../src/machines/index.js';
import type { SyntaxNode, Tree } from '@lezer/common';
import { entriesOf, rootOf, valueOf, wordOf, type JsonText } from './json-tree.js';

/** Something that has a name in the definition. */
export interface Named {
  name: string;
  title: Partial<Text> | null;
  /** Of a fact or parameter: the kind of its value. */
  type?: string;
}

export interface NamedState extends Named {
  /** Dotted path. */
  name: string;
  /** As targets from anywhere name it; null while the definition has no name. */
  id: string | null;
  final: boolean;
}

/** Everything in a definition that other parts of it refer to by name. */
export interface Names {
  events: Named[];
  deadlines: Named[];
  delays: Named[];
  tasks: Named[];
  letters: Named[];
  facts: Named[];
  parameters: Named[];
  states: NamedState[];
  /** The four that every house has, and the definition's own. */
  roles: Named[];
  parties: Named[];
  fragments: Named[];
  caseTypes: Named[];
}

const documents = new WeakMap<Tree, { document: unknown }>();

/** The document as far as it can be read: parts that are not whole are left out. Read once per state of the text. */
export function readLoosely(json: JsonText): unknown {
  const known = documents.get(json.tree);
  if (known) return known.document;
  const document = readWhole(json) ?? readParts(json);
  documents.set(json.tree, { document });
  return document;
}

/** Twenty times as fast where the text is whole, as it is most of the time. */
function readWhole(json: JsonText): unknown {
  try {
    return JSON.parse(json.slice(0, json.tree.length));
  } catch {
    return undefined;
  }
}

function readParts(json: JsonText): unknown {
  const root = rootOf(json);
  return root ? readValue(json, root) : undefined;
}

/** A value as far as it can be read. */
export function readValue(json: JsonText, node: SyntaxNode): unknown {
  const entries = () =>
    entriesOf(json, node).flatMap(([key, entry]): [string, unknown][] => {
      const value = valueOf(entry);
      return value ? [[key, readValue(json, value)]] : [];
    });
  if (node.name === 'Object') return Object.fromEntries(entries());
  if (node.name === 'Array') return entries().map(([, value]) => value);
  if (node.name === 'String') return wordOf(json, node);
  return node.name === 'Number' ? Number(json.slice(node.from, node.to)) : node.name === 'True';
}

const SECTIONS = ['events', 'deadlines', 'delays', 'tasks', 'letters', 'parameters'] as const;

/** The names in the documents, the first document first: what is being written, and what fragments bring to it. */
export function namesOf(documents: unknown[], fragments: string[], caseTypes: string[]): Names {
  const sections = SECTIONS.map((section): [string, Named[]] => [
    section,
    merged(documents.map((document) => namedIn(get(document, section)))),
  ]);
  return {
    ...(Object.fromEntries(sections) as Pick<Names, (typeof SECTIONS)[number]>),
    facts: merged(documents.map((document) => namedIn(get(get(document, 'facts'), 'properties')))),
    states: merged(
      documents.map((document) => statesIn(get(document, 'machine'), '', get(document, 'caseType'))),
    ),
    roles: merged([RIGHTS.map(bare), ...documents.map((document) => namedIn(get(document, 'roles')))]),
    parties: PARTIES.map(bare),
    fragments: fragments.map(bare),
    caseTypes: caseTypes.map(bare),
  };
}

const bare = (name: string): Named => ({ name, title: null });

function merged<T extends Named>(lists: T[][]): T[] {
  const all = lists.flat().toReversed();
  return [...new Map(all.map((each) => [each.name, each])).values()].toReversed();
}

function namedIn(section: unknown): Named[] {
  return Object.entries(objectOf(section)).map(([name, entry]) => {
    const type = get(entry, 'format') ?? get(entry, 'type') ?? typeof get(entry, 'value');
    return { name, title: titleOf(entry), ...(typeof type === 'string' && { type }) };
  });
}

function statesIn(node: unknown, around: string, machine: unknown): NamedState[] {
  return Object.entries(objectOf(get(node, 'states'))).flatMap(([key, state]) => {
    const name = around === '' ? key : `${around}.${key}`;
    const title = titleOf(get(state, 'meta'));
    const id = typeof machine === 'string' ? `#${machine}.${name}` : null;
    return [{ name, id, title, final: get(state, 'type') === 'final' }, ...statesIn(state, name, machine)];
  });
}

function titleOf(entry: unknown): Partial<Text> | null {
  const title = get(entry, 'title');
  return typeof get(title, 'da') === 'string' ? (title as Partial<Text>) : null;
}

function get(value: unknown, key: string): unknown {
  const object = objectOf(value);
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
