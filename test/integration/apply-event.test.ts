import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { applyEvent, type Applied } from '../../src/persistence/apply-event.js';
import { forgetCompiled } from '../../src/persistence/compiled-cache.js';
import { publishDefinition } from '../../src/persistence/definitions.js';
import { newId } from '../../src/persistence/ids.js';
import { inTransaction } from '../../src/persistence/transaction.js';
import { advanceClock } from '../../src/persistence/advance-clock.js';
import { fireDueTimers } from '../../src/persistence/fire-timers.js';
import { definitionOf, plainEvents } from '../support/definition.js';
import { ERRAND, furnish, METTE, openErrand, TEAM } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { checkInvariants } from '../support/invariants.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await furnish(database.ds);
});
afterEach(() => checkInvariants(database.ds));
afterAll(() => database.drop());

type Rows = Record<string, unknown>[];
const rowsOf = (table: string, caseId: string): Promise<Rows> =>
  database.ds.query(`select * from ${table} where case_id = $1`, [caseId]);
const countAll = async (): Promise<number> => {
  const [row] = await database.ds.query(
    `select (select count(*) from case_events) + (select count(*) from cases) + (select count(*) from idempotency_keys)
       + (select count(*) from timers) + (select count(*) from tasks) as n`,
  );
  return Number(row.n);
};
const send = (caseId: string, type: string, more: object = {}): Promise<Applied> =>
  applyEvent(database.ds, { caseId, event: { type, by: METTE }, ...more });
const childOf = async (caseId: string): Promise<{ id: string; status: string; ended_as: string | null }> => {
  const [child] = await database.ds.query('select * from cases where parent_id = $1 order by id desc', [
    caseId,
  ]);
  return child;
};

describe('opening a case', () => {
  it('writes case, event, task, deadline, certificate and timers, all at once', async () => {
    const { caseId, number, seq } = await openErrand(database.ds);
    expect(number).toMatch(/^2026-\d{6}$/);
    expect(seq).toBe(1);
    const [task] = await rowsOf('tasks', caseId);
    expect(task).toMatchObject({ key: 'VISIT', status: 'open', team_id: TEAM, opened_seq: 1 });
    expect(task!.title).toEqual({ da: 'Besøg om ramp', en: 'Visit about ramp' });
    expect(await rowsOf('deadlines', caseId)).toMatchObject([
      { key: 'answerBy', kind: 'published', status: 'running' },
    ]);
    expect(await rowsOf('deadline_certificates', caseId)).toMatchObject([{ key: 'answerBy', seq: 1 }]);
    const timers = await rowsOf('timers', caseId);
    expect(timers.map((timer) => timer.timer_id).sort()).toEqual([
      'deadline.answerBy',
      'xstate.after.later.errand.open.visiting',
    ]);
    expect(await rowsOf('case_events', caseId)).toMatchObject([
      { seq: 1, type: 'case.opened', sender_id: METTE.userId },
    ]);
  });

  it('gives running numbers that never repeat', async () => {
    const numbers = await Promise.all(Array.from({ length: 8 }, () => openErrand(database.ds)));
    expect(new Set(numbers.map(({ number }) => number)).size).toBe(8);
  });

  it('of an unknown type writes nothing', async () => {
    const before = await countAll();
    await expect(openErrand(database.ds, { caseType: 'nothing' })).rejects.toMatchObject({
      code: 'unknownCaseType',
    });
    expect(await countAll()).toBe(before);
  });

  it('uses the version that is valid now, not one that is published for later', async () => {
    const later = { document: { ...ERRAND, owner: 'Next' }, proposedBy: 'bo', publishedBy: 'ida' };
    const version = await publishDefinition(database.ds, { ...later, validFrom: '2030-01-01T00:00:00.000Z' });
    const { caseId } = await openErrand(database.ds);
    const [row] = await database.ds.query('select version from cases where id = $1', [caseId]);
    expect([version, row.version]).toEqual([2, 1]);
  });
});

