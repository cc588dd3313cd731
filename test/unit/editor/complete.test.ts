import { CompletionContext } from '@codemirror/autocomplete';
import { json } from '@codemirror/lang-json';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from '@jest/globals';
import { schemaOf, FUNCTIONS, METHODS, SIGNATURES } from '../../../src/machines/index.js';
import { complete } from '../../../web/src/editor/complete.js';
import { helpAt } from '../../../web/src/editor/help.js';
import { jsonTextOf, type Knowledge } from '../../../web/src/editor/knowledge.js';
import { namesOf, readLoosely } from '../../../web/src/editor/names.js';

const BROUGHT = { tasks: { CALL_CITIZEN: { title: { da: 'Ring', en: 'Call' } } } };

const know: Knowledge = {
  schema: schemaOf('definition'),
  names: (text) => namesOf([readLoosely(text), BROUGHT], ['oralNotice'], ['refusal']),
  words: { functions: [...FUNCTIONS], methods: [...METHODS], signatures: SIGNATURES },
  language: 'da',
};

const text = (machine: string, more = '') => `{
  "title": {"da": "Sag {|TEXT|}"},
  "facts": {"properties": {"reached": {"type": "boolean", "title": {"da": "Nået"}}, "calls": {"type": "array"}}},
  "parameters": {"answerTime": {"value": "P12W"}, "attempts": {"value": 3}},
  "events": {"SCREENED": {"title": {"da": "Sagen er visiteret"}}, "CALLED": {}},
  "deadlines": {"callBy": {"title": {"da": "Ring senest"}}},
  "delays": {"soon": {}}, ${more}
  "machine": {"initial": "open", "states": {
    "open": {"initial": "calling", "states": {"calling": ${machine}, "done": {"type": "final"}}},
    "closed": {"type": "final", "meta": {"title": {"da": "Lukket"}}}
  }}
}`;

const stateOf = (marked: string): [EditorState, number] => {
  const document = marked.replace('|TEXT|', '');
  const position = document.indexOf('|');
  return [EditorState.create({ doc: document.replace('|', ''), extensions: json() }), position];
};
const offered = (marked: string, explicit = true): string[] => {
  const [state, position] = stateOf(marked);
  const result = complete(know)(new CompletionContext(state, position, explicit));
  return (result?.options ?? []).map(({ label }) => label);
};
const helped = (marked: string) => {
  const [state, position] = stateOf(marked);
  return helpAt(know, jsonTextOf(state), position);
};

