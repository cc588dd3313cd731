import type { SyntaxNode, Tree } from '@lezer/common';

/** A JSON text and what the parser makes of it, also where it is not whole. */
export interface JsonText {
  tree: Tree;
  slice: (from: number, to: number) => string;
}

export interface Range {
  from: number;
  to: number;
}

/** Where somebody writes: the key of an object, or a value. */
export interface Spot extends Range {
  kind: 'key' | 'value';
  /** From the root to the object that has the key, or to the value. */
  path: string[];
  /** Between `from` and `to` lies the inside of a text; otherwise quotes are still to come. */
  quoted: boolean;
}

const isContainer = ({ name }: SyntaxNode): boolean => name === 'Object' || name === 'Array';

/** What is written at a key or in a text value, without its quotes. */
export function wordOf(json: JsonText, { from, to }: Range): string {
  const source = json.slice(from, to);
  try {
    return String(JSON.parse(source));
  } catch {
    return source.replaceAll('"', '');
  }
}

/** The values of an object or list with their keys, in the order of the text. */
export function entriesOf(json: JsonText, container: SyntaxNode): [key: string, entry: SyntaxNode][] {
  const entries: [string, SyntaxNode][] = [];
  for (let child = container.firstChild; child; child = child.nextSibling) {
    if (container.name === 'Array' && isValue(child)) entries.push([String(entries.length), child]);
    const name = child.name === 'Property' ? child.getChild('PropertyName') : null;
    if (name) entries.push([wordOf(json, name), child]);
  }
  return entries;
}

const VALUES = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null']);
const isValue = ({ name }: SyntaxNode): boolean => VALUES.has(name);

/** The value itself: of a property what stands after the colon. */
export function valueOf(entry: SyntaxNode): SyntaxNode | null {
  if (entry.name !== 'Property') return entry;
  const last = entry.lastChild;
  return last && isValue(last) ? last : null;
}

export function rootOf({ tree }: JsonText): SyntaxNode | null {
  const first = tree.topNode.firstChild;
  return first && isValue(first) ? first : null;
}

export interface Found {
  /** A property, an item of a list, or the root. */
  entry: SyntaxNode;
  /** How many of the keys are in the text. */
  depth: number;
}

/** The deepest part of the text on the way of the keys; null for an empty text. Of a key that stands there twice the last counts. */
export function findEntry(json: JsonText, keys: readonly string[]): Found | null {
  let entry = rootOf(json);
  if (!entry) return null;
  let depth = 0;
  for (const key of keys) {
    const value = valueOf(entry);
    const next =
      value && isContainer(value) ? entriesOf(json, value).findLast(([name]) => name === key) : undefined;
    if (!next) break;
    entry = next[1];
    depth += 1;
  }
  return { entry, depth };
}

/**
 * The text that a JSON Pointer means, as little of it as says where to look: a plain value, or the key of an object or list. What is not in
 * the text is where it is missing, or in the fragment that is included there.
 */
export function rangeOf(json: JsonText, keys: readonly string[]): Range {
  const found = findEntry(json, keys);
  if (!found) return { from: 0, to: 0 };
  const { entry, depth } = found;
  const include = depth < keys.length ? valueAt(json, entry, 'include') : null;
  return include ? rangeOfNode(include) : rangeOfEntry(entry);
}

function rangeOfEntry(entry: SyntaxNode): Range {
  const value = valueOf(entry);
  const name = entry.getChild('PropertyName');
  if (value && (!isContainer(value) || !name)) return rangeOfNode(value);
  return rangeOfNode(name ?? entry);
}

/** Of an object or list its first bracket: the whole would underline pages. */
function rangeOfNode(node: SyntaxNode): Range {
  return { from: node.from, to: isContainer(node) ? node.from + 1 : node.to };
}

function valueAt(json: JsonText, entry: SyntaxNode, key: string): SyntaxNode | null {
  const value = valueOf(entry);
  const property =
    value?.name === 'Object' ? entriesOf(json, value).findLast(([name]) => name === key) : undefined;
  return property ? valueOf(property[1]) : null;
}

/** The keys from the root to a node. */
export function pathTo(json: JsonText, node: SyntaxNode): string[] {
  const path: string[] = [];
  for (let at: SyntaxNode | null = node; at?.parent; at = at.parent) {
    const { parent }: SyntaxNode = at;
    if (at.name === 'Property') path.unshift(wordOf(json, at.getChild('PropertyName') ?? at));
    else if (parent!.name === 'Array' && isValue(at)) path.unshift(String(indexIn(parent!, at.from)));
  }
  return path;
}

/** How many values of the list lie before the position. */
function indexIn(list: SyntaxNode, position: number): number {
  let index = 0;
  for (let child = list.firstChild; child && child.from < position; child = child.nextSibling) {
    if (isValue(child)) index += 1;
  }
  return index;
}

/** The keys from the root to what is written at a position; a key counts as its value. */
export function pathAt(json: JsonText, position: number): string[] {
  const spot = spotAt(json, position);
  const written = spot.kind === 'key' ? wordOf(json, spot) : '';
  return written === '' ? spot.path : [...spot.path, written];
}

/** Where a position lies, for everything that depends on what is written there. Behind a closing quote is still at its text. */
export function spotAt(json: JsonText, position: number): Spot {
  const node = json.tree.resolveInner(position, -1);
  const word = node.name === 'String' || node.name === 'PropertyName' ? node : null;
  if (word && position > word.from) return spotInWord(json, word);
  return spotBetween(json, node, position);
}

function spotInWord(json: JsonText, word: SyntaxNode): Spot {
  const closed = word.to - word.from > 1 && json.slice(word.to - 1, word.to) === '"';
  const quoted = json.slice(word.from, word.from + 1) === '"';
  const range = quoted ? { from: word.from + 1, to: closed ? word.to - 1 : word.to } : word;
  const isKey = word.name === 'PropertyName';
  const path = isKey ? pathTo(json, word.parent!.parent!) : pathTo(json, word);
  return { kind: isKey ? 'key' : 'value', path, from: range.from, to: range.to, quoted };
}

/** Nothing, or a word without quotes, stands there. */
function spotBetween(json: JsonText, node: SyntaxNode, position: number): Spot {
  const container = containerAt(node, position);
  const typed = /[\w.$]*$/.exec(json.slice(Math.max(0, position - 100), position))![0];
  const place = { from: position - typed.length, to: position, quoted: false };
  if (!container) return { kind: 'value', path: [], ...place };
  const path = pathTo(json, container);
  if (container.name === 'Array') {
    return { kind: 'value', path: [...path, String(indexIn(container, place.from))], ...place };
  }
  const open = openProperty(json, container, place.from);
  return open === null ? { kind: 'key', path, ...place } : { kind: 'value', path: [...path, open], ...place };
}

function containerAt(node: SyntaxNode, position: number): SyntaxNode | null {
  let at: SyntaxNode | null = node;
  while (at && !(isContainer(at) && at.from < position && !isClosedBefore(at, position))) at = at.parent;
  return at;
}

const isClosedBefore = ({ lastChild, to }: SyntaxNode, position: number): boolean =>
  to <= position && (lastChild?.name === '}' || lastChild?.name === ']');

/** The key before the position when its value is still to come. */
function openProperty(json: JsonText, object: SyntaxNode, position: number): string | null {
  const before = entriesOf(json, object).findLast(([, { from }]) => from < position);
  if (!before) return null;
  const [key, property] = before;
  const name = property.getChild('PropertyName')!;
  return /^\s*:\s*$/.test(json.slice(name.to, position)) ? key : null;
}
