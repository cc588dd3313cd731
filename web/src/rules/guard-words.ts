import type { Definition, StateNode, Text } from '../../../src/machines/index.js';
import type { Language } from '../ui/language.js';
import { sentenceOf, type Sentence } from './sentences.js';
import { factOf, quoted } from './terms.js';

interface Phrases {
  asks: (sentence: Sentence) => string;
  claims: (sentence: Sentence) => string;
  active: (state: string) => Sentence;
  known: string;
  happened: [asks: (event: string) => string, claims: (event: string) => string];
  fact: [asks: (fact: string) => string, claims: (fact: string) => string];
}

const VERBS = { is: 'er', lies: 'ligger' } as const;

const PHRASES: Record<Language, Phrases> = {
  da: {
    asks: ({ verb, subject, predicate }) => `${verb === 'is' ? 'Er' : 'Ligger'} ${subject} ${predicate}?`,
    claims: ({ verb, subject, predicate }) => `at ${subject} ${VERBS[verb]} ${predicate}`,
    active: (state) => ({ verb: 'is', subject: 'sagen', predicate: `i ${state}` }),
    known: 'oplyst',
    happened: [(event) => `Er ${event} sket?`, (event) => `at ${event} er sket`],
    fact: [(fact) => `${fact}?`, (fact) => `at ${fact} gælder`],
  },
  en: {
    asks: ({ subject, predicate }) => `Is ${subject} ${predicate}?`,
    claims: ({ subject, predicate }) => `${subject} being ${predicate}`,
    active: (state) => ({ verb: 'is', subject: 'the case', predicate: `in ${state}` }),
    known: 'known',
    happened: [(event) => `Has ${event} happened?`, (event) => `${event} having happened`],
    fact: [(fact) => `${fact}?`, (fact) => `${fact} being true`],
  },
};

/** What a guard asks, as a question of the definition's own words; null where only the expression says it. */
export function questionOf(atom: string, definition: Definition, language: Language): string | null {
  return say(atom, definition, language, 0);
}

/** The same as what is claimed, within a longer sentence. */
export function claimOf(atom: string, definition: Definition, language: Language): string | null {
  return say(atom, definition, language, 1);
}

function say(atom: string, definition: Definition, language: Language, way: 0 | 1): string | null {
  const phrases = PHRASES[language];
  const event = /^happened\((\w+)\)$/.exec(atom)?.[1];
  if (event !== undefined)
    return phrases.happened[way](quoted(definition.events[event]?.title, event, language));
  const fact = factNamed(atom, definition, language);
  if (fact !== null) return phrases.fact[way](fact);
  const sentence = standing(atom, definition, language) ?? sentenceOf(atom, { definition, language });
  return sentence && [phrases.asks, phrases.claims][way]!(sentence);
}

/** Where the case is, or what is known of it. */
function standing(atom: string, definition: Definition, language: Language): Sentence | null {
  const phrases = PHRASES[language];
  const state = /^active\("([\w.]+)"\)$/.exec(atom)?.[1];
  if (state !== undefined)
    return phrases.active(quoted(stateAt(definition.machine, state)?.meta?.title, state, language));
  const known = factNamed(/^has\((.+)\)$/.exec(atom)?.[1] ?? '', definition, language);
  return known === null ? null : { verb: 'is', subject: known, predicate: phrases.known };
}

/** What people call the fact, or one of its choices, when the expression asks for nothing else; otherwise null. */
function factNamed(expression: string, definition: Definition, language: Language): string | null {
  const [, name, choice] = /^(?:event\.)?facts\.(\w+)(?: == "(\w+)")?$/.exec(expression) ?? [];
  if (name === undefined) return null;
  const fact = factOf(definition, name);
  const label = choice === undefined ? undefined : fact?.labels?.[choice];
  if (choice !== undefined && !label) return null;
  const said = (text: Text) => (text[language] ?? text.da).replace(/[?.]$/, '');
  const title = fact?.title ? said(fact.title) : name;
  return quoted(undefined, label ? `${title}: ${said(label)}` : title, language);
}

/** The state with this dotted path. */
export function stateAt(machine: StateNode, path: string): StateNode | undefined {
  return path.split('.').reduce<StateNode | undefined>((node, name) => node?.states?.[name], machine);
}
