import { escaped } from '../markup.js';

/** Markup that is ready: everything in it that came from a definition has been escaped. */
export class Html {
  constructor(readonly markup: string) {}
}

export type Content = Html | string | Content[] | undefined;

/** The only way from text to markup: strings are escaped, `Html` is taken as it is, `undefined` is nothing. */
export function markupOf(content: Content): string {
  if (content === undefined) return '';
  if (content instanceof Html) return content.markup;
  return typeof content === 'string' ? escaped(content) : content.map(markupOf).join('');
}

export function element(name: string, content: Content, attributes: Record<string, string> = {}): Html {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return new Html(`<${name}${written.join('')}>${markupOf(content)}</${name}>\n`);
}

/** A table with column headers; the first cell of a row is its header. Nothing when there are no rows. */
export function table(caption: string, columns: string[], rows: Content[][]): Content {
  if (rows.length === 0) return undefined;
  const head = element(
    'tr',
    columns.map((column) => element('th', column, { scope: 'col' })),
  );
  const body = rows.map(([first, ...rest]) =>
    element('tr', [element('th', first, { scope: 'row' }), rest.map((cell) => element('td', cell))]),
  );
  return element('table', [element('caption', caption), element('thead', head), element('tbody', body)]);
}

/** Rows of a header and a value; rows without a value are left out. */
export function facts(caption: string, rows: [string, Content][]): Content {
  const present = rows.filter(([, value]) => value !== undefined);
  if (present.length === 0) return undefined;
  const body = present.map(([name, value]) =>
    element('tr', [element('th', name, { scope: 'row' }), element('td', value)]),
  );
  return element('table', [element('caption', caption), element('tbody', body)], { class: 'facts' });
}

export const list = (items: Content[], attributes: Record<string, string> = {}): Content =>
  items.length === 0
    ? undefined
    : element(
        'ul',
        items.map((item) => element('li', item)),
        attributes,
      );

/** A link when the address is one of the web; anything else is shown as text and cannot be followed. */
export function link(text: string, url: string | undefined): Content {
  if (url === undefined) return text;
  return /^https?:\/\//i.test(url) ? element('a', text, { href: url }) : `${text} (${url})`;
}
