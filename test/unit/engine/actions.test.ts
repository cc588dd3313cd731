import type { ActionDefinition, Definition } from '../../../src/machines/index.js';
import { plainEvents, Walk } from '../../support/definition.js';

const facts: Definition['facts'] = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, on: { type: 'string', format: 'date' } },
};

function acting(...actions: ActionDefinition[]): Walk {
  return Walk.open(
    {
      facts,
      events: plainEvents('GO'),
      ends: { done: ['name', 'on'] },
      letters: { invitation: { title: { da: 'Invitation til {facts.name}' }, template: 'invitation-1' } },
      machine: {
        initial: 'a',
        states: {
          a: { on: { GO: { target: 'b', actions } } },
          b: { always: { guard: 'has(facts.on) && facts.on == today', target: 'done' } },
          done: { type: 'final' },
        },
      },
    },
    { name: 'Asta' },
  ).send('GO');
}

test('facts that an action sets are there for the guards that follow, and for the parent', () => {
  const walk = acting({ type: 'setFacts', facts: { on: 'today' } });
  expect(walk.snapshot).toMatchObject({ status: 'done', facts: { on: '2026-02-02' } });
  expect(walk.effectsOf('endCase')).toEqual([
    { type: 'endCase', end: 'done', output: { name: 'Asta', on: '2026-02-02' } },
  ]);
});

test('a letter has a stable key, its words, and the moment before which it stays', () => {
  const walk = acting(
    {
      type: 'sendMessage',
      letter: 'invitation',
      to: ['youngPerson', 'custodyHolders'],
      notBefore: 'date("2026-03-02")',
    },
    { type: 'sendMessage', letter: 'invitation', to: ['citizen'], notBefore: 'now' },
  );
  expect(walk.effectsOf('sendMessage')).toMatchObject([
    {
      key: 'letter:invitation:2:0',
      kind: 'letter',
      title: { da: 'Invitation til Asta', en: 'Invitation til Asta' },
      template: 'invitation-1',
      to: ['youngPerson', 'custodyHolders'],
      notBefore: '2026-03-02T07:00:00.000Z',
    },
    { key: 'letter:invitation:2:1', to: ['citizen'], notBefore: '2026-02-02T08:10:00.000Z' },
  ]);
});

test.each([
  ['in the evening leaves at once', '2026-02-02T21:00:00Z', undefined],
  ['at midnight leaves when letters begin to leave', '2026-02-02T23:00:00Z', '2026-02-03T07:00:00.000Z'],
  [
    'on the night of the clock change leaves by the new clock',
    '2026-03-29T00:30:00Z',
    '2026-03-29T06:00:00.000Z',
  ],
])('a letter %s', (_when, now, notBefore) => {
  const letter = Walk.open(
    {
      events: plainEvents('GO'),
      letters: { note: { title: { da: 'Besked' }, template: 'note-1' } },
      machine: {
        initial: 'a',
        states: {
          a: { on: { GO: { actions: [{ type: 'sendMessage', letter: 'note', to: ['citizen'] }] } } },
        },
      },
    },
    {},
    now,
  ).send('GO');
  expect(letter.effectsOf('sendMessage')[0]?.notBefore).toBe(notBefore);
});

test('letters that have not left can be called back', () => {
  expect(acting({ type: 'cancelMessages' }).effects).toEqual([{ type: 'cancelMessages' }]);
});

test('another case is opened, with facts of this one', () => {
  expect(
    acting({ type: 'openCase', caseType: 'learningLoop', facts: { name: 'facts.name' } }).effects,
  ).toEqual([{ type: 'openCase', caseType: 'learningLoop', facts: { name: 'Asta' } }]);
});

test('the parent is told', () => {
  expect(acting({ type: 'sendEvent', to: 'parent', event: 'TOLD' }).effects).toEqual([
    { type: 'sendEvent', to: 'parent', event: { type: 'TOLD', facts: {} } },
  ]);
});

test('the agenda and the journal get their words', () => {
  const walk = acting(
    {
      type: 'putOnAgenda',
      agenda: 'weekly',
      title: { da: 'Drøft {facts.name}', en: 'Discuss {facts.name}' },
    },
    { type: 'journal', text: { da: 'Noteret {today}' } },
  );
  expect(walk.effects).toEqual([
    { type: 'putOnAgenda', agenda: 'weekly', title: { da: 'Drøft Asta', en: 'Discuss Asta' } },
    { type: 'journal', text: { da: 'Noteret mandag 2. februar 2026', en: 'Noteret Monday 2 February 2026' } },
  ]);
});
