import sax from 'sax';
import type { Definition } from '../../../src/machines/definition.js';
import { toScxml } from '../../../src/machines/export/scxml.js';
import { statePaths } from '../../../src/machines/state-tree.js';
import { definitionOf, plainEvents } from '../../support/definition.js';
import { definitions, everything } from './fixture.js';

interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
}

function fail(error: Error): never {
  throw error;
}

function parseXml(text: string): XmlNode {
  const root: XmlNode = { name: '', attributes: {}, children: [] };
  const open = [root];
  const parser = sax.parser(true);
  Object.assign(parser, { onerror: fail });
  parser.onopentag = ({ name, attributes }) => {
    const node: XmlNode = { name, attributes: attributes as Record<string, string>, children: [] };
    open.at(-1)!.children.push(node);
    open.push(node);
  };
  parser.onclosetag = () => void open.pop();
  parser.write(text).close();
  return root.children[0]!;
}

/** What the W3C schema lets an element hold, and the attributes it may have (those it must have with a `!`). */
const STATE_PARTS = 'onentry onexit transition state parallel history invoke datamodel';
const EXECUTABLE = 'assign log send cancel raise if foreach script';
const SCHEMA: Record<string, { children: string; attributes: string }> = {
  scxml: {
    children: 'state parallel final datamodel script',
    attributes: 'xmlns! version! datamodel name initial',
  },
  state: { children: `${STATE_PARTS} final initial`, attributes: 'id initial' },
  parallel: { children: STATE_PARTS, attributes: 'id' },
  final: { children: 'onentry onexit donedata', attributes: 'id' },
  history: { children: 'transition', attributes: 'id type' },
  transition: { children: EXECUTABLE, attributes: 'event cond target type' },
  onentry: { children: EXECUTABLE, attributes: '' },
  onexit: { children: EXECUTABLE, attributes: '' },
  invoke: { children: 'param finalize content', attributes: 'type src id' },
  donedata: { children: 'param content', attributes: '' },
  send: { children: 'param content', attributes: 'id event! type delayexpr' },
  cancel: { children: '', attributes: 'sendid!' },
  assign: { children: '', attributes: 'location! expr' },
  log: { children: '', attributes: 'label expr' },
  param: { children: '', attributes: 'name! expr' },
};

const all = (node: XmlNode): XmlNode[] => [node, ...node.children.flatMap(all)];
const words = (text: string | undefined) => (text ?? '').split(' ').filter(Boolean);

function complaintsAbout(node: XmlNode): string[] {
  const { children, attributes } = SCHEMA[node.name] ?? { children: '', attributes: '' };
  const known = words(attributes);
  return [
    ...(SCHEMA[node.name] ? [] : [`unknown element ${node.name}`]),
    ...node.children
      .filter(({ name }) => !words(children).includes(name))
      .map(({ name }) => `${name} in ${node.name}`),
    ...Object.keys(node.attributes)
      .filter((name) => !known.includes(name) && !known.includes(`${name}!`))
      .map((name) => `${node.name}.${name}`),
    ...known
      .filter((name) => name.endsWith('!') && !(name.slice(0, -1) in node.attributes))
      .map((name) => `${node.name} lacks ${name}`),
    ...node.children.flatMap(complaintsAbout),
  ];
}

const idsOf = (node: XmlNode) =>
  all(node).flatMap(({ name, attributes }) =>
    name === 'invoke' || name === 'send' ? [] : words(attributes.id),
  );
const byId = (node: XmlNode, id: string) => all(node).find(({ attributes }) => attributes.id === id)!;

