import {
  conditionWords,
  type Definition,
  type Rule,
  type RuleTemplate,
  type StateNode,
  type Text,
} from '../../../src/machines/index.js';
import { withoutGaps } from '../case/task-title.js';
import type { Language } from '../ui/language.js';

interface Phrases {
  event: (title: string) => string;
  enter: (title: string) => string;
  leave: (title: string) => string;
  task: (title: string) => string;
  letter: (title: string) => string;
  /** A situation in which something holds. */
  when: (clause: string) => string;
  holds: (expression: string) => string;
  or: string;
  unless: (what: string) => string;
  templates: Record<RuleTemplate, (first: string, then: string) => string>;
}

const PHRASES: Record<Language, Phrases> = {
  da: {
    event: (title) => `hændelsen “${title}”`,
    enter: (title) => `tilstanden “${title}”`,
    leave: (title) => `afgang fra tilstanden “${title}”`,
    task: (title) => `opgaven “${title}”`,
    letter: (title) => `brevet “${title}”`,
    holds: (expression) => `“${expression}” gælder`,
    when: (clause) => `en situation, hvor ${clause}`,
    or: ' eller ',
    unless: (what) => `Efter ${what} binder reglen ikke længere.`,
    templates: {
      existence: (first) => `ingen sag slutter uden ${first}.`,
      absence: (first) => `${first} forekommer aldrig.`,
      init: (first) => `sagen begynder med ${first}.`,
      precedence: (first, then) => `${then} kommer aldrig før ${first}.`,
      response: (first, then) =>
        `efter ${first} kommer ${then}, før sagen slutter; indtil da bliver det ved med at være muligt.`,
      succession: (first, then) =>
        `${then} kommer aldrig før ${first}, og efter ${first} kommer ${then}, før sagen slutter.`,
      chainPrecedence: (first, then) => `${then} kommer kun i samme skridt som ${first} eller i det næste.`,
      chainResponse: (first, then) => `efter ${first} kommer ${then} i samme skridt eller i det næste.`,
      notCoExistence: (first, then) => `${first} og ${then} forekommer aldrig i samme sag.`,
      notSuccession: (first, then) => `efter ${first} kommer ${then} aldrig.`,
    },
  },
  en: {
    event: (title) => `the event “${title}”`,
    enter: (title) => `the state “${title}”`,
    leave: (title) => `leaving the state “${title}”`,
    task: (title) => `the task “${title}”`,
    letter: (title) => `the letter “${title}”`,
    holds: (expression) => `“${expression}” is true`,
    when: (clause) => `a situation in which ${clause}`,
    or: ' or ',
    unless: (what) => `After ${what} the rule no longer binds.`,
    templates: {
      existence: (first) => `no case ends without ${first}.`,
      absence: (first) => `${first} never occurs.`,
      init: (first) => `the case begins with ${first}.`,
      precedence: (first, then) => `${then} never comes before ${first}.`,
      response: (first, then) =>
        `after ${first} comes ${then}, before the case ends; until then it stays possible.`,
      succession: (first, then) =>
        `${then} never comes before ${first}, and after ${first} comes ${then}, before the case ends.`,
      chainPrecedence: (first, then) => `${then} comes only in the same step as ${first} or in the next.`,
      chainResponse: (first, then) => `after ${first} comes ${then} in the same step or in the next.`,
      notCoExistence: (first, then) => `${first} and ${then} never occur in the same case.`,
      notSuccession: (first, then) => `after ${first}, ${then} never comes.`,
    },
  },
};

/** What the rule demands, in a sentence of the definition's own words. */
export function ruleSentence(
  { template, first, then, unless }: Rule,
  definition: Definition,
  language: Language,
): string {
  const phrases = PHRASES[language];
  const said = (observations: string | string[] = []) =>
    [observations]
      .flat()
      .map((observation) => observed(observation, definition, language))
      .join(phrases.or);
  const demand = capital(phrases.templates[template](said(first), said(then)));
  return unless?.length ? `${demand} ${phrases.unless(said(unless))}` : demand;
}

/** What rules of a template demand, of an A and a B. */
export const templateSentence = (template: RuleTemplate, language: Language): string =>
  capital(PHRASES[language].templates[template]('A', 'B'));

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** `event(X)` and its like; what is none of them stays as it is. */
function observed(text: string, definition: Definition, language: Language): string {
  const [, kind = '', name = ''] = /^(event|enter|leave|task|letter|when)\((.+)\)$/s.exec(text.trim()) ?? [];
  const phrases = PHRASES[language];
  const titled = (title: Text | undefined) => (title ? (title[language] ?? title.da) : name);
  switch (kind) {
    case 'event':
      return phrases.event(titled(definition.events[name]?.title));
    case 'task':
      return phrases.task(withoutGaps(titled(definition.tasks[name]?.title)));
    case 'letter':
      return phrases.letter(titled(definition.letters[name]?.title));
    case 'enter':
    case 'leave':
      return phrases[kind](titled(stateTitle(definition.machine, name)));
    case 'when':
      return phrases.when(conditionWords(definition)(name)?.clause[language] ?? phrases.holds(name));
    default:
      return text;
  }
}

/** Of the state with this path, or whose path ends like this. */
function stateTitle(node: StateNode, ending: string, path = ''): Text | undefined {
  for (const [name, child] of Object.entries(node.states ?? {})) {
    const own = path ? `${path}.${name}` : name;
    if (own === ending || own.endsWith(`.${ending}`)) return child.meta?.title;
    const found = stateTitle(child, ending, own);
    if (found) return found;
  }
  return undefined;
}
