import { describe, expect, it } from '@jest/globals';
import { jsonLanguage } from '@codemirror/lang-json';
import { pathTo, rangeOf, spotAt, type JsonText } from '../../../web/src/editor/json-tree.js';

const read = (text: string): JsonText => ({
  tree: jsonLanguage.parser.parse(text),
  slice: (from, to) => text.slice(from, to),
});
/** The text with `|` where the cursor stands. */
const at = (marked: string) => {
  const position = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { from, to, ...spot } = spotAt(read(text), position);
  return { ...spot, written: text.slice(from, to) };
};
const meant = (text: string, ...keys: string[]) => {
  const { from, to } = rangeOf(read(text), keys);
  return text.slice(from, to);
};

describe('a place in the document is found in the text', () => {
  const text = '{"machine": {"states": {"open": {"include": "oralNotice"}, "end": {"on": ["a", {"x": 1}]}}}}';

  it('as the value itself where it is short, as the key where it is not', () => {
    expect(meant(text, 'machine', 'states', 'end', 'on', '0')).toBe('"a"');
    expect(meant(text, 'machine', 'states', 'end')).toBe('"end"');
    expect(meant(text, 'machine', 'states', 'end', 'on', '1', 'x')).toBe('1');
  });

  it('as the first bracket where there is no key', () => {
    expect(meant(text)).toBe('{');
    expect(meant(text, 'machine', 'states', 'end', 'on', '1')).toBe('{');
  });

  it('as what lies around it when it is missing, as the included fragment when it lies there', () => {
    expect(meant(text, 'machine', 'states', 'end', 'meta', 'title')).toBe('"end"');
    expect(meant(text, 'machine', 'states', 'open', 'states', 'calling')).toBe('"oralNotice"');
    expect(meant('', 'machine')).toBe('');
  });

  it('also when a key stands there twice, has quotes in it, or its value is missing', () => {
    expect(meant('{"a": 1, "a": 2}', 'a')).toBe('2');
    expect(meant(String.raw`{"has(\"x\")": true}`, 'has("x")')).toBe('true');
    expect(meant('{"a": }', 'a', 'b')).toBe('"a"');
  });
});

describe('the path of a node', () => {
  it('counts items and names keys', () => {
    const text = '{"rules": [{"id": "a"}, {"id": "b"}]}';
    const node = read(text).tree.resolveInner(text.indexOf('"b"') + 1, -1);
    expect(pathTo(read(text), node)).toEqual(['rules', '1', 'id']);
  });
});

describe('the cursor stands', () => {
  it.each([
    ['{"on": {"A|"}}', 'key', ['on'], 'A', true],
    ['{"on": {|}}', 'key', ['on'], '', false],
    ['{"a": 1, b|}', 'key', [], 'b', false],
    ['{"a": 1, |}', 'key', [], '', false],
    ['{"a": "|"}', 'value', ['a'], '', true],
    ['{"a": "one two|"}', 'value', ['a'], 'one two', true],
    ['{"a": |}', 'value', ['a'], '', false],
    ['{"a": tr|}', 'value', ['a'], 'tr', false],
    ['{"a": [1, |]}', 'value', ['a', '1'], '', false],
    ['{"a": ["x", "y|"]}', 'value', ['a', '1'], 'y', true],
    ['{"a": {}|}', 'key', [], '', false],
    ['{"a": "x"|}', 'value', ['a'], 'x', true],
    ['{"a"|: {}}', 'key', [], 'a', true],
    ['|', 'value', [], '', false],
  ])('in %s', (marked, kind, path, written, quoted) => {
    expect(at(marked)).toEqual({ kind, path, written, quoted });
  });
});