describe('completion offers', () => {
  it('the keys that the schema knows and that are not there yet', () => {
    const keys = offered(text('{"on": {}, "|"}'));
    expect(keys).toEqual(expect.arrayContaining(['always', 'after', 'meta', 'states']));
    expect(keys).not.toContain('on');
  });

  it('the values that the schema names', () => {
    expect(offered(text('{"meta": {"publicPhase": "|"}}'))).toContain('hearing');
    expect(offered(text('{"on": {"CALLED": {"reenter": |}}}'))).toEqual(['true', 'false']);
  });

  it('the keys of the action that is being written', () => {
    const written = '{"on": {"CALLED": {"actions": [{"type": "sendMessage", |}]}}}';
    expect(offered(text(written))).toEqual(expect.arrayContaining(['letter', 'to']));
    expect(offered(text(written))).not.toContain('deadline');
  });

  it('states that a target can name, also in the short form', () => {
    const targets = ['calling', 'done'];
    expect(offered(text('{"on": {"CALLED": {"target": "|"}}}'))).toEqual(targets);
    expect(offered(text('{"on": {"CALLED": "|"}}'))).toEqual(targets);
    expect(offered(text('{"always": [{"target": "d|"}]}'))).toEqual(targets);
  });

  it('states elsewhere by their ids, once the case type has a name', () => {
    const named = text('{"on": {"CALLED": "|"}}', '"caseType": "refusal",');
    expect(offered(named)).toEqual(['calling', 'done', '#refusal.open', '#refusal.closed']);
  });

  it('states inside and beside a state, for targets and as the initial one', () => {
    const inOpen = text('{}').replace('"initial": "calling"', '"initial": "|"');
    expect(offered(inOpen)).toEqual(['calling', 'done']);
    const ofOpen = text('{}').replace('"initial": "calling"', '"onDone": "|"');
    expect(offered(ofOpen)).toEqual(['open', 'closed', '.calling', '.done', 'open.calling', 'open.done']);
  });

  it('events, moments, tasks, deadlines, fragments and case types where they are named', () => {
    expect(offered(text('{"on": {"|"}}'))).toEqual(['SCREENED', 'CALLED']);
    expect(offered(text('{"after": {"|"}}'))).toEqual(['callBy', 'soon']);
    expect(offered(text('{"meta": {"tasks": ["|"]}}'))).toEqual(['CALL_CITIZEN']);
    expect(offered(text('{"meta": {"deadlines": ["|"]}}'))).toEqual(['callBy']);
    expect(offered(text('{"include": "|"}'))).toEqual(['oralNotice']);
    expect(offered(text('{"invoke": {"src": "|"}}'))).toEqual(['refusal']);
    expect(offered(text('{}', '"ends": {"|"},'))).toEqual(['closed']);
    expect(offered(text('{}', '"rules": [{"first": ["|"]}],'))).toContain('enter(open.calling)');
  });

  it('parameters that hold a length, where a length is needed', () => {
    const deadline = text('{}', '').replace('"delays": {"soon": {}}', '"delays": {"soon": {"length": "|"}}');
    expect(offered(deadline)).toEqual(['parameters.answerTime']);
  });

  it('facts, parameters, events, states and functions within an expression', () => {
    const guard = (cel: string) => text(`{"on": {"CALLED": {"guard": "${cel}"}}}`);
    expect(offered(guard('facts.|'))).toEqual(['reached', 'calls']);
    expect(offered(guard('size(facts.calls) > parameters.|'))).toEqual(['answerTime', 'attempts']);
    expect(offered(guard('happened(|'))).toEqual(['SCREENED', 'CALLED']);
    expect(offered(guard(String.raw`active(\"open.|`))).toContain('open.calling');
    expect(offered(guard('is|'))).toEqual(expect.arrayContaining(['isWorkingDay', 'facts', 'today']));
    expect(offered(guard('facts.calls.|'))).toContain('exists');
  });

  it('expressions within the braces of a text, and nothing outside of them', () => {
    const named = text('{}').replace('{|TEXT|}', '{facts.|} sagen');
    expect(offered(named)).toEqual(['reached', 'calls']);
    expect(offered(named.replace('{facts.|}', 'om |'))).toEqual([]);
  });

  it('nothing unasked where nothing is written', () => {
    expect(offered(text('{|}'), false)).toEqual([]);
    expect(offered(text('{"on": {"CALLED": {"guard": "|"}}}'), false)).toEqual([]);
  });
});

describe('help tells', () => {
  it('what a key is for, and where it stands', () => {
    expect(helped(text('{"on": {"CALLED": {"gu|ard": ""}}}'))).toMatchObject({
      path: '/machine/states/open/states/calling/on/CALLED/guard',
      description: 'CEL: the transition is taken only when this is true.',
    });
  });

  it('what people call the thing that is named', () => {
    expect(helped(text('{"on": {"SCREE|NED": ""}}')).meaning).toBe('Sagen er visiteret');
    expect(helped(text('{}').replace('"closed"', '"clo|sed"')).meaning).toBe('Lukket');
    expect(helped(text('{}').replace('"SCREENED"', '"SCR|EENED"')).meaning).toBe('Sagen er visiteret');
    expect(helped(text('{"meta": {"deadlines": ["call|By"]}}'))).toMatchObject({
      meaning: 'Ring senest',
      description: 'Deadlines that run here.',
    });
  });

  it('the types of a function and of a fact', () => {
    const guard = (cel: string) => text(`{"on": {"CALLED": {"guard": "${cel}"}}}`);
    expect(helped(guard('isWork|ingDay(today)')).meaning).toBe('isWorkingDay(Date): bool');
    expect(helped(guard('facts.reach|ed')).meaning).toBe('Nået · boolean');
  });
});
