import type { PlainText } from '../effects.js';
import { phrase } from '../wording.js';

/** What a condition says one way, in the words of the definition. */
export interface Said {
  /** As a demand: `“Kanal” skal være “Brev”.` */
  must: PlainText;
  /** As a question: `Er “Kanal” “Brev”?` */
  asks: PlainText;
  /** After _if_ or _that_: `“Kanal” er “Brev”`. */
  clause: PlainText;
}

/** A condition in words: where it is so, and where it is not. */
export interface Claim {
  yes: Said;
  no: Said;
}

type Pair = [da: string, en: string];

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const sentence = (pair: Pair, values: Record<string, PlainText>): PlainText => {
  const { da, en } = phrase(...pair, values);
  return { da: capital(da), en: capital(en) };
};

const said = (values: Record<string, PlainText>, must: Pair, asks: Pair, clause: Pair): Said => ({
  must: sentence(must, values),
  asks: sentence(asks, values),
  clause: phrase(...clause, values),
});

export const contrary = ({ yes, no }: Claim): Claim => ({ yes: no, no: yes });

/** What is asked by its clause, because it is made of several. */
export const demanded = (must: PlainText, clause: PlainText): Said => ({
  must,
  asks: phrase('Er det sådan, at {clause}?', 'Is it so that {clause}?', { clause }),
  clause,
});

export function is(subject: PlainText, predicate: PlainText): Claim {
  const values = { subject, predicate };
  return {
    yes: said(
      values,
      ['{subject} skal være {predicate}.', '{subject} must be {predicate}.'],
      ['er {subject} {predicate}?', 'is {subject} {predicate}?'],
      ['{subject} er {predicate}', '{subject} is {predicate}'],
    ),
    no: said(
      values,
      ['{subject} må ikke være {predicate}.', '{subject} must not be {predicate}.'],
      ['er {subject} ikke {predicate}?', 'is {subject} not {predicate}?'],
      ['{subject} ikke er {predicate}', '{subject} is not {predicate}'],
    ),
  };
}

export function happened(event: PlainText): Claim {
  return {
    yes: said(
      { event },
      ['{event} skal være sket.', '{event} must have happened.'],
      ['er {event} sket?', 'has {event} happened?'],
      ['{event} er sket', '{event} has happened'],
    ),
    no: said(
      { event },
      ['{event} må ikke være sket.', '{event} must not have happened.'],
      ['er {event} ikke sket?', 'has {event} not happened?'],
      ['{event} ikke er sket', '{event} has not happened'],
    ),
  };
}

interface TextVerb {
  /** `begynde`, `begynder`, and what follows them: ` med`. */
  da: [toDo: string, does: string, particle: string];
  en: [toDo: string, does: string];
}

/** What a text may be like, by the method of CEL. */
export const TEXT_VERBS: Record<string, TextVerb> = {
  contains: { da: ['indeholde', 'indeholder', ''], en: ['contain', 'contains'] },
  startsWith: { da: ['begynde', 'begynder', ' med'], en: ['begin with', 'begins with'] },
  endsWith: { da: ['slutte', 'slutter', ' med'], en: ['end with', 'ends with'] },
};

export function ofText(name: string, subject: PlainText, x: PlainText): Claim {
  const values = { subject, x };
  const { da, en } = TEXT_VERBS[name]!;
  const [toDo, does, particle] = da;
  const [doIt, doesIt] = en;
  return {
    yes: said(
      values,
      [`{subject} skal ${toDo}${particle} {x}.`, `{subject} must ${doIt} {x}.`],
      [`${does} {subject}${particle} {x}?`, `does {subject} ${doIt} {x}?`],
      [`{subject} ${does}${particle} {x}`, `{subject} ${doesIt} {x}`],
    ),
    no: said(
      values,
      [`{subject} må ikke ${toDo}${particle} {x}.`, `{subject} must not ${doIt} {x}.`],
      [`${does} {subject} ikke${particle} {x}?`, `does {subject} not ${doIt} {x}?`],
      [`{subject} ikke ${does}${particle} {x}`, `{subject} does not ${doIt} {x}`],
    ),
  };
}
