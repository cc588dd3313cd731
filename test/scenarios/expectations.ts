import { expect } from '@jest/globals';
import { casePage, deadlinesBefore, historyOf, messagesOf } from './case-page.js';
import type { Message } from './case-page.js';
import type { Verb, Verbs } from './format.js';
import { instantOf, type World } from './world.js';

type Expecting = Extract<Verb, `expect${string}`>;

/** How each expectation looks. They fail with what is there instead. */
export const EXPECTATIONS: { [V in Expecting]: (world: World, args: Verbs[V]) => Promise<void> } = {
  async expectState(world, { case: label, is = [], isNot = [] }) {
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
    expect((await casePage(world, label)).tasks.map(({ key }) => key)).not.toContain(task);
  },

  async expectDeadline(world, { case: label, ...wanted }) {
    const { deadlines } = await casePage(world, label);
    expect(deadlines).toContainEqual(expect.objectContaining(wanted));
  },

  async expectNoDeadline(world, { case: label, key }) {
    const { deadlines } = await casePage(world, label);
    expect(deadlines.filter(({ status }) => status === 'running').map((one) => one.key)).not.toContain(key);
  },

  async expectReminder(world, { case: label, deadline, rung, at, to, late }) {
    const found = remindersOf(await messagesOf(world, label), deadline, rung);
    const here = found.filter(({ createdAt }) => createdAt === instantOf(at));
    const all = found.map((one) => `${one.createdAt} ${one.rung}`);
    expect({ all, times: here.length }).toEqual({ all, times: 1 });
    if (to) expect([...here[0]!.recipients].sort()).toEqual([...to].sort());
    if (late !== undefined) expect(here[0]!.late).toBe(late);
  },

  async expectNoReminder(world, { case: label, deadline, rung, since }) {
    const found = remindersOf(await messagesOf(world, label), deadline, rung);
    const from = since ? instantOf(since) : '';
    expect(found.filter(({ createdAt }) => createdAt >= from)).toEqual([]);
  },

  async expectLetter(world, { case: label, letter, to, count = 1, sentAt }) {
    const found = lettersOf(await messagesOf(world, label), letter);
    expect(found).toHaveLength(count);
    if (to) expect([...found[0]!.recipients].sort()).toEqual([...to].sort());
    if (sentAt) expect(found[0]!.sentAt).toBe(instantOf(sentAt));
  },

  async expectNoLetter(world, { case: label, letter }) {
    expect(lettersOf(await messagesOf(world, label), letter)).toEqual([]);
  },

  async expectEvent(world, { case: label, event, as, possible, reason }) {
    const found = (await casePage(world, label, as)).events.find(({ type }) => type === event);
    expect((found?.accepted ?? false) !== false).toBe(possible);
    if (reason) expect(found!.reasons.map(({ text }) => text.da).join('\n')).toContain(reason);
  },

  async expectFact(world, { case: label, fact, is }) {
    expect((await casePage(world, label)).facts[fact]).toEqual(is);
  },

  async expectHistory(world, { case: label, event, times, at }) {
    const found = (await historyOf(world, label)).filter(({ type }) => type === event);
    if (times === undefined) expect(found).not.toEqual([]);
    else expect(found).toHaveLength(times);
    if (at) expect(found.map((entry) => entry.at)).toContain(instantOf(at));
  },

  async expectAgenda(world, { case: label, agenda, at }) {
    const put = (await historyOf(world, label)).flatMap((entry) =>
      entry.effects.flatMap((effect) => (effect.agenda === agenda ? [entry.at] : [])),
    );
    expect(put).toContain(instantOf(at));
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
    (one) => one.kind === 'reminder' && one.subject === deadline && (rung === undefined || one.rung === rung),
  );
}

/** A cancelled letter never left. */
function lettersOf(messages: Message[], letter: string): Message[] {
  return messages.filter(
    (one) => one.kind === 'letter' && one.subject === letter && one.status !== 'cancelled',
  );
}
