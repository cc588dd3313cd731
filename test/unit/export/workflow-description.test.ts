import sax from 'sax';
import { toWorkflowDescription } from '../../../src/machines/export/workflow-description.js';
import { escaped } from '../../../src/machines/export/markup.js';
import { definitionOf, plainEvents } from '../../support/definition.js';
import { definitions, everything } from './fixture.js';

interface Tag {
  name: string;
  attributes: Record<string, string>;
}

function fail(error: Error): never {
  throw error;
}

/** Reads the document as strict XML, which it is but for the head: whatever spills out of a text breaks it. */
function read(html: string): { tags: Tag[]; text: string } {
  const tags: Tag[] = [];
  let text = '';
  const parser = sax.parser(true);
  Object.assign(parser, { onerror: fail, ontext: (part: string) => void (text += part) });
  parser.onopentag = ({ name, attributes }) =>
    void tags.push({ name, attributes: attributes as Record<string, string> });
  const body = html.slice(html.indexOf('<body>'), html.indexOf('</html>'));
  parser.write(body).close();
  return { tags, text: text.replaceAll('\n', '') };
}

describe.each(definitions)('the workflow description of %s', (_name, definition) => {
  const html = toWorkflowDescription(definition, 'da');
  const { tags, text } = read(html);

  test('says its language, has one main heading, and skips no level', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="da">/);
    const levels = tags.flatMap(({ name }) => /^h([1-6])$/.exec(name)?.[1] ?? []).map(Number);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.slice(1).forEach((level, index) => expect(level - levels[index]!).toBeLessThanOrEqual(1));
  });

  test('heads every table: a caption, and each header says what it is the header of', () => {
    const count = (wanted: string) => tags.filter(({ name }) => name === wanted).length;
    expect(count('table')).toBeGreaterThan(0);
    expect(count('caption')).toBe(count('table'));
    expect(count('th')).toBeGreaterThan(count('table'));
    expect(tags.filter(({ name }) => name === 'th').every(({ attributes }) => attributes.scope)).toBe(true);
  });

  test('links within itself only to what is there, and nothing is there twice', () => {
    const ids = tags.flatMap(({ attributes }) => attributes.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const links = tags.flatMap(({ attributes }) => attributes.href ?? []);
    expect(links.filter((href) => href.startsWith('#') && !ids.includes(href.slice(1)))).toEqual([]);
    expect(links.filter((href) => !/^(#|https?:)/.test(href))).toEqual([]);
  });

  test('says from when each deadline is counted in words', () => {
    const sources = [...Object.values(definition.deadlines), ...Object.values(definition.delays)];
    const tables = html.slice(html.indexOf('<h2>Frister</h2>'), html.indexOf('<h2>Breve</h2>'));
    const code = sources
      .map(({ due, anchor }) => due ?? anchor!)
      .filter((source) => tables.includes(`<code>${escaped(source)}</code>`));
    expect(code).toEqual([]);
  });

  test('fetches nothing and runs nothing', () => {
    const names = new Set(tags.map(({ name }) => name));
    for (const name of ['script', 'img', 'link', 'iframe', 'object', 'form'])
      expect(names).not.toContain(name);
    expect(
      tags.flatMap(({ attributes }) => Object.keys(attributes)).filter((key) => /^(on|src|style)/.test(key)),
    ).toEqual([]);
    expect(html.slice(html.indexOf('<style>'), html.indexOf('</style>'))).not.toMatch(/url\(|@import/);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  test('is whole in both languages', () => {
    expect(text).not.toMatch(/undefined|\[object/);
    const english = toWorkflowDescription(definition, 'en');
    expect(english).toContain('<html lang="en">');
    expect(/undefined|\[object|Påmindelser|Gennemgås/.exec(read(english).text)).toBeNull();
  });
});

describe('a workflow description', () => {
  const html = toWorkflowDescription(everything, 'da');
  const { text, tags } = read(html);

  test('shows texts as they are, whatever is in them', () => {
    expect(html).not.toContain('<script');
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
    expect(html).not.toMatch(/\p{Surrogate}/u);
    for (const character of ['\u0000', '\u202E']) expect(html).not.toContain(character);
    expect(text).toContain('👩‍👧');
  });

  test('follows no link but those of the web', () => {
    const links = tags
      .flatMap(({ attributes }) => attributes.href ?? [])
      .filter((href) => !href.startsWith('#'));
    expect(links).toEqual(['https://www.retsinformation.dk/?a=1&b="2"', 'https://www.retsinformation.dk/']);
    expect(text).toContain('Falsk (javascript:alert(1))');
  });

  test('describes a task in the common format: purpose, action, involvement, time', () => {
    const order = ['Formål', 'Handling: hvad', 'Handling: hvem', 'Handling: hvornår', 'Inddragelse', 'Tid'];
    const places = order.map((word) => text.indexOf(word));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places.every((place) => place > 0)).toBe(true);
  });

  test('marks what no source fixes, and writes values in words', () => {
    expect(text).toContain('afventer bekræftelse (GKU)');
    expect(text).toContain('afventer bekræftelse (DERIVED)');
    expect(text).toContain('Fastlagt i kilden');
    expect(text).toContain('15 år og 6 måneder');
    expect(text).toContain('a, b og c');
    expect(text).toContain('ja');
  });

  test('lists reminders, actions and rules in words', () => {
    for (const words of [
      '2 arbejdsdage før til sagsbehandleren',
      'På dagen til sagsbehandleren og teamlederen',
      '1 uge efter til borgeren',
      'Ved overskridelse til teamlederen',
      'Derefter med 1 uge imellem til teamlederen',
      'Sætter fristen',
      'Lader fristen',
      'Åbner en sag af typen “other” med “a”: 1 og “b”: 2',
      'til hovedsagen',
      'til delsagen “kid”',
      'tidligst dagen i dag',
      'kommer aldrig før opgaven “Læs …”',
      'Afgang fra tilstanden',
      "En situation, hvor udtrykket today < 'x' gælder forekommer aldrig; efter odd binder reglen ikke længere",
    ]) {
      expect(text).toContain(words);
    }
  });

  test('shows a condition with what people are told when it says no', () => {
    const card = definitions.find(([name]) => name === 'libraryCard')![1];
    const { text } = read(toWorkflowDescription(card, 'da'));
    expect(text).toContain('hvor breve kan sendes.Identiteten er ikke kontrolleret endnu.');
  });

  test('takes the steps in the order in which a case comes to them, the ends last', () => {
    const definition = definitionOf({
      events: plainEvents('GO'),
      machine: {
        initial: 'second',
        states: {
          third: { on: { GO: 'done' } },
          lonely: {},
          done: { type: 'final' },
          second: { initial: 'x', states: { y: {}, x: { on: { GO: '.z' } } }, on: { GO: 'third' } },
        },
      },
    });
    const steps = [...toWorkflowDescription(definition, 'da').matchAll(/<h\d>([\d.]+ \w+)<\/h\d>/g)];
    expect(steps.map(([, step]) => step)).toEqual([
      '1 second',
      '1.1 x',
      '1.2 y',
      '2 third',
      '3 done',
      '4 lonely',
    ]);
  });

  test('of a definition with nothing to say of deadlines has no empty section', () => {
    expect(toWorkflowDescription(definitionOf({}), 'da')).not.toContain('Påmindelser');
  });
});
