import type { Definition, FactSchema, StateNode, Text } from '../../../src/machines/index.js';
import type { Language } from '../ui/language.js';

const PHRASES = {
  da: {
    active: (state: string) => `Er sagen i »${state}«?`,
    happened: (event: string) => `Er »${event}« sket?`,
    has: (fact: string) => `Er »${fact}« oplyst?`,
    fact: (fact: string) => `»${fact}«?`,
  },
  en: {
    active: (state: string) => `Is the case in “${state}”?`,
    happened: (event: string) => `Has “${event}” happened?`,
    has: (fact: string) => `Is “${fact}” known?`,
    fact: (fact: string) => `“${fact}”?`,
  },
} as const;

/** What a guard asks, as a question of the definition's own words; null where only the expression says it. */
export function questionOf(atom: string, definition: Definition, language: Language): string | null {
  const phrases = PHRASES[language];
  const titled = (title: Text | undefined, name: string) => (title ? (title[language] ?? title.da) : name);
  const state = /^active\("([\w.]+)"\)$/.exec(atom)?.[1];
  if (state !== undefined)
    return phrases.active(titled(stateAt(definition.machine, state)?.meta?.title, state));
  const event = /^happened\((\w+)\)$/.exec(atom)?.[1];
  if (event !== undefined) return phrases.happened(titled(definition.events[event]?.title, event));
  const known = /^has\((.+)\)$/.exec(atom)?.[1];
  const fact = factNamed(known ?? atom, definition, language);
  if (fact === null) return null;
  return known === undefined ? phrases.fact(fact) : phrases.has(fact);
}

/** What people call the fact, or one of its choices, when the expression asks for nothing else; otherwise null. */
export function factNamed(expression: string, definition: Definition, language: Language): string | null {
  const [, name, choice] = /^(?:event\.)?facts\.(\w+)(?: == "(\w+)")?$/.exec(expression) ?? [];
  if (name === undefined) return null;
  const fact = factOf(definition, name);
  const label = choice === undefined ? undefined : fact?.labels?.[choice];
  if (choice !== undefined && !label) return null;
  const said = (text: Text | undefined) => text && (text[language] ?? text.da).replace(/[?.]$/, '');
  return [said(fact?.title) ?? name, said(label)].filter(Boolean).join(': ');
}

/** The state with this dotted path. */
export function stateAt(machine: StateNode, path: string): StateNode | undefined {
  return path.split('.').reduce<StateNode | undefined>((node, name) => node?.states?.[name], machine);
}

/** Of a fact of the case, or of an item of one of its lists. */
function factOf({ facts }: Definition, name: string): FactSchema | undefined {
  const lists = Object.values(facts.properties).map(({ items }) => items?.properties?.[name]);
  return facts.properties[name] ?? lists.find(Boolean);
}
