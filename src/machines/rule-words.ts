import type { Definition, Rule, RuleTemplate } from './definition.js';
import type { PlainText } from './effects.js';
import { isStateNamed, OBSERVATION } from './observed.js';
import { speechOf, type Speech } from './speech.js';
import { statePaths } from './state-tree.js';
import { listed, phrase, same } from './wording.js';

/** `event(X)` is `hændelsen “…”`, `enter(a.b)` `tilstanden “…”`; what is none of these stays as it is, as code. */
function observationInWords(observation: string, speech: Speech): PlainText {
  const [, kind, name = ''] = OBSERVATION.exec(observation.trim()) ?? [];
  switch (kind) {
    case 'event':
      return phrase('hændelsen {x}', 'the event {x}', { x: speech.of('events', name) });
    case 'enter':
      return phrase('tilstanden {x}', 'the state {x}', { x: stateNamed(name, speech) });
    case 'leave':
      return phrase('afgang fra tilstanden {x}', 'leaving the state {x}', { x: stateNamed(name, speech) });
    case 'task':
      return phrase('opgaven {x}', 'the task {x}', { x: speech.of('tasks', name) });
    case 'letter':
      return phrase('brevet {x}', 'the letter {x}', { x: speech.of('letters', name) });
    case 'when':
      return phrase('en situation, hvor {x}', 'a situation in which {x}', { x: speech.clause(name) });
    default:
      return same(`\`${observation}\``);
  }
}

/** The state with this path, or the first whose path ends like this. */
const stateNamed = (name: string, speech: Speech): PlainText =>
  speech.state(statePaths(speech.definition.machine).find((path) => isStateNamed(path, name)) ?? name);

const TEMPLATES: Record<RuleTemplate, PlainText> = {
  existence: { da: 'ingen sag slutter uden {first}', en: 'no case ends without {first}' },
  absence: { da: '{first} forekommer aldrig', en: '{first} never occurs' },
  init: { da: 'sagen begynder med {first}', en: 'the case begins with {first}' },
  precedence: { da: '{next} kommer aldrig før {first}', en: '{next} never comes before {first}' },
  response: {
    da: 'efter {first} kommer {next}, før sagen slutter; indtil da bliver det ved med at være muligt',
    en: 'after {first} comes {next}, before the case ends; until then it stays possible',
  },
  succession: {
    da: '{next} kommer aldrig før {first}, og efter {first} kommer {next}, før sagen slutter',
    en: '{next} never comes before {first}, and after {first} comes {next}, before the case ends',
  },
  chainPrecedence: {
    da: '{next} kommer kun i samme skridt som {first} eller i det næste',
    en: '{next} comes only in the same step as {first} or in the next',
  },
  chainResponse: {
    da: 'efter {first} kommer {next} i samme skridt eller i det næste',
    en: 'after {first} comes {next} in the same step or in the next',
  },
  notCoExistence: {
    da: '{first} og {next} forekommer aldrig i samme sag',
    en: '{first} and {next} never occur in the same case',
  },
  notSuccession: { da: 'efter {first} kommer {next} aldrig', en: 'after {first}, {next} never comes' },
};

export type Demand = Pick<Rule, 'template' | 'first' | 'then' | 'unless'>;

/** `hændelsen “…” eller tilstanden “…”`; nothing when there is nothing to be seen. */
const observationsInWords = (observations: string | string[] = [], speech: Speech): PlainText =>
  listed(
    [observations].flat().map((one) => observationInWords(one, speech)),
    'or',
  );

/** What meets a deadline; an empty list says that nothing does. */
export const metByInWords = (metBy: string[], speech: Speech): PlainText =>
  metBy.length === 0 ? { da: 'ingenting', en: 'nothing' } : observationsInWords(metBy, speech);

/** What a rule demands, as a clause. */
export function ruleInWords({ template, first, then, unless = [] }: Demand, speech: Speech): PlainText {
  const { da, en } = TEMPLATES[template];
  const demand = phrase(da, en, {
    first: observationsInWords(first, speech),
    next: observationsInWords(then, speech),
  });
  if ([unless].flat().length === 0) return demand;
  return phrase(
    '{demand}; efter {unless} binder reglen ikke længere',
    '{demand}; after {unless} the rule no longer binds',
    { demand, unless: observationsInWords(unless, speech) },
  );
}

/** What a rule demands, as a sentence; what stands between backticks is code. */
export const ruleSentence = (demand: Demand, speech: Speech): PlainText =>
  sentence(ruleInWords(demand, speech));

/** What rules of a template demand, of an A and a B. */
export function templateSentence(template: RuleTemplate): PlainText {
  const { da, en } = TEMPLATES[template];
  return sentence(phrase(da, en, { first: same('A'), next: same('B') }));
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
const sentence = ({ da, en }: PlainText): PlainText => ({ da: capital(da), en: capital(en) });

/** The sentences of the rules of one definition (`ruleSentence`). */
export function ruleSentences(definition: Definition): (demand: Demand) => PlainText {
  const speech = speechOf(definition);
  return (demand) => ruleSentence(demand, speech);
}
