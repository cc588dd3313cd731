import { compileDefinition, type Definition } from '../../../src/machines/index.js';
import { add, begin, goTo, play, type Run } from '../../../web/src/simulator/script.js';
import { toScenario } from '../../../web/src/simulator/scenario.js';
import { parseScenario } from '../../scenarios/format.js';
import { calendar, definitionOf } from '../../support/definition.js';

const definition: Definition = definitionOf({
  facts: { type: 'object', properties: { answer: { type: 'string', default: '' } } },
  ends: { closed: [] },
  events: {
    ANSWERED: { title: { da: 'Svaret' }, roles: ['caseworker'], form: ['answer'] },
    DECIDED: { title: { da: 'Afgjort' }, roles: ['teamLeader'] },
    SIGNALLED: { title: { da: 'Signal' }, roles: [] },
  },
  deadlines: { answerBy: { title: { da: 'Svar' }, kind: 'citizen', anchor: 'today', length: 'P2W' } },
  tasks: { READ: { title: { da: 'Læs' }, role: 'caseworker', events: ['DECIDED'] } },
  letters: { question: { title: { da: 'Spørgsmål' }, template: 'q1' } },
  reasons: { 'facts.answer == "ja"': { text: { da: 'Der er ikke svaret ja.' } } },
  machine: {
    initial: 'waiting',
    states: {
      waiting: {
        meta: { deadlines: ['answerBy'] },
        on: {
          ANSWERED: {
            guard: 'facts.answer == "ja"',
            target: 'reading',
            actions: [{ type: 'sendMessage', letter: 'question', to: ['citizen'] }],
          },
        },
      },
      reading: { meta: { tasks: ['READ'] }, on: { DECIDED: 'closed', SIGNALLED: 'closed' } },
      closed: { type: 'final' },
    },
  },
});
const compiled = compileDefinition(definition);

const run = [
  { event: 'ANSWERED', facts: { answer: 'nej' } },
  { advanceTo: '2026-10-25T01:30:00.000Z' },
  { event: 'ANSWERED', facts: { answer: 'ja' }, at: '2026-10-26T09:00:00.000Z' },
  { event: 'DECIDED' },
].reduce(add, begin('2026-10-20T07:00:00.000Z', {}));

function told(played: Run) {
  const result = play(compiled, played, calendar);
  if (!result.ok) throw new Error(result.reason.text.da);
  return toScenario(played, { definition, simulation: result.simulation, zone: calendar.zone });
}

test('a run is told as a scenario that the test suite can read', () => {
  const scenario = told(run);
  expect(parseScenario(JSON.stringify(scenario))).toEqual(scenario);
  expect(scenario).toMatchObject({
    title: 'Eksempel',
    start: '2026-10-20T09:00',
    steps: [
      { open: { as: 'mette', caseType: 'example', facts: {} } },
      {
        refuse: {
          as: 'mette',
          event: 'ANSWERED',
          facts: { answer: 'nej' },
          code: 'eventRefused',
          reason: 'Der er ikke svaret ja.',
        },
      },
      { advance: '2026-10-25T01:30:00Z' },
      { advance: '2026-10-26T10:00' },
      { send: { as: 'mette', event: 'ANSWERED', facts: { answer: 'ja' } } },
      { send: { as: 'anne', event: 'DECIDED' } },
      { expectEnd: { end: 'closed' } },
      { expectTasks: { are: [] } },
      { expectLetter: { letter: 'question', count: 1 } },
    ],
  });
});

test('what was taken back is not told, and a case that goes on is told where it stands', () => {
  expect(told(goTo(run, 3))?.steps.slice(-3)).toEqual([
    { expectState: { is: ['reading'] } },
    { expectTasks: { are: ['READ'] } },
    { expectLetter: { letter: 'question', count: 1 } },
  ]);
  expect(told(goTo(run, 0))?.steps.slice(1)).toEqual([
    { expectState: { is: ['waiting'] } },
    { expectTasks: { are: [] } },
    { expectDeadline: { key: 'answerBy', dueOn: '2026-11-03', targetOn: '2026-11-03', status: 'running' } },
  ]);
});

test('what only other cases do cannot be told', () => {
  expect(told(add(goTo(run, 3), { event: 'SIGNALLED' }))).toBeNull();
  expect(told(add(run, { childEnds: 'child', end: 'sent' }))).toBeNull();
});
