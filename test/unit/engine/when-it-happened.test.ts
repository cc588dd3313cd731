import { describe, expect, test } from '@jest/globals';
import type { Definition } from '../../../src/machines/index.js';
import { plainEvents, Walk } from '../../support/definition.js';

const title = { da: 'Frist' };
const date = { type: 'string', format: 'date' } as const;
const by = { userId: 'mette', name: 'Mette', roles: ['caseworker' as const] };

/** A decision that is due, a letter that starts the time to complain, a request for papers that stops the clock. */
const DECISION: Partial<Definition> = {
  facts: {
    type: 'object',
    required: ['receivedOn'],
    properties: {
      receivedOn: date,
      decisionSentOn: date,
      calls: { type: 'array', default: [], items: { type: 'object', properties: {} } },
    },
  },
  events: {
    ...plainEvents('LETTER_POSTED', 'PAPERS_REQUESTED', 'PAPERS_CAME', 'COMPLAINED'),
    CALLED: { title: { da: 'Opkald' }, roles: ['caseworker'], append: 'calls', form: [] },
  },
  ends: { complained: [] },
  deadlines: {
    decision: { title, kind: 'published', anchor: 'facts.receivedOn', length: 'P12W' },
    complaint: { title, kind: 'citizen', anchor: 'facts.?decisionSentOn.orValue(today)', length: 'P4W' },
    followUp: { title, kind: 'internal', anchor: 'today', length: 'P1W' },
  },
  letters: { decision: { title: { da: 'Afgørelse' }, template: 'decision-1' } },
  machine: {
    initial: 'deciding',
    on: { CALLED: {} },
    states: {
      deciding: {
        meta: { deadlines: ['decision'] },
        on: {
          LETTER_POSTED: {
            target: 'decided',
            actions: [
              { type: 'setFacts', facts: { decisionSentOn: 'today' } },
              { type: 'sendMessage', letter: 'decision', to: ['citizen'], notBefore: 'nextSendMoment(now)' },
            ],
          },
          PAPERS_REQUESTED: {
            actions: [{ type: 'pauseDeadline', deadline: 'decision', reason: '"Papirer"' }],
          },
          PAPERS_CAME: { actions: [{ type: 'resumeDeadline', deadline: 'decision' }] },
        },
      },
      decided: { meta: { deadlines: ['complaint', 'followUp'] }, on: { COMPLAINED: 'complained' } },
      complained: { type: 'final' },
    },
  },
};

const open = () => Walk.open(DECISION, { receivedOn: '2026-02-02' });
const told = (walk: Walk, type: string, happenedAt: string) => walk.send({ type, by, happenedAt });

describe('what is told on Monday of a letter posted on Thursday', () => {
  const posted = () => told(open().at('2026-04-27T08:00:00Z'), 'LETTER_POSTED', '2026-04-23T13:00:00.000Z');

  test('is Thursday for the deadline that it meets', () => {
    expect(posted().effectsOf('stopDeadline')).toMatchObject([{ outcome: 'met', stoppedOn: '2026-04-23' }]);
  });

  test('is Thursday for the facts that are set, and for the deadlines counted from them and from today', () => {
    const { snapshot } = posted();
    expect(snapshot.facts.decisionSentOn).toBe('2026-04-23');
    expect(snapshot.deadlines).toMatchObject({
      complaint: { startedAt: '2026-04-23T13:00:00.000Z', anchorOn: '2026-04-23', dueOn: '2026-05-21' },
      followUp: { anchorOn: '2026-04-23', dueOn: '2026-04-30' },
    });
  });

  test('sends nothing in the past', () => {
    expect(posted().effectsOf('sendMessage')).toMatchObject([{ notBefore: '2026-04-27T08:00:00.000Z' }]);
  });
});

test('pauses and resumes when it happened, whenever it is told', () => {
  const walk = open().at('2026-03-10T09:00:00Z');
  told(walk, 'PAPERS_REQUESTED', '2026-03-02T09:00:00.000Z');
  expect(walk.snapshot.deadlines.decision).toMatchObject({ pausedOn: '2026-03-02' });
  told(walk.at('2026-03-20T09:00:00Z'), 'PAPERS_CAME', '2026-03-16T09:00:00.000Z');
  expect(walk.snapshot.deadlines.decision).toMatchObject({
    pauses: [{ from: '2026-03-02', to: '2026-03-16' }],
    dueOn: '2026-05-11',
  });
});

test('what happened at this very moment may be told', () => {
  const walk = told(open().at('2026-03-10T09:00:00Z'), 'CALLED', '2026-03-10T09:00:00.000Z');
  expect(walk.snapshot.facts.calls).toEqual([{ at: '2026-03-10T09:00:00.000Z', by: 'mette' }]);
  told(walk, 'CALLED', '2026-03-10T09:00:00.001Z');
  expect(walk.reasonCodes).toEqual(['happenedInFuture']);
});

test('calls stand in the order in which they were made, and the last is the one that was made last', () => {
  const walk = open().at('2026-03-10T09:00:00Z').send('CALLED').at('2026-03-11T09:00:00Z').send('CALLED');
  told(walk.at('2026-03-12T09:00:00Z'), 'CALLED', '2026-03-10T12:00:00.000Z');
  const days = (walk.snapshot.facts.calls as { at: string }[]).map(({ at }) => at.slice(8, 13));
  expect(days).toEqual(['10T09', '10T12', '11T09']);
  expect(walk.snapshot.history.CALLED).toEqual({ count: 3, lastAt: '2026-03-11T09:00:00.000Z' });
});
