import { claimOf, questionOf } from '../../../web/src/rules/guard-words.js';
import { definitionOf } from '../../support/definition.js';

const definition = definitionOf({
  facts: {
    type: 'object',
    properties: {
      answer: {
        title: { da: 'Høring', en: 'Hearing' },
        type: 'string',
        enum: ['heard', 'unlabelled'],
        labels: { heard: { da: 'Parten er hørt', en: 'The party has been heard' } },
      },
      late: { title: { da: 'For sent', en: 'Too late' }, type: 'boolean' },
      bornOn: { title: { da: 'Fødselsdato', en: 'Date of birth' }, type: 'string', format: 'date' },
      note: { title: { da: 'Notat', en: 'Note' }, type: 'string' },
      weeks: { title: { da: 'Uger', en: 'Weeks' }, type: 'integer' },
      matters: {
        title: { da: 'Forhold', en: 'Matters' },
        type: 'array',
        items: {
          type: 'string',
          enum: ['home', 'work'],
          labels: { home: { da: 'Bolig', en: 'Home' }, work: { da: 'Arbejde', en: 'Work' } },
        },
      },
      calls: {
        title: { da: 'Opkald', en: 'Calls' },
        type: 'array',
        items: { type: 'object', properties: { reached: { title: { da: 'Fik du fat i borgeren?' } } } },
      },
    },
  },
  parameters: {
    leastCalls: { value: 2, title: { da: 'Mindst', en: 'At least' }, source: 's' },
    policy: { value: 'assess', title: { da: 'Inddragelse', en: 'Involvement' }, source: 's' },
    promptAge: { value: 'P15Y6M', title: { da: 'Alder', en: 'Age' }, source: 's' },
  },
  deadlines: {
    decide: {
      title: { da: 'Afgørelse', en: 'Decision' },
      kind: 'internal',
      anchor: 'today',
      length: 'P1W',
      source: 's',
      warn: [],
    } as never,
  },
  events: { SENT: { title: { da: 'Sendt', en: 'Sent' }, roles: [] } },
  machine: {
    initial: 'open',
    states: { open: { initial: 'in', states: { in: { meta: { title: { da: 'Inde', en: 'Inside' } } } } } },
  },
});

test.each([
  ['active("open.in")', 'Er sagen i “Inde”?', 'Is the case in “Inside”?'],
  ['active("open.out")', 'Er sagen i “open.out”?', 'Is the case in “open.out”?'],
  ['happened(SENT)', 'Er “Sendt” sket?', 'Has “Sent” happened?'],
  ['has(facts.late)', 'Er “For sent” oplyst?', 'Is “Too late” known?'],
  ['facts.late', '“For sent”?', '“Too late”?'],
  ['facts.answer == "heard"', '“Høring: Parten er hørt”?', '“Hearing: The party has been heard”?'],
  ['event.facts.reached', '“Fik du fat i borgeren”?', '“Fik du fat i borgeren”?'],
  ['facts.unknown', '“unknown”?', '“unknown”?'],
  [
    'isSendableDay(today)',
    'Er dagen i dag en arbejdsdag, som følges af en arbejdsdag?',
    'Is today a working day that is followed by a working day?',
  ],
  ['isWorkingDay(facts.bornOn)', 'Er “Fødselsdato” en arbejdsdag?', 'Is “Date of birth” a working day?'],
  ['beforeCutOff(now)', 'Er dagens post endnu ikke gået?', 'Is the post of the day still to leave?'],
  [
    'today <= dueOn("decide")',
    'Ligger dagen i dag på eller før fristen “Afgørelse”?',
    'Is today on or before the deadline “Decision”?',
  ],
  [
    'today < plus(facts.bornOn, parameters.promptAge)',
    'Ligger dagen i dag før “Fødselsdato” plus 15 år og 6 måneder?',
    'Is today before “Date of birth” plus 15 years and 6 months?',
  ],
  ['facts.bornOn == today', 'Er “Fødselsdato” dagen i dag?', 'Is “Date of birth” today?'],
  [
    'case.openedOn > minus(lastOn(SENT), "P2W")',
    'Ligger sagens oprettelsesdag efter dagen for “Sendt” minus 2 uger?',
    'Is the day the case was opened after the day of “Sent” minus 2 weeks?',
  ],
  [
    'size(facts.calls) < parameters.leastCalls',
    'Er antallet af “Opkald” mindre end 2?',
    'Is the number of “Calls” less than 2?',
  ],
  [
    'distinctDays(facts.calls.map(a, a.at)) >= 2',
    'Er antallet af forskellige dage i “Opkald” mindst 2?',
    'Is the number of different days in “Calls” at least 2?',
  ],
  ['size(event.facts.note.trim()) <= 0', 'Er feltet “Notat” tomt?', 'Is the field “Note” empty?'],
  ['size(facts.calls) > 0', 'Er feltet “Opkald” udfyldt?', 'Is the field “Calls” filled in?'],
  ['facts.weeks != 3', 'Er “Uger” ikke 3?', 'Is “Weeks” not 3?'],
  ['facts.answer == "unlabelled"', 'Er “Høring” “unlabelled”?', 'Is “Hearing” “unlabelled”?'],
  [
    'parameters.policy == "assess"',
    'Er parameteren “Inddragelse” “assess”?',
    'Is the parameter “Involvement” “assess”?',
  ],
  ['event.output.end == "back"', 'Er delsagens udfald “back”?', 'Is the outcome of the child case “back”?'],
  [
    '["home", "work"].all(m, m in event.facts.matters)',
    'Er hvert af svarene “Bolig”, “Arbejde” i “Forhold” valgt?',
    'Is each of the answers “Home”, “Work” in “Matters” chosen?',
  ],
])('%s is asked in words', (atom, da, en) => {
  expect([questionOf(atom, definition, 'da'), questionOf(atom, definition, 'en')]).toEqual([da, en]);
});

test.each([
  'facts.late == true',
  'facts.late < facts.note',
  'ageAt(facts.bornOn, today) >= 18',
  'parameters.unknown == "assess"',
  'isSendableDay(facts.bornOn + 1)',
  'facts.calls.exists(c, c.reached)',
])('%s is said by its expression alone', (atom) => {
  expect([questionOf(atom, definition, 'da'), claimOf(atom, definition, 'en')]).toEqual([null, null]);
});

test.each([
  ['active("open.in")', 'at sagen er i “Inde”', 'the case being in “Inside”'],
  ['happened(SENT)', 'at “Sendt” er sket', '“Sent” having happened'],
  ['has(facts.late)', 'at “For sent” er oplyst', '“Too late” being known'],
  ['facts.late', 'at “For sent” gælder', '“Too late” being true'],
  ['today < facts.bornOn', 'at dagen i dag ligger før “Fødselsdato”', 'today being before “Date of birth”'],
])('%s is claimed in words', (atom, da, en) => {
  expect([claimOf(atom, definition, 'da'), claimOf(atom, definition, 'en')]).toEqual([da, en]);
});
