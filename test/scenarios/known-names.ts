import type { Definition } from '../../src/machines/definition.js';
import { statePaths } from '../../src/machines/state-tree.js';
import { casePage } from './case-page.js';
import { bodyOf, type World } from './world.js';

type Kind = 'states' | 'tasks' | 'deadlines' | 'rungs' | 'letters' | 'events';

/** The engine's own stand in the log but in no definition. */
const ENGINE_EVENT = /^(case|timer|xstate)\./;

/**
 * Throws when the definition of the case has no such name. What is misspelt is never there: an expectation that something is not would hold for ever.
 */
export async function mustBeKnown(
  world: World,
  label: string | undefined,
  kind: Kind,
  names: string[],
): Promise<void> {
  const { caseType, version } = await casePage(world, label);
  const client = await world.as('anne');
  const path = `/api/definitions/${caseType}/versions/${version}`;
  const { document } = bodyOf(await client.get<{ document: Definition }>(path));
  const known = namesOf(document, kind);
  const unknown = names.filter((name) => !known.has(name) && !(kind === 'events' && ENGINE_EVENT.test(name)));
  if (unknown.length > 0) throw new Error(`${caseType} has no ${kind} ${unknown.join(', ')}`);
}

function namesOf(definition: Definition, kind: Kind): Set<string> {
  if (kind === 'states') return new Set(statePaths(definition.machine));
  if (kind !== 'rungs') return new Set(Object.keys(definition[kind]));
  const rungs = Object.entries(definition.deadlines).flatMap(([key, { reminders = [] }]) => [
    `${key} `,
    ...reminders.map((rung) => `${key} ${'at' in rung ? rung.at : 'every'}`),
  ]);
  return new Set(rungs);
}
