import { shippedDefinitions, shippedFragments } from '../../../src/machines/case-types.js';
import type { Definition, Procedure, Rule } from '../../../src/machines/definition.js';
import { definitionOf, plainEvents } from '../../support/definition.js';
import { libraryCard, parsed } from '../parse/sources.js';

/** A title with everything that could break out of a document. */
export const NAUGHTY =
  '</style></title><script>alert("1")</script> --> ]]> & \'x\' `y` ; : # % {{ \u202Eevil\u0000\uD800 ﷽ 👩‍👧 ø';

const text = { da: NAUGHTY };
const procedure: Procedure = {
  purpose: text,
  what: text,
  who: text,
  when: text,
  involvement: text,
  time: text,
  links: [
    { title: { da: 'Lovportal' }, url: 'https://www.retsinformation.dk/?a=1&b="2"' },
    { title: { da: 'Falsk' }, url: 'javascript:alert(1)' },
  ],
};

const rules = JSON.parse(`[
  { "id": "r", "source": "S", "template": "precedence", "first": ["task(READ)"], "then": "leave(open)" },
  { "id": "s", "source": "S", "template": "absence", "first": ["when(today < 'x')"], "unless": ["odd"] }
]`) as Rule[];
for (const rule of rules) rule.title = text;

/** Every element that a machine may have, with naughty texts wherever there is text. */
export const everything: Definition = definitionOf({
  title: { da: NAUGHTY, en: `English ${NAUGHTY}` },
  description: text,
  legalBasis: [{ ref: NAUGHTY, url: 'javascript:alert(1)' }, { ref: 'Barnets lov § 86' }],
  parameters: {
    length: { value: 'P15Y6M', title: text, source: NAUGHTY, mark: 'GKU' },
    days: { value: 3, title: { da: 'Dage' }, source: 'b.0' },
    open: { value: true, title: { da: 'Åben' }, source: 'b.0', mark: 'DERIVED' },
    names: { value: ['a', 'b', 'c'], title: { da: 'Navne' }, source: 'b.0' },
  },
  facts: { type: 'object', properties: { sentOn: { type: 'string', format: 'date' } } },
  ends: { ended: ['sentOn'], given_up: [] },
  events: {
    ...plainEvents('GO', 'BACK', 'AGAIN'),
    STOP: { title: text, roles: [] },
  },
  deadlines: {
    answer: {
      title: text,
      kind: 'statutory',
      anchor: 'today',
      length: 'parameters.length',
      legalBasis: [{ ref: 'FVL § 9 a', url: 'https://www.retsinformation.dk/' }],
      reminders: [
        { at: '-P2D', to: ['caseworker'] },
        { at: 'P0D', to: ['caseworker', 'teamLeader'] },
        { at: 'P1W', to: ['citizen'] },
        { at: 'breach', to: ['teamLeader'] },
        { every: 'P1W', after: 'breach', to: ['teamLeader'] },
      ],
      mark: 'DERIVED',
    },
  },
  delays: { soon: { due: 'plus(today, "P1D")' }, later: { title: text, anchor: 'today', length: 'P2W' } },
  tasks: {
    READ: {
      title: { da: 'Læs {today}' },
      role: 'caseworker',
      deadline: 'answer',
      events: ['GO'],
      procedure,
      checklist: [text],
      source: 'S3-4.0',
    },
    PLAIN: { title: { da: 'Enkel' }, role: 'teamLeader', events: ['BACK'] },
  },
  letters: { note: { title: text, template: 'note', contents: [text] } },
  rules,
  machine: {
    initial: 'open',
    states: {
      open: {
        type: 'parallel',
        meta: { title: text, publicPhase: 'assessment', deadlines: ['answer'] },
        on: { STOP: 'given_up', AGAIN: { target: 'open', reenter: true } },
        states: {
          main: {
            initial: 'reading',
            onDone: 'clock',
            on: { BACK: '.before', AGAIN: 'main' },
            states: {
              reading: {
                meta: {
                  title: { da: 'Læses', en: 'Being read' },
                  tasks: ['READ', 'PLAIN'],
                  legalBasis: [{ ref: 'FVL' }],
                  source: 'S3',
                },
                on: {
                  GO: [
                    {
                      target: 'waiting',
                      guard: 'facts.sentOn < today && "<" != \'&\'',
                      actions: [
                        {
                          type: 'sendMessage',
                          letter: 'note',
                          to: ['citizen', 'guardian'],
                          notBefore: 'today',
                        },
                        { type: 'sendMessage', letter: 'note', to: ['citizen'] },
                        { type: 'cancelMessages' },
                        { type: 'setFacts', facts: { sentOn: 'today' } },
                        { type: 'journal', text },
                        { type: 'openCase', caseType: 'other', facts: { a: '1', b: '2' } },
                        { type: 'sendEvent', to: 'parent', event: 'X' },
                        { type: 'sendEvent', to: 'kid', event: 'Y', facts: { a: '1' } },
                        { type: 'extendDeadline', deadline: 'answer', until: 'today', reason: '"r"' },
                        { type: 'pauseDeadline', deadline: 'answer', reason: '"r"' },
                        { type: 'resumeDeadline', deadline: 'answer' },
                        { type: 'putOnAgenda', agenda: 'weekly', title: text },
                      ],
                    },
                    { actions: [{ type: 'cancelMessages' }] },
                  ],
                  AGAIN: 'reading',
                },
              },
              waiting: {
                meta: { title: { da: 'Venter' }, wait: { reason: text, review: 'soon' } },
                after: {
                  soon: 'reading',
                  answer: { target: 'asking', guard: 'x'.repeat(200) + ' == 1' },
                  later: 'asking',
                },
                always: { target: 'asking', guard: 'facts.sentOn == today' },
              },
              asking: {
                invoke: {
                  src: 'other',
                  id: 'kid',
                  input: { a: 'facts.sentOn' },
                  receives: ['sentOn'],
                  onDone: 'over',
                },
              },
              over: { type: 'final', output: { end: '<over>' } },
              before: { type: 'history', history: 'deep', target: 'waiting' },
              last: { type: 'history' },
            },
          },
          clock: {
            initial: 'runs',
            on: { GO: 'clock' },
            states: { runs: {}, end: {} },
          },
          lap: { type: 'history' },
        },
      },
      ended: { type: 'final', meta: { title: { da: 'Slut' } } },
      given_up: { type: 'final' },
    },
  },
});

const shipped = shippedDefinitions();
/** What the product comes with, the library card, and everything that a machine may have. */
export const definitions: [string, Definition][] = [
  ['everything', everything],
  ['libraryCard', parsed(libraryCard())],
  ...Object.keys(shipped).map((name): [string, Definition] => [
    name,
    parsed(shipped[name], shippedFragments()),
  ]),
];