describe('an event', () => {
  it('that is refused leaves no trace and says why', async () => {
    const { caseId } = await openErrand(database.ds);
    const before = await countAll();
    await expect(send(caseId, 'NEED_ANSWER')).rejects.toMatchObject({ code: 'eventRefused' });
    await expect(send(caseId, 'NOBODY_KNOWS')).rejects.toMatchObject({ code: 'unknownEvent' });
    await expect(send(newId(), 'ASK')).rejects.toMatchObject({ code: 'unknownCase' });
    expect(await countAll()).toBe(before);
  });

  it('with an outdated seq is refused, with the present one taken', async () => {
    const { caseId } = await openErrand(database.ds);
    await send(caseId, 'VISITED', { expectedSeq: 1 });
    await expect(send(caseId, 'VISITED', { expectedSeq: 1 })).rejects.toMatchObject({ code: 'staleSeq' });
  });

  it('of many at once is applied exactly once each, in some order', async () => {
    const { caseId } = await openErrand(database.ds);
    const second = await database.secondNode();
    const senders = Array.from({ length: 12 }, (_, index) =>
      applyEvent(index % 2 ? second : database.ds, { caseId, event: { type: 'VISITED', by: METTE } }),
    );
    const seqs = (await Promise.all(senders)).map(({ seq }) => seq);
    expect(seqs.sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index + 2));
  });

  it('is undone with the transaction around it', async () => {
    const { caseId } = await openErrand(database.ds);
    const change = inTransaction(database.ds, async (tx) => {
      await applyEvent(tx, { caseId, event: { type: 'ASK', by: METTE } });
      throw new Error('changed my mind');
    });
    await expect(change).rejects.toThrow('changed my mind');
    expect(await childOf(caseId)).toBeUndefined();
  });

  it.each(['a\u0000b', 'half a pair: \ud83d', '\udc00'])(
    'with the text %j, which cannot be stored, is refused as a bad request',
    async (note) => {
      const { caseId } = await openErrand(database.ds);
      const event = { type: 'VISITED', by: METTE, note };
      const before = await countAll();
      await expect(applyEvent(database.ds, { caseId, event })).rejects.toMatchObject({ code: 'invalidBody' });
      expect(await countAll()).toBe(before);
    },
  );

  it.each(['a\\u0000b', '👩‍👧 \u0001 \\\\ud800'])('keeps the text %j as it was written', async (note) => {
    const { caseId } = await openErrand(database.ds);
    const event = { type: 'VISITED', by: METTE, note };
    const { seq } = await applyEvent(database.ds, { caseId, event });
    const read = 'select event from case_events where case_id = $1 and seq = $2';
    const [row] = await database.ds.query(read, [caseId, seq]);
    expect(row.event.note).toBe(note);
  });

  it('gives the same result when all that is in memory was lost', async () => {
    const { caseId } = await openErrand(database.ds);
    forgetCompiled(database.ds);
    expect(await send(caseId, 'VISITED')).toMatchObject({ seq: 2 });
  });

  it('is invisible to who may not see the case', async () => {
    const { caseId } = await openErrand(database.ds, { protected: true, namedUserIds: [METTE.userId] });
    const stranger = { userId: newId(), teamIds: [TEAM] };
    const otherTeam = { userId: METTE.userId, teamIds: ['other'] };
    await expect(send(caseId, 'VISITED', { viewer: stranger })).rejects.toMatchObject({
      code: 'unknownCase',
    });
    await expect(send(caseId, 'VISITED', { viewer: otherTeam })).rejects.toMatchObject({
      code: 'unknownCase',
    });
    const named = { userId: METTE.userId, teamIds: [TEAM] };
    expect(await send(caseId, 'VISITED', { viewer: named })).toMatchObject({ seq: 2 });
  });
});

describe('a task and its deadline', () => {
  it('are closed by the event that leaves their state, with who did it', async () => {
    const { caseId } = await openErrand(database.ds);
    await send(caseId, 'FINISH');
    expect(await rowsOf('tasks', caseId)).toMatchObject([
      { key: 'VISIT', closed_seq: 2, closed_by: METTE.userId },
    ]);
    expect(await rowsOf('deadlines', caseId)).toMatchObject([{ status: 'met' }]);
    expect(await rowsOf('timers', caseId)).toEqual([]);
  });

  it('go with the case to another person', async () => {
    const { caseId } = await openErrand(database.ds);
    const assigneeId = newId();
    await applyEvent(database.ds, { caseId, event: { type: 'case.assigned', by: METTE, assigneeId } });
    expect(await rowsOf('tasks', caseId)).toMatchObject([{ key: 'VISIT', assignee_id: assigneeId }]);
    const [row] = await database.ds.query('select assignee_id from cases where id = $1', [caseId]);
    expect(row.assignee_id).toBe(assigneeId);
  });
});

