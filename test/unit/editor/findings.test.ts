import { json } from '@codemirror/lang-json';
import { forEachDiagnostic } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from '@jest/globals';
import { changedPlaces, overlap } from '../../../web/src/editor/changed-places.js';
import { brokenText, doubleKeys, findingOf, gaveUp, showFindings } from '../../../web/src/editor/findings.js';
import { jsonTextOf } from '../../../web/src/editor/knowledge.js';

const stateOf = (doc: string) => EditorState.create({ doc, extensions: json() });
const shown = (doc: string, findings: Parameters<typeof showFindings>[1]) => {
  const { state } = stateOf(doc).update(showFindings(stateOf(doc), findings, 'en'));
  const seen: string[] = [];
  forEachDiagnostic(state, ({ message, severity }, from, to) =>
    seen.push(`${severity} ${doc.slice(from, to)}: ${message}`),
  );
  return seen;
};

describe('findings', () => {
  it('underline what they are about, in the order of the text', () => {
    const problem = (path: string, en: string) =>
      findingOf({ code: 'unknownTarget', path, message: { da: '', en } });
    const text = '{"machine": {"initial": "x", "states": {}}}';
    expect(
      shown(text, [problem('/machine/states/y', 'Second'), problem('/machine/initial', 'First')]),
    ).toEqual(['error "x": First', 'error "states": Second']);
  });

  it('that are only unknown are warnings', () => {
    expect(shown('{"machine": {}}', [gaveUp])[0]).toMatch(/^warning "machine": Proving/);
  });

  it.each([
    ['{"a": 1, }', 9],
    ['{"a": 1', 6],
    ['{"a" 1}', 5],
    ['', 0],
  ])('tell where %s stops being JSON', (text, position) => {
    expect(brokenText(jsonTextOf(stateOf(text)), text.length).range!.from).toBe(position);
  });
});

describe('a key that stands twice in one object', () => {
  it('is told where its value is lost', () => {
    const text = '{"on": {"A": "x", "B": "y", "A": "z"}, "off": {"A": 1}}';
    const [finding, ...more] = doubleKeys(jsonTextOf(stateOf(text)));
    expect(finding).toMatchObject({ code: 'doubleKey', range: { from: text.indexOf('"A"') } });
    expect(finding!.message.da).toContain('“A” står to gange');
    expect(more).toEqual([]);
  });
});

describe('what has changed between two documents', () => {
  const before = { title: { da: 'Sag' }, rules: [{ id: 'a' }], parameters: { lead: 1 } };

  it('is told as deep as it goes', () => {
    const after = { title: { da: 'Sag', en: 'Case' }, rules: [{ id: 'b' }], parameters: { lead: 1 } };
    expect(changedPlaces(before, after)).toEqual(['/title/en', '/rules/0/id']);
    expect(changedPlaces(before, before)).toEqual([]);
    expect(changedPlaces(before, { ...before, rules: {} })).toEqual(['/rules']);
    expect(changedPlaces(before, {})).toEqual(['/title', '/rules', '/parameters']);
  });

  it('is the same place when one lies in the other', () => {
    expect(overlap('/rules/0', '/rules/0/id')).toBe(true);
    expect(overlap('/rules/0/id', '/rules')).toBe(true);
    expect(overlap('/rules/1', '/rules/10')).toBe(false);
  });
});
