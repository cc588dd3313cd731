import type { ActionDefinition, Expression } from './definition.js';
import type { PlainText } from './effects.js';
import type { Speech } from './speech.js';
import { phrase, quoted, same, wordsOf } from './wording.js';

/** What an action does: `sender brevet “Afgørelse” til borgeren`. */
export function actionInWords(action: ActionDefinition, speech: Speech): PlainText {
  switch (action.type) {
    case 'sendMessage':
      return sendMessage(action, speech);
    case 'cancelMessages':
      return { da: 'tilbagekalder breve, der ikke er sendt', en: 'withdraws letters that have not left' };
    case 'openCase':
      return phrase('åbner en sag af typen {type}{facts}', 'opens a case of the type {type}{facts}', {
        type: quoted(same(action.caseType)),
        facts: handedOver(action.facts, speech),
      });
    case 'sendEvent':
      return phrase('sender hændelsen {event} til {to}{facts}', 'sends the event {event} to {to}{facts}', {
        event: quoted(same(action.event)),
        to:
          action.to === 'parent'
            ? { da: 'hovedsagen', en: 'the parent case' }
            : phrase('delsagen {id}', 'the child case {id}', { id: quoted(same(action.to)) }),
        facts: handedOver(action.facts, speech),
      });
    case 'setFacts':
      return phrase('skriver {facts}', 'writes {facts}', { facts: speech.assigned(action.facts) });
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
      return deadlineAction(action, speech);
  }
}

function sendMessage(
  { letter, to, notBefore }: Extract<ActionDefinition, { type: 'sendMessage' }>,
  speech: Speech,
): PlainText {
  const values = { letter: speech.of('letters', letter), to: speech.recipients(to) };
  return notBefore === undefined
    ? phrase('sender brevet {letter} til {to}', 'sends the letter {letter} to {to}', values)
    : phrase(
        'sender brevet {letter} til {to}, tidligst {moment}',
        'sends the letter {letter} to {to}, not before {moment}',
        { ...values, moment: speech.value(notBefore) },
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

function deadlineAction(action: DeadlineAction, speech: Speech): PlainText {
  const { da, en } = DEADLINE_WORDS[action.type];
  return phrase(da, en, {
    deadline: speech.of('deadlines', action.deadline),
    until: 'until' in action ? speech.value(action.until) : same(''),
    reason: 'reason' in action ? speech.value(action.reason) : same(''),
  });
}

function handedOver(facts: Record<string, Expression> = {}, speech: Speech): PlainText {
  return Object.keys(facts).length === 0
    ? same('')
    : phrase(' med {facts}', ' with {facts}', { facts: speech.assigned(facts) });
}
