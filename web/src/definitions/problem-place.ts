import { keysOf, type Definition, type Text } from '../../../src/machines/index.js';
import type { Language } from '../ui/language.js';

const SECTIONS: Record<Language, Record<string, string>> = {
  da: {
    parameters: 'Tal og længder',
    facts: 'Oplysninger',
    ends: 'Afslutninger',
    events: 'Hændelser',
    deadlines: 'Frister',
    delays: 'Ventetider',
    tasks: 'Opgaver',
    letters: 'Breve',
    reasons: 'Begrundelser',
    rules: 'Regler',
    machine: 'Sagens gang',
  },
  en: {
    parameters: 'Numbers and lengths',
    facts: 'Facts',
    ends: 'Ends',
    events: 'Events',
    deadlines: 'Deadlines',
    delays: 'Delays',
    tasks: 'Tasks',
    letters: 'Letters',
    reasons: 'Reasons',
    rules: 'Rules',
    machine: 'The course of the case',
  },
};

/** Where in a document, which may be unfinished, a problem lies: its section, and the titles on the way down; empty for the document itself. */
export function placeInWords(document: unknown, path: string, language: Language): string {
  const keys = keysOf(path);
  const words: (string | undefined)[] = [SECTIONS[language][keys[0] ?? '']];
  let node: unknown = document;
  keys.forEach((key, at) => {
    node = (node as Record<string, unknown> | null | undefined)?.[key];
    const title = titleOf(node) ?? titleOfTrigger(document, keys[at - 1], key);
    words.push(title && (title[language] ?? title.da));
  });
  return words.filter(Boolean).join(' › ');
}

function titleOf(node: unknown): Text | undefined {
  const { title, meta } = (node ?? {}) as { title?: Text; meta?: { title?: Text } };
  const found = title ?? meta?.title;
  return typeof found?.da === 'string' ? found : undefined;
}

/** What sets off the transitions of a state is described elsewhere: `on` names events, `after` delays and deadlines. */
function titleOfTrigger(document: unknown, parent: string | undefined, key: string): Text | undefined {
  const { events, delays, deadlines } = (document ?? {}) as Partial<Definition>;
  if (parent === 'on') return titleOf(events?.[key]);
  return parent === 'after' ? titleOf(delays?.[key] ?? deadlines?.[key]) : undefined;
}
