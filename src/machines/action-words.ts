import type { ActionDefinition, Expression, Rule, RuleTemplate } from './definition.js';
import type { PlainText } from './effects.js';
import type { Labels } from './labels.js';
import { listed, phrase, quoted, same, wordsOf } from './wording.js';

const code = (expression: string): PlainText => same(`\`${expression}\``);

/** What an action does: `sender brevet “Afgørelse” til borgeren`. */
export function actionInWords(action: ActionDefinition, labels: Labels): PlainText {
  switch (action.type) {
    case 'sendMessage':
      return sendMessage(action, labels);
    case 'cancelMessages':
      return { da: 'tilbagekalder breve, der ikke er sendt', en: 'withdraws letters that have not left' };
    case 'openCase':
      return phrase('åbner en sag af typen {type}{facts}', 'opens a case of the type {type}{facts}', {
        type: quoted(same(action.caseType)),
        facts: assignments(action.facts),
      });
    case 'sendEvent':
      return phrase('sender hændelsen {event} til {to}{facts}', 'sends the event {event} to {to}{facts}', {
        event: quoted(same(action.event)),
        to:
          action.to === 'parent'
            ? { da: 'hovedsagen', en: 'the parent case' }
            : phrase('delsagen {id}', 'the child case {id}', { id: quoted(same(action.to)) }),
        facts: assignments(action.facts),
      });
    case 'setFacts':
      return phrase('skriver{facts}', 'writes{facts}', { facts: assignments(action.facts) });
    case 'putOnAgenda':
      return phrase('sætter {title} på dagsordenen {agenda}', 'puts {title} on the agenda {agenda}', {
        title: quoted(wordsOf(action.title)),
        agenda: quoted(same(action.agenda)),
      });
    case 'journal':
      return phrase('skriver {text} i journalen', 'writes {text} in the journal', {
        text: quoted(wordsOf(action.text)),
      });
    default:
      return deadlineAction(action, labels);
  }
}

function sendMessage(
  { letter, to, notBefore }: Extract<ActionDefinition, { type: 'sendMessage' }>,
  labels: Labels,
): PlainText {
  const values = { letter: labels.of('letters', letter), to: labels.recipients(to) };
  return notBefore === undefined
    ? phrase('sender brevet {letter} til {to}', 'sends the letter {letter} to {to}', values)
    : phrase(
        'sender brevet {letter} til {to}, tidligst {moment}',
        'sends the letter {letter} to {to}, not before {moment}',
        { ...values, moment: code(notBefore) },
      );
}

type DeadlineAction = Extract<ActionDefinition, { deadline: string }>;

const DEADLINE_WORDS: Record<DeadlineAction['type'], PlainText> = {
  extendDeadline: {
    da: 'forlænger fristen {deadline} til {until} med grunden {reason}',
    en: 'extends the deadline {deadline} to {until} for the reason {reason}',
  },
  pauseDeadline: {
    da: 'sætter fristen {deadline} i bero med grunden {reason}',
    en: 'pauses the deadline {deadline} for the reason {reason}',
  },
  resumeDeadline: {
    da: 'lader fristen {deadline} løbe igen',
    en: 'lets the deadline {deadline} run again',
  },
};

function deadlineAction(action: DeadlineAction, labels: Labels): PlainText {
  const { da, en } = DEADLINE_WORDS[action.type];
  return phrase(da, en, {
    deadline: labels.of('deadlines', action.deadline),
    until: code('until' in action ? action.until : ''),
    reason: code('reason' in action ? action.reason : ''),
  });
}

function assignments(facts: Record<string, Expression> = {}): PlainText {
  const text = Object.entries(facts).map(([fact, value]) => `${fact} = ${value}`);
  return same(text.length === 0 ? '' : ` ${text.map((one) => `\`${one}\``).join(', ')}`);
}

/** What was seen: `event(X)` is `hændelsen “…”`, `enter(a.b)` `at “…” nås`. */
function observationInWords(observation: string, labels: Labels): PlainText {
  const [, kind, name] = /^(\w+)\((.*)\)$/s.exec(observation) ?? [];
  switch (kind) {
    case 'event':
      return phrase('hændelsen {x}', 'the event {x}', { x: labels.of('events', name!) });
    case 'enter':
      return phrase('at {x} nås', 'that {x} is reached', { x: labels.state(name!) });
    case 'leave':
      return phrase('at {x} forlades', 'that {x} is left', { x: labels.state(name!) });
    case 'task':
      return phrase('opgaven {x}', 'the task {x}', { x: labels.of('tasks', name!) });
    case 'letter':
      return phrase('brevet {x}', 'the letter {x}', { x: labels.of('letters', name!) });
    case 'when':
      return phrase('betingelsen {x}', 'the condition {x}', { x: code(name!) });
    default:
      return code(observation);
  }
}

const RULE_WORDS: Record<RuleTemplate, PlainText> = {
  existence: { da: '{first} skal ske', en: '{first} must happen' },
  absence: { da: '{first} må ikke ske', en: '{first} must not happen' },
  init: { da: 'sagen begynder med {first}', en: 'the case begins with {first}' },
  precedence: { da: 'før {next} skal {first} være sket', en: 'before {next}, {first} must have happened' },
  response: { da: 'efter {first} skal {next} følge', en: 'after {first}, {next} must follow' },
  succession: {
    da: '{next} sker kun efter {first}, og efter {first} følger {next}',
    en: '{next} happens only after {first}, and after {first} follows {next}',
  },
  chainPrecedence: { da: 'lige før {next} sker {first}', en: 'immediately before {next} comes {first}' },
  chainResponse: { da: 'lige efter {first} følger {next}', en: 'immediately after {first} follows {next}' },
  notCoExistence: {
    da: '{first} og {next} sker ikke begge i samme sag',
    en: '{first} and {next} do not both happen in one case',
  },
  notSuccession: { da: 'efter {first} sker {next} ikke', en: 'after {first}, {next} does not happen' },
};

export type Demand = Pick<Rule, 'template' | 'first' | 'then' | 'unless'>;

/** `hændelsen “…” eller at “…” nås`; nothing when there is nothing to be seen. */
export const observationsInWords = (observations: string | string[], labels: Labels): PlainText =>
  listed(
    [observations].flat().map((one) => observationInWords(one, labels)),
    'or',
  );

/** What meets a deadline; an empty list says that nothing does. */
export const metByInWords = (metBy: string[], labels: Labels): PlainText =>
  metBy.length === 0 ? { da: 'ingenting', en: 'nothing' } : observationsInWords(metBy, labels);

/** What a rule demands, in words. */
export function ruleInWords({ template, first, then, unless }: Demand, labels: Labels): PlainText {
  const any = (observations: string | string[] = []) => observationsInWords(observations, labels);
  const { da, en } = RULE_WORDS[template];
  const demand = phrase(da, en, { first: any(first), next: any(then) });
  return unless === undefined
    ? demand
    : phrase('{demand}, når {unless} er sket', '{demand}, once {unless} has happened', {
        demand,
        unless: any(unless),
      });
}
