import { describe, expect, it } from '@jest/globals';
import { compileDefinition, type DeadlineDefinition } from '../../../src/machines/index.js';
import { migrateSnapshot, migrationEvent } from '../../../src/machines/migrate.js';
import { definitionOf, envAt, plainEvents, Walk } from '../../support/definition.js';

const OPENED = '2026-03-03T08:10:00.000Z';

const version = (deadline: Partial<DeadlineDefinition>) =>
  compileDefinition(
    definitionOf({
      events: plainEvents('PAUSE', 'RESUME'),
      deadlines: {
        answer: {
          title: { da: 'Svar' },
          kind: 'internal',
          anchor: 'now',
          pausable: true,
          reminders: [{ at: 'P0D', to: ['caseworker'] }],
          ...deadline,
        },
      },
      machine: {
        initial: 'open',
        states: {
          open: {
            meta: { deadlines: ['answer'] },
            on: {
              PAUSE: { actions: [{ type: 'pauseDeadline', deadline: 'answer', reason: '"Ferie"' }] },
              RESUME: { actions: [{ type: 'resumeDeadline', deadline: 'answer' }] },
            },
          },
        },
      },
    }),
  );
const ofDays = version({ length: 'P2D', latestSendDay: true });
const ofHours = version({ length: 'PT72H' });

function moved(walk: Walk, to: ReturnType<typeof version>, now: string): Walk {
  const result = migrateSnapshot(
    walk.compiled,
    to,
    walk.snapshot,
    migrationEvent({ from: 1, to: 2 }),
    envAt(now),
  );
  if (!result.accepted) throw new Error(JSON.stringify(result.reasons));
  const after = new Walk(to, {}, now);
  after.snapshot = result.snapshot;
  after.effects = result.effects;
  return after;
}
const answer = (walk: Walk) => walk.snapshot.deadlines['answer']!;
const sent = (walk: Walk) => walk.effectsOf('sendMessage').map(({ rung }) => rung);

describe('a deadline of days that is one of hours in the new version', () => {
  it('is counted from the instant of its start, and has no last day to send any more', () => {
    const walk = moved(new Walk(ofDays, {}, OPENED), ofHours, '2026-03-04T08:00:00.000Z');
    expect(answer(walk)).toEqual({
      startedAt: OPENED,
      anchorOn: '2026-03-03',
      anchorAt: OPENED,
      dueOn: '2026-03-06',
      dueAt: '2026-03-06T08:10:00.000Z',
      targetOn: '2026-03-06',
    });
  });

  it('keeps the days of its pauses, from midnight to midnight', () => {
    const walk = new Walk(ofDays, {}, OPENED);
    walk.at('2026-03-03T15:00:00.000Z').send('PAUSE').at('2026-03-05T08:00:00.000Z').send('RESUME');
    // From its start to the midnight before 5 March.
    expect(answer(moved(walk, ofHours, '2026-03-05T09:00:00.000Z')).dueAt).toBe('2026-03-07T23:00:00.000Z');
  });

  it('ends a pause that began in days', () => {
    const paused = new Walk(ofDays, {}, OPENED).at('2026-03-04T15:00:00.000Z').send('PAUSE');
    const walk = moved(paused, ofHours, '2026-03-04T16:00:00.000Z').send('PAUSE');
    expect(answer(walk)).not.toHaveProperty('pausedAt');
    walk.at('2026-03-05T08:00:00.000Z').send('RESUME');
    expect(answer(walk).dueAt).toBe('2026-03-07T08:10:00.000Z');
  });
});

describe('a deadline of hours that is one of days in the new version', () => {
  it('keeps nothing of its instants, and is not told of again', () => {
    const walk = new Walk(ofHours, {}, OPENED).fire('deadline.answer');
    expect(sent(walk)).toEqual(['P0D']);
    const after = moved(walk, version({ length: 'P3D' }), '2026-03-06T07:30:00.000Z');
    expect(answer(after)).not.toHaveProperty('anchorAt');
    expect(answer(after)).toMatchObject({ anchorOn: '2026-03-03', dueOn: '2026-03-06' });
    expect(sent(after.fire('deadline.answer'))).toEqual([]);
  });
});
