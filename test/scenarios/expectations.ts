import { expect } from '@jest/globals';
import { casePage, deadlinesBefore, historyOf, messagesOf } from './case-page.js';
import type { Message } from './case-page.js';
import type { Verb, Verbs } from './format.js';
import { mustBeKnown } from './known-names.js';
import { instantOf, type World } from './world.js';

type Expecting = Extract<Verb, `expect${string}`>;

/** How each expectation looks. They fail with what is there instead. */
export const EXPECTATIONS: { [V in Expecting]: (world: World, args: Verbs[V]) => Promise<void> } = {
  async expectState(world, { case: label, is = [], isNot = [] }) {
    await mustBeKnown(world, label, 'states', isNot);
    const paths = (await casePage(world, label)).activeStates.map(({ path }) => path);
    const isIn = (state: string) => paths.some((path) => path === state || path.startsWith(`${state}.`));
    expect({ paths, missing: is.filter((state) => !isIn(state)), unwanted: isNot.filter(isIn) }).toEqual({
      paths,
      missing: [],
      unwanted: [],
    });
  },

  async expectEnd(world, { case: label, end }) {
    const { status, endedAs } = await casePage(world, label);
    expect({ status, endedAs }).toEqual({ status: 'done', endedAs: end });
  },

  async expectTask(world, { case: label, task, role, dueOn, title }) {
    const { tasks } = await casePage(world, label);
    const wanted = {
      key: task,
      ...(role && { role }),
      ...(dueOn && { dueOn }),
      ...(title && { title: expect.objectContaining({ da: expect.stringContaining(title) }) }),
    };
    expect(tasks).toContainEqual(expect.objectContaining(wanted));
  },

  async expectTasks(world, { case: label, are }) {
    const { tasks } = await casePage(world, label);
    expect(tasks.map(({ key }) => key).sort()).toEqual([...are].sort());
  },

  async expectNoTask(world, { case: label, task }) {
    await mustBeKnown(world, label, 'tasks', [task]);
    expect((await casePage(world, label)).tasks.map(({ key }) => key)).not.toContain(task);
  },

  async expectDeadline(world, { case: label, ...wanted }) {
    const { deadlines } = await casePage(world, label);
    expect(deadlines).toContainEqual(expect.objectContaining(wanted));
  },

  async expectNoDeadline(world, { case: label, key }) {
    await mustBeKnown(world, label, 'deadlines', [key]);
    const { deadlines } = await casePage(world, label);
    expect(deadlines.filter(({ status }) => status === 'running').map((one) => one.key)).not.toContain(key);
  },

  async expectReminder(world, { case: label, deadline, rung, at, to, late }) {
    const found = remindersOf(await messagesOf(world, label), deadline, rung);
    const instants = [at].flat().map(instantOf);
    expect(found.map(({ createdAt }) => createdAt).sort()).toEqual(instants);
    for (const one of found) {
      if (to) expect([...one.recipients].sort()).toEqual([...to].sort());
      if (late !== undefined) expect(one.late).toBe(late);
    }
  },

  async expectNoReminder(world, { case: label, deadline, rung, since }) {
    await mustBeKnown(world, label, 'rungs', [`${deadline} ${rung ?? ''}`]);
    const found = remindersOf(await messagesOf(world, label), deadline, rung);
    const from = since ? instantOf(since) : '';
    expect(found.filter(({ createdAt }) => createdAt >= from)).toEqual([]);
  },

  async expectLetter(world, { case: label, letter, to, count = 1, sentAt }) {
    const found = lettersOf(await messagesOf(world, label), letter);
    const reached = found.flatMap(({ recipients }) => recipients).sort();
    if (to) expect(reached).toEqual(to.flatMap((one) => Array<string>(count).fill(one)).sort());
    else expect(found).toHaveLength(count);
    if (sentAt) expect(new Set(found.map((one) => one.sentAt))).toEqual(new Set([instantOf(sentAt)]));
  },

  async expectNoLetter(world, { case: label, letter }) {
    await mustBeKnown(world, label, 'letters', [letter]);
    expect(lettersOf(await messagesOf(world, label), letter)).toEqual([]);
  },

  async expectEvent(world, { case: label, event, as, possible, reason }) {
    await mustBeKnown(world, label, 'events', [event]);
    const found = (await casePage(world, label, as)).events.find(({ type }) => type === event);
    expect((found?.accepted ?? false) !== false).toBe(possible);
    if (reason) expect(found!.reasons.map(({ text }) => text.da).join('\n')).toContain(reason);
  },

  async expectFact(world, { case: label, fact, is }) {
    expect((await casePage(world, label)).facts[fact]).toEqual(is);
  },

  async expectHistory(world, { case: label, event, times, at, by, facts }) {
    await mustBeKnown(world, label, 'events', [event]);
    const userId = by && (await world.idOf(by));
    const found = (await historyOf(world, label)).filter(
      (entry) => entry.type === event && (!by || entry.event.by?.userId === userId),
    );
    if (times === undefined) expect(found).not.toEqual([]);
    else expect(found).toHaveLength(times);
    if (at) expect(found.map((entry) => entry.at)).toContain(instantOf(at));
    if (facts) expect(found.map((entry) => entry.event.facts)).toContainEqual(expect.objectContaining(facts));
  },

  async expectMoved(world, { case: label, deadline, from, to, reason, event, by }) {
    const moves = (await historyOf(world, label)).flatMap((entry) =>
      entry.effects
        .filter((effect) => effect.type === 'moveDeadline' && effect.key === deadline)
        .map((effect) => ({
          from: effect.from?.dueOn,
          to: effect.deadline?.dueOn,
          reason: effect.reason?.da,
          event: entry.type,
          by: entry.event.by?.userId,
        })),
    );
    expect(moves).toEqual([{ from, to, reason, event, by: await world.idOf(by) }]);
  },

  async expectAgenda(world, { case: label, agenda, title, at }) {
    const put = (await historyOf(world, label)).flatMap((entry) =>
      entry.effects
        .filter((effect) => effect.agenda === agenda && effect.title?.da.includes(title))
        .map(() => entry.at),
    );
    expect(put).toEqual(at.map(instantOf));
  },

  async expectVersion(world, { case: label, version }) {
    expect((await casePage(world, label)).version).toBe(version);
  },

  async expectWatched(world, { case: label, deadline, dueBefore }) {
    const id = world.caseId(label);
    const watched = await deadlinesBefore(world, dueBefore);
    expect(watched).toContainEqual(expect.objectContaining({ caseId: id, key: deadline }));
  },
};

function remindersOf(messages: Message[], deadline: string, rung?: string): Message[] {
  return messages.filter(
    (one) =>
      one.kind === 'reminder' &&
      one.subject === deadline &&
      // Those that repeat are counted: `every:1`, `every:2`.
      (rung === undefined || one.rung?.split(':', 1)[0] === rung),
  );
}

/** A cancelled letter never left. */
function lettersOf(messages: Message[], letter: string): Message[] {
  return messages.filter(
    (one) => one.kind === 'letter' && one.subject === letter && one.status !== 'cancelled',
  );
}
