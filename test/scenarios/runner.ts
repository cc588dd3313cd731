import { expect } from '@jest/globals';
import { checkInvariants } from '../support/invariants.js';
import { casePage } from './case-page.js';
import { EXPECTATIONS } from './expectations.js';
import { verbOf, type Scenario, type Step, type Verb, type Verbs } from './format.js';
import { migrate, publishNext } from './versions.js';
import { bodyOf, instantOf, World } from './world.js';

type Perform<V extends Verb> = (world: World, args: Verbs[V]) => Promise<void>;

/** How each verb is carried out. */
const PERFORM: { [V in Verb]: Perform<V> } = {
  ...EXPECTATIONS,

  async open(world, { as, caseType, facts, assignee, case: label }) {
    const client = await world.as(as);
    const body = { caseType, facts, ...(assignee && { assignee: await world.idOf(assignee) }) };
    const opened = bodyOf(await client.post<{ id: string }>('/api/cases', body));
    world.label(opened.id, label);
  },

  async send(world, args) {
    bodyOf(await post(world, args));
  },

  async refuse(world, { code, reason, ...args }) {
    const answer = await post(world, args);
    expect({ status: answer.status < 400 ? 'accepted' : 'refused', code: answer.body['code'] }).toEqual({
      status: 'refused',
      code,
    });
    if (reason) expect(JSON.stringify(answer.body)).toContain(reason);
  },

  async advance(world, moment) {
    const client = await world.as('anne');
    bodyOf(await client.post('/api/clock', { advanceTo: instantOf(moment) }));
  },

  publish: publishNext,
  migrate,

  async restart(world) {
    await world.stop();
    await world.start();
  },

  async sleepUntil(world, moment) {
    await world.sleepUntil(moment);
    await PERFORM.advance(world, moment);
  },

  async child(world, { case: parent, label, caseType }) {
    const { children } = await casePage(world, parent);
    const child = children.findLast((one) => one.caseType === caseType);
    if (!child) throw new Error(`No child ${caseType} among ${JSON.stringify(children)}`);
    world.label(child.id, label);
  },
};

/**
 * Lets a scenario take place on a municipality of its own, step by step, over HTTP. Throws at the first step that is not as it
 * says, naming the step. At the end the promises that hold for every case are checked over all of them.
 */
export async function runScenario(scenario: Scenario): Promise<void> {
  const world = await World.open(scenario);
  try {
    for (const [index, step] of scenario.steps.entries()) await performStep(world, step, index);
    await checkInvariants(world.database.ds);
  } finally {
    await world.close();
  }
}

async function performStep(world: World, step: Step, index: number): Promise<void> {
  const verb = verbOf(step);
  const args = (step as Partial<Verbs>)[verb];
  try {
    await (PERFORM[verb] as Perform<Verb>)(world, args as never);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`Step ${index + 1}, ${JSON.stringify(step)}\n${message}`, { cause: error });
  }
}

async function post(world: World, args: Verbs['send']) {
  const { as, case: label, event, facts, note, happenedAt } = args;
  const client = await world.as(as);
  return client.post<Record<string, unknown>>(`/api/cases/${world.caseId(label)}/events`, {
    type: event,
    ...(facts && { facts }),
    ...(note && { note }),
    ...(happenedAt && { happenedAt: instantOf(happenedAt) }),
  });
}
