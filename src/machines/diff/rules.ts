import { ruleInWords, type Demand } from '../rule-words.js';
import type { Rule } from '../definition.js';
import { keysOf, pointer, sameJson } from '../parse/json.js';
import { phrase, quoted, wordsOf } from '../wording.js';
import type { Change, Entry, Place } from './change.js';
import { asCode, changedField, field, listField, type Field } from './fields.js';
import { sourceField, titleField } from './moments.js';
import { compareTable, entryOf, type Kind } from './table.js';

const demandField = field('kravet', 'the demand', 'rule', (demand: Demand, labels) =>
  ruleInWords(demand, labels),
);

const RULES: Kind = {
  noun: { da: 'Reglen', en: 'The rule' },
  severity: 'rule',
  label: (key, { definition: { rules } }) => {
    const rule = rules[keysOfRules(rules).indexOf(key)]!;
    return quoted(wordsOf(rule.title));
  },
  summary: ({ demand }: { demand: Demand }, labels) => ruleInWords(demand, labels),
  fields: () => ({
    demand: {
      ...demandField,
      compare: (place, key, before, after) => {
        const was = ruleInWords(before as Demand, place.before);
        const is = ruleInWords(after as Demand, place.after);
        const sentence = phrase(
          '{subject} kræver nu: {is} (før: {was}).',
          '{subject} now demands: {is} (was: {was}).',
          { subject: place.subject, is, was },
        );
        return [{ ...changedField(place, key, demandField, before, after), sentence }];
      },
    },
    title: titleField,
    source: sourceField,
  }),
};

/** Rules are compared by their ids, wherever they stand in the list. */
export const rulesField: Field = {
  ...field('reglerne', 'the rules', 'rule', asCode),
  compare: (place, key, before, after) => {
    const old = before as Rule[];
    const now = after as Rule[];
    const path = pointer(place.path, key);
    const changes = compareTable(path, RULES, place, byId(old), byId(now)).map((change) =>
      atIndex(change, path, old, now),
    );
    return sameOrder(old, now) ? changes : [...changes, reordered(place, path, old, now)];
  },
};

function reordered({ subject }: Place, path: string, before: Rule[], after: Rule[]): Change {
  const sentence = phrase(
    '{subject}: reglerne får en anden rækkefølge.',
    '{subject}: the rules have a new order.',
    { subject },
  );
  return { kind: 'reordered', path, sentence, before, after, severity: 'text' };
}

function sameOrder(before: Rule[], after: Rule[]): boolean {
  const [old, now] = [keysOfRules(before), keysOfRules(after)];
  return sameJson(
    old.filter((key) => now.includes(key)),
    now.filter((key) => old.includes(key)),
  );
}

/** A second rule of the same id has a number behind it. */
function keysOfRules(rules: Rule[]): string[] {
  return rules.map(({ id }, index) => {
    const earlier = rules.slice(0, index).filter((rule) => rule.id === id).length;
    return earlier === 0 ? id : `${id}#${earlier + 1}`;
  });
}

const DEMAND: readonly string[] = ['template', 'first', 'then', 'unless'];

/** What a rule demands is one thing, however many of its keys change. */
function byId(rules: Rule[]): Entry {
  const keys = keysOfRules(rules);
  const entries = rules.map((rule, index) => {
    const parts = Object.entries(rule).filter(([, value]) => value !== undefined);
    const demand = Object.fromEntries(parts.filter(([key]) => DEMAND.includes(key)));
    const rest = Object.fromEntries(parts.filter(([key]) => !DEMAND.includes(key)));
    return [keys[index]!, { ...rest, demand }] as const;
  });
  return Object.fromEntries(entries);
}

/** The change with its place in the list instead of the id; a rule that comes or goes is the rule itself. */
function atIndex(change: Change, base: string, before: Rule[], after: Rule[]): Change {
  const [key, ...rest] = keysOf(change.path.slice(base.length));
  const gone = change.kind === 'removed' && rest.length === 0;
  const rules = gone ? before : after;
  const index = keysOfRules(rules).indexOf(key!);
  const path = pointer(base, index, ...rest.filter((part) => part !== 'demand'));
  if (rest.length > 0) return { ...change, path };
  return { ...change, path, [gone ? 'before' : 'after']: rules[index] };
}

const handedOver = listField(
  { da: 'oplysningerne', en: 'the facts' },
  'behaviour',
  (name: string, labels) => labels.fact(name),
  {
    added: { da: '{subject} giver nu {item} videre.', en: '{subject} now hands over {item}.' },
    removed: {
      da: '{subject} giver ikke længere {item} videre.',
      en: '{subject} no longer hands over {item}.',
    },
  },
);

const ENDS: Kind = {
  noun: { da: 'Udfaldet', en: 'The end' },
  severity: 'behaviour',
  label: (name, labels) => labels.state(name),
  compare: (place, key, before, after) => handedOver.compare!(place, key, before, after),
  fields: () => ({}),
};

/** The ways a case can end, and the facts that each hands over. */
export const endsField: Field = {
  ...field('udfaldene', 'the ends', 'behaviour', asCode),
  compare: (place, key, before, after) =>
    compareTable(pointer(place.path, key), ENDS, place, entryOf(before), entryOf(after)),
};