describe.each(definitions)('the SCXML of %s', (_name, definition) => {
  const document = parseXml(toScxml(definition));

  test('is well-formed and has only the elements and attributes of the W3C schema', () => {
    expect(document.attributes).toMatchObject({ xmlns: 'http://www.w3.org/2005/07/scxml', version: '1.0' });
    expect(complaintsAbout(document)).toEqual([]);
  });

  test('has every state once, and every target and first state is one of them', () => {
    const ids = idsOf(document);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(statePaths(definition.machine)));
    const named = all(document).flatMap(({ attributes }) => [
      ...words(attributes.target),
      ...words(attributes.initial),
    ]);
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('says a first state only of states that have states, and events by names that SCXML can match', () => {
    for (const node of all(document)) {
      if (node.name === 'state') {
        const inner = node.children.some(({ name }) => ['state', 'parallel', 'final'].includes(name));
        expect([node.attributes.id, 'initial' in node.attributes]).toEqual([node.attributes.id, inner]);
      }
      if (node.attributes.event) expect(node.attributes.event).toMatch(/^[\w-]+(\.[\w-]+)*$/);
    }
  });

  test('cancels on exit every timer that it sends on entry', () => {
    for (const { children } of all(document)) {
      const ids = (holder: string, name: string) =>
        children
          .filter((child) => child.name === holder)
          .flatMap((child) => child.children.map(({ attributes }) => attributes[name]));
      expect(ids('onexit', 'sendid')).toEqual(ids('onentry', 'id'));
    }
  });
});

describe('in SCXML', () => {
  const document = parseXml(toScxml(everything));
  const transitionsOf = (id: string) =>
    byId(document, id)
      .children.filter(({ name }) => name === 'transition')
      .map(({ attributes }) => attributes);

  test('a guard is a condition, letter for letter', () => {
    expect(transitionsOf('open.main.reading')[0]).toEqual({
      event: 'GO',
      cond: 'facts.sentOn < today && "<" != \'&\'',
      target: 'open.main.waiting',
    });
  });

  test('a delay is an expression, by the name of what is waited for', () => {
    const sent = all(byId(document, 'open.main.waiting')).filter(({ name }) => name === 'send');
    expect(sent.map(({ attributes }) => attributes.delayexpr)).toEqual([
      'delays.soon',
      'deadlines.answer',
      'delays.later',
    ]);
  });

  test('what stays inside its source in XState stays inside in SCXML', () => {
    expect(transitionsOf('open.main')).toEqual([
      { event: 'BACK', target: 'open.main.before', type: 'internal' },
      { event: 'AGAIN', target: 'open.main.reading', type: 'internal' },
      { event: 'done.state.open.main', target: 'open.clock' },
    ]);
    expect(transitionsOf('open.main.reading').at(-1)).toEqual({ event: 'AGAIN' });
    expect(transitionsOf('open')).toEqual([
      { event: 'STOP', target: 'given_up' },
      { event: 'AGAIN', target: 'open' },
    ]);
  });

  test('history has a default, regions together where it is of a parallel state', () => {
    const target = (id: string) => byId(document, id).children[0]!.attributes.target;
    expect(target('open.main.before')).toBe('open.main.waiting');
    expect(target('open.main.last')).toBe('open.main.reading');
    expect(target('open.lap')).toBe('open.main open.clock');
    expect(byId(document, 'open.main.before').attributes.type).toBe('deep');
  });

  test('a child case is an invocation whose end is an event', () => {
    expect(transitionsOf('open.main.asking')).toEqual([
      { event: 'done.invoke.kid', target: 'open.main.over' },
    ]);
  });

  test('actions are executable content', () => {
    const [go] = byId(document, 'open.main.reading').children.filter(({ name }) => name === 'transition');
    expect(go!.children.map(({ name, attributes }) => attributes.event ?? name)).toEqual([
      'sendMessage',
      'sendMessage',
      'cancelMessages',
      'assign',
      'log',
      'openCase',
      'sendEvent',
      'sendEvent',
      'extendDeadline',
      'pauseDeadline',
      'resumeDeadline',
      'putOnAgenda',
    ]);
  });

  test('a root that is parallel or has transitions is a state of its own, and the document ends with it', () => {
    const rooted: Definition = definitionOf({
      events: plainEvents('X', 'Y'),
      machine: {
        type: 'parallel',
        on: { X: '.a.b', Y: { actions: [{ type: 'cancelMessages' }] } },
        states: {
          a: { initial: 'b', states: { b: {}, c: { type: 'parallel', on: { X: 'c' }, states: { d: {} } } } },
        },
      },
    });
    const root = parseXml(toScxml(rooted));
    expect(complaintsAbout(root)).toEqual([]);
    expect(root.attributes.initial).toBe('case-type');
    expect(root.children.map(({ name, attributes }) => [name, attributes.id])).toEqual([
      ['parallel', 'case-type'],
      ['final', 'case-type.end'],
    ]);
    expect(all(root).map(({ attributes }) => attributes.target)).toEqual(
      expect.arrayContaining(['a.b', 'a.c', 'case-type.end']),
    );
  });
});
