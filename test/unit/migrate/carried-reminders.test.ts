import { describe, expect, it } from '@jest/globals';
import { compileDefinition, type DeadlineDefinition, type Rung } from '../../../src/machines/index.js';
import { migrateSnapshot, migrationEvent } from '../../../src/machines/migrate.js';
import { definitionOf, envAt, plainEvents, Walk } from '../../support/definition.js';

const OPENED = '2026-02-02T08:10:00Z';

/** A case with one deadline that is counted from the day of its opening. */
const withDeadline = (length: string, rungs: string[], more: Partial<DeadlineDefinition> = {}) => {
  const reminders = rungs.map((at): Rung => ({ at, to: ['caseworker'] }));
  const title = { da: 'Afgør' };
  return compileDefinition(
    definitionOf({
      facts: { type: 'object', properties: { from: { type: 'string', format: 'date' } }, required: ['from'] },
      events: plainEvents('PAUSE'),
      deadlines: {
        decideBy: { title, kind: 'internal', anchor: 'facts.from', length, reminders, ...more },
      },
      machine: {
        initial: 'open',
        states: {
          open: {
            meta: { deadlines: ['decideBy'] },
            ...(more.pausable && {
              on: {
                PAUSE: { actions: [{ type: 'pauseDeadline', deadline: 'decideBy', reason: '"Ferie"' }] },
              },
            }),
          },
        },
      },
    }),
  );
};

const opened = (...definition: Parameters<typeof withDeadline>): Walk =>
  new Walk(withDeadline(...definition), { from: '2026-02-02' }, OPENED);

/** The case in the new version, with the effects of the change. */
function moved(walk: Walk, to: ReturnType<typeof withDeadline>, now: string): Walk {
  const event = migrationEvent({ from: 1, to: 2 });
  const result = migrateSnapshot(walk.compiled, to, walk.snapshot, event, envAt(now));
  if (!result.accepted) throw new Error(JSON.stringify(result.reasons));
  const after = new Walk(to, { from: '2026-02-02' }, now);
  after.snapshot = result.snapshot;
  after.effects = result.effects;
  return after;
}

const sent = (walk: Walk) => walk.effectsOf('sendMessage').map(({ rung }) => rung);

describe('a reminder that only the new version has', () => {
  it('comes on its day also when the deadline itself does not move', () => {
    const walk = moved(opened('P4W', []), withDeadline('P4W', ['-P1W']), '2026-02-10T08:10:00Z');
    expect(walk.snapshot.timers['deadline.decideBy']!.dueAt).toBe('2026-02-23T07:00:00.000Z');
    expect(sent(walk.fire('deadline.decideBy'))).toEqual(['-P1W']);
  });

  it('is not waited for any more in a version without it', () => {
    const walk = moved(opened('P4W', ['-P1W']), withDeadline('P4W', []), '2026-02-10T08:10:00Z');
    const { dueAt } = walk.snapshot.deadlines['decideBy']!;
    expect(walk.snapshot.timers['deadline.decideBy']!.dueAt).toBe(dueAt);
  });

  it('comes before the new day although a later one was sent before the old day', () => {
    const before = opened('P4W', ['-P2D']).fire('deadline.decideBy');
    expect(sent(before)).toEqual(['-P2D']);
    const walk = moved(before, withDeadline('P8W', ['-P2W', '-P2D']), '2026-02-27T08:10:00Z');
    expect(sent(walk)).toEqual([]);
    expect(sent(walk.fire('deadline.decideBy'))).toEqual(['-P2W']);
    expect(walk.now).toBe('2026-03-16T07:00:00.000Z');
  });

  it('comes at once when the shorter deadline is exceeded already', () => {
    const before = opened('P8W', ['-P6W']).fire('deadline.decideBy');
    const walk = moved(before, withDeadline('P2W', ['-P6W', '-P1W', 'breach']), '2026-03-02T08:10:00Z');
    expect(sent(walk)).toEqual([]);
    expect(sent(walk.fire('deadline.decideBy'))).toEqual(['breach']);
    expect(walk.effectsOf('breachDeadline')).toHaveLength(1);
    expect(walk.snapshot.timers).toEqual({});
  });

  it('does not put off a reminder that is due', () => {
    const before = opened('P1W', ['-P2W']);
    const { timers } = before.snapshot;
    expect(timers['deadline.decideBy']!.dueAt).toBe(before.snapshot.deadlines['decideBy']!.startedAt);
    const walk = moved(before, withDeadline('P1W', ['-P2W']), '2026-02-03T08:10:00Z');
    expect(walk.snapshot.timers).toEqual(timers);
  });
});

describe('a deadline that was exceeded and gets more time', () => {
  it('is reminded of again when it is exceeded again, and is not told to be exceeded before', () => {
    const rungs = ['-P2D', 'breach'];
    const before = opened('P2W', rungs);
    const keys = [1, 2, 3].flatMap(() => before.fire('deadline.decideBy').effectsOf('sendMessage'));
    expect(keys.map(({ rung }) => rung)).toEqual(rungs);
    expect(before.snapshot.timers).toEqual({});
    const walk = moved(before, withDeadline('P4W', rungs), '2026-02-18T08:10:00Z');
    expect(walk.snapshot.deadlines['decideBy']!.breachedAt).toBeUndefined();
    expect(sent(walk.fire('deadline.decideBy'))).toEqual([]);
    expect([walk.now, walk.effectsOf('breachDeadline')]).toMatchObject(['2026-03-02T23:00:00.000Z', [{}]]);
    const again = walk.fire('deadline.decideBy').effectsOf('sendMessage');
    expect([walk.now, again]).toMatchObject(['2026-03-03T07:00:00.000Z', [{ rung: 'breach' }]]);
    expect(keys.map(({ key }) => key)).not.toContain(again[0]!.key);
  });
});

describe('a deadline that is paused', () => {
  const paused = (): Walk => opened('P4W', ['-P2D'], { pausable: true }).send('PAUSE');

  it('stays paused, and nothing comes meanwhile', () => {
    const walk = moved(paused(), withDeadline('P4W', ['-P1W'], { pausable: true }), '2026-02-10T08:10:00Z');
    expect(walk.snapshot.deadlines['decideBy']).toMatchObject({ pausedOn: '2026-02-02' });
    expect(walk.snapshot.timers).toEqual({});
  });

  it('is a reason in a version that could never resume it', () => {
    const { compiled, snapshot } = paused();
    const event = migrationEvent({ from: 1, to: 2 });
    const to = withDeadline('P4W', ['-P2D']);
    expect(migrateSnapshot(compiled, to, snapshot, event, envAt('2026-02-10T08:10:00Z'))).toMatchObject({
      accepted: false,
      reasons: [
        { code: 'pausedForGood', deadline: 'decideBy', text: { da: expect.stringContaining('Afgør') } },
      ],
    });
  });
});