describe('a child case', () => {
  it('is opened with its parent’s event and tells it how it ended', async () => {
    const { caseId } = await openErrand(database.ds);
    await send(caseId, 'ASK');
    const child = await childOf(caseId);
    expect(child).toMatchObject({ case_type: 'question', team_id: TEAM, invoke_id: 'question', opening: 2 });
    const answered = { type: 'ANSWERED', by: METTE, facts: { answer: 'yes' } };
    await applyEvent(database.ds, { caseId: child.id, event: answered });
    expect(await fireDueTimers(database.ds)).toMatchObject({ fired: 1, failed: 0 });
    const [parent] = await database.ds.query('select snapshot, active_states from cases where id = $1', [
      caseId,
    ]);
    expect(parent.snapshot.facts.answer).toBe('yes');
    expect(parent.active_states).toEqual(['open.closing']);
  });

  it('is cancelled when its parent leaves the state, and its end is not reported back', async () => {
    const { caseId } = await openErrand(database.ds);
    await send(caseId, 'ASK');
    await send(caseId, 'RECALL');
    expect(await fireDueTimers(database.ds)).toMatchObject({ fired: 1, failed: 0 });
    expect(await childOf(caseId)).toMatchObject({ status: 'done', ended_as: 'cancelled' });
    expect(await fireDueTimers(database.ds)).toMatchObject({ fired: 0, stale: 0, failed: 0 });
  });

  it('that ends before its parent leaves is known to the parent, which leaves nothing behind', async () => {
    const { caseId } = await openErrand(database.ds);
    await send(caseId, 'ASK');
    const { id } = await childOf(caseId);
    await applyEvent(database.ds, {
      caseId: id,
      event: { type: 'ANSWERED', by: METTE, facts: { answer: 'no' } },
    });
    expect(await send(caseId, 'RECALL')).toMatchObject({ seq: 4, snapshot: { facts: { answer: 'no' } } });
    expect(await fireDueTimers(database.ds)).toMatchObject({ fired: 0, stale: 0, failed: 0 });
  });
});

describe('the idempotency key of a request', () => {
  const key = (name: string) => ({ idempotency: { scope: METTE.userId, key: name } });

  it('gives the first answer again and applies nothing twice', async () => {
    const { caseId } = await openErrand(database.ds);
    const first = await send(caseId, 'VISITED', key('visit'));
    const again = await send(caseId, 'VISITED', key('visit'));
    expect([first.seq, first.repeated, again.seq, again.repeated]).toEqual([2, false, 2, true]);
  });

  it('refuses another request', async () => {
    const { caseId } = await openErrand(database.ds);
    await send(caseId, 'VISITED', key('other'));
    await expect(send(caseId, 'FINISH', key('other'))).rejects.toMatchObject({
      code: 'idempotencyKeyReused',
    });
  });

  it('opens one case, however often and however simultaneously it is sent', async () => {
    const opened = await Promise.all([1, 2, 3, 4, 5].map(() => openErrand(database.ds, key('open'))));
    expect(new Set(opened.map(({ caseId }) => caseId)).size).toBe(1);
    expect(opened.filter(({ repeated }) => !repeated)).toHaveLength(1);
  });

  it('applies one of two that race', async () => {
    const { caseId } = await openErrand(database.ds);
    const both = await Promise.all([
      send(caseId, 'VISITED', key('race')),
      send(caseId, 'VISITED', key('race')),
    ]);
    expect(both.map(({ seq }) => seq)).toEqual([2, 2]);
  });
});

describe('a step that closes and opens the same task', () => {
  it('closes the old row before it inserts the new one', async () => {
    const again = definitionOf({
      caseType: 'again',
      events: plainEvents('AGAIN', 'STOP'),
      deadlines: { soon: { title: { da: 'Snart' }, kind: 'internal', anchor: 'now', length: 'P1W' } },
      tasks: { DO: { title: { da: 'Gør' }, role: 'caseworker', events: ['AGAIN'] } },
      ends: { stopped: [] },
      machine: {
        initial: 'open',
        states: {
          open: {
            meta: { tasks: ['DO'], deadlines: ['soon'] },
            on: { AGAIN: { target: 'open', reenter: true }, STOP: 'stopped' },
          },
          stopped: { type: 'final' },
        },
      },
    });
    await publishDefinition(database.ds, { document: again, proposedBy: 'bo', publishedBy: 'ida' });
    const { caseId } = await openErrand(database.ds, { caseType: 'again', facts: {} });
    await advanceClock(database.ds, '2026-02-03T09:00:00.000Z', async () => undefined);
    await send(caseId, 'AGAIN');
    const tasks = await rowsOf('tasks', caseId);
    expect(tasks.map(({ status, opened_seq }) => [status, opened_seq]).sort()).toEqual([
      ['completed', 1],
      ['open', 2],
    ]);
  });
});
