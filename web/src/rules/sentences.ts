import type { Language } from '../ui/language.js';
import { quoted, factOf, termOf, type Speaker } from './terms.js';

/** What a guard asks, in two parts: who or what, and what of it. */
export interface Sentence {
  verb: 'is' | 'lies';
  subject: string;
  predicate: string;
}

type Operator = '==' | '!=' | '<=' | '>=' | '<' | '>';
type Compare = Record<Operator, (other: string) => string>;

const WORDS: Record<
  Language,
  {
    workingDay: string;
    sendableDay: string;
    post: string;
    notLeft: string;
    field: (title: string) => string;
    empty: string;
    filled: string;
    eachOf: (answers: string, fact: string) => string;
    chosen: string;
    days: Compare;
    numbers: Compare;
  }
> = {
  da: {
    workingDay: 'en arbejdsdag',
    sendableDay: 'en arbejdsdag, som følges af en arbejdsdag',
    post: 'dagens post',
    notLeft: 'endnu ikke gået',
    field: (title) => `feltet ${title}`,
    empty: 'tomt',
    filled: 'udfyldt',
    eachOf: (answers, fact) => `hvert af svarene ${answers} i ${fact}`,
    chosen: 'valgt',
    days: {
      '==': (other) => other,
      '!=': (other) => `ikke ${other}`,
      '<': (other) => `før ${other}`,
      '<=': (other) => `på eller før ${other}`,
      '>': (other) => `efter ${other}`,
      '>=': (other) => `på eller efter ${other}`,
    },
    numbers: {
      '==': (other) => `præcis ${other}`,
      '!=': (other) => `ikke ${other}`,
      '<': (other) => `mindre end ${other}`,
      '<=': (other) => `højst ${other}`,
      '>': (other) => `mere end ${other}`,
      '>=': (other) => `mindst ${other}`,
    },
  },
  en: {
    workingDay: 'a working day',
    sendableDay: 'a working day that is followed by a working day',
    post: 'the post of the day',
    notLeft: 'still to leave',
    field: (title) => `the field ${title}`,
    empty: 'empty',
    filled: 'filled in',
    eachOf: (answers, fact) => `each of the answers ${answers} in ${fact}`,
    chosen: 'chosen',
    days: {
      '==': (other) => other,
      '!=': (other) => `not ${other}`,
      '<': (other) => `before ${other}`,
      '<=': (other) => `on or before ${other}`,
      '>': (other) => `after ${other}`,
      '>=': (other) => `on or after ${other}`,
    },
    numbers: {
      '==': (other) => `exactly ${other}`,
      '!=': (other) => `not ${other}`,
      '<': (other) => `less than ${other}`,
      '<=': (other) => `at most ${other}`,
      '>': (other) => `more than ${other}`,
      '>=': (other) => `at least ${other}`,
    },
  },
};

/** What a guard asks of the calendar, or of how two things compare; null where only the expression says it. */
export function sentenceOf(atom: string, speaker: Speaker): Sentence | null {
  return (
    ofCalendar(atom, speaker) ?? ofChoices(atom, speaker) ?? ofSize(atom, speaker) ?? compared(atom, speaker)
  );
}

function ofCalendar(atom: string, speaker: Speaker): Sentence | null {
  const words = WORDS[speaker.language];
  if (atom === 'beforeCutOff(now)') return { verb: 'is', subject: words.post, predicate: words.notLeft };
  const [, kind, argument = ''] = /^is(Working|Sendable)Day\((.+)\)$/.exec(atom) ?? [];
  const subject = kind === undefined ? null : termOf(argument, speaker)?.text;
  if (!subject) return null;
  return { verb: 'is', subject, predicate: kind === 'Working' ? words.workingDay : words.sendableDay };
}

/** `["a", "b"].all(m, m in facts.x)`: each of these answers has been chosen. */
function ofChoices(atom: string, { definition, language }: Speaker): Sentence | null {
  const [, list, , name] = /^\[(.+)\]\.all\((\w+), \2 in (?:event\.)?facts\.(\w+)\)$/.exec(atom) ?? [];
  if (list === undefined) return null;
  const fact = factOf(definition, name!);
  const labels = fact?.items?.labels;
  const answers = [...list.matchAll(/"(\w+)"/g)].map(([, choice]) =>
    quoted(labels?.[choice!], choice!, language),
  );
  const words = WORDS[language];
  const subject = words.eachOf(answers.join(', '), quoted(fact?.title, name!, language));
  return { verb: 'is', subject, predicate: words.chosen };
}

/** A text or list with nothing in it, or with something. */
function ofSize(atom: string, speaker: Speaker): Sentence | null {
  const [, inner, operator, count] = /^size\((.+)\) (==|!=|<=|>=|<|>) ([01])$/.exec(atom) ?? [];
  const how = SIZES[`${operator} ${count}`];
  const term = inner !== undefined && how ? termOf(inner, speaker) : null;
  if (!term || !how) return null;
  const words = WORDS[speaker.language];
  return { verb: 'is', subject: words.field(term.text), predicate: words[how] };
}

const SIZES: Partial<Record<string, 'empty' | 'filled'>> = {
  '== 0': 'empty',
  '<= 0': 'empty',
  '< 1': 'empty',
  '!= 0': 'filled',
  '> 0': 'filled',
  '>= 1': 'filled',
};

function compared(atom: string, speaker: Speaker): Sentence | null {
  // The first sign that has something to say on both of its sides is the one that compares.
  for (const { 0: sign, 1: operator, index } of atom.matchAll(/ (==|!=|<=|>=|<|>) /g)) {
    const left = termOf(atom.slice(0, index), speaker);
    const right = termOf(atom.slice(index + sign.length), speaker);
    if (!left || !right) continue;
    const areDays = left.kind === 'day' || right.kind === 'day';
    const areNumbers = left.kind === 'number' || right.kind === 'number';
    const isOrder = operator !== '==' && operator !== '!=';
    if (isOrder && !areDays && !areNumbers) return null;
    const ways = areNumbers ? WORDS[speaker.language].numbers : WORDS[speaker.language].days;
    return {
      verb: areDays && isOrder ? 'lies' : 'is',
      subject: left.text,
      predicate: ways[operator as Operator](right.text),
    };
  }
  return null;
}
