import type { DataSource } from 'typeorm';
import { AppError } from '../errors.js';
import type { Instant } from '../machines/definition.js';
import type { Sender } from '../machines/event.js';
import { compareInstants } from '../machines/instants.js';
import type { Facts } from '../machines/snapshot.js';
import { readEventFacts, readOpening } from '../modules/cases/facts-check.js';
import { advanceClock } from '../persistence/advance-clock.js';
import { applyEvent } from '../persistence/apply-event.js';
import { logAccess } from '../persistence/audit.js';
import { getCompiled } from '../persistence/compiled-cache.js';
import { findCase, openCase } from '../persistence/open-case.js';
import type { Deliver } from '../persistence/outbox.js';
import { listChildren } from '../persistence/views/case-view.js';
import type { Cast } from './furnish.js';
import { local } from './municipality.js';
import { TEAM_OF, type Scene, type Story, type Worker } from './story.js';

/** Under this scope each answer is kept: what has been played is not played again when a seed goes on after it was cut off. */
const SCOPE = 'sandbox';

/** The stage: where the stories take place, and what has been opened on it. */
interface Stage {
  ds: DataSource;
  cast: Cast;
  /** Case ids by story. */
  cases: Map<string, string>;
  /** Case numbers by story. */
  numbers: Map<string, string>;
}

interface Moment {
  at: Instant;
  play: () => Promise<void>;
}

/**
 * Plays all stories side by side on the sandbox clock, each scene at its own instant; what falls due in between happens then. Everything
 * passes the checks that people's own entries pass: facts, roles, guards. Throws when one of them refuses.
 */
export async function tell(ds: DataSource, cast: Cast, stories: Story[], deliver: Deliver): Promise<void> {
  const stage: Stage = { ds, cast, cases: new Map(), numbers: new Map() };
  for (const { at, play } of stories.flatMap((story) => momentsOf(stage, story)).sort(byTime)) {
    await advanceClock(ds, at, deliver);
    await play();
  }
}

function momentsOf(stage: Stage, story: Story): Moment[] {
  const scenes = story.scenes.map((scene, index) => ({
    at: local(scene.at),
    play: () => playScene(stage, story, scene, index),
  }));
  return [{ at: local(story.at), play: () => openStory(stage, story) }, ...scenes];
}

/** Scenes of the same instant stay in the order in which they are told. */
function byTime(a: Moment, b: Moment): number {
  return compareInstants(a.at, b.at);
}

async function openStory(stage: Stage, story: Story): Promise<void> {
  const { key, caseType, child, facts, assignee, by, seenBy } = story;
  const { caseId, number, repeated } = await openCase(stage.ds, {
    caseType,
    facts,
    by: person(stage, by),
    teamId: TEAM_OF[by],
    assigneeId: assignee && person(stage, assignee).userId,
    citizenId: stage.cast.citizenIds.get(child)!,
    ...(seenBy && { protected: true, namedUserIds: seenBy.map((name) => person(stage, name).userId) }),
    idempotency: { scope: SCOPE, key },
  });
  stage.cases.set(key, caseId);
  stage.numbers.set(key, number);
  await checkEntry(stage, caseId, 'case.opened', facts);
  if (!repeated) await log(stage, by, 'case.open', caseId, { caseType });
}

async function playScene(stage: Stage, story: Story, scene: Scene, index: number): Promise<void> {
  const { event: type, by } = scene;
  const facts = typeof scene.facts === 'function' ? scene.facts((key) => numberOf(stage, key)) : scene.facts;
  try {
    const caseId = await caseOf(stage, story, scene);
    await checkEntry(stage, caseId, type, facts ?? {});
    const event = { type, by: person(stage, by), ...(facts && { facts }) };
    const idempotency = { scope: SCOPE, key: `${story.key}:${index}` };
    const { repeated } = await applyEvent(stage.ds, { caseId, event, idempotency });
    if (!repeated) await log(stage, by, 'case.event', caseId, { type });
  } catch (error) {
    throw new Error(`${story.key} at ${scene.at}, ${type}: ${inWords(error)}`, { cause: error });
  }
}

function inWords(error: unknown): string {
  return error instanceof AppError ? `${error.code} ${JSON.stringify(error.details)}` : String(error);
}

/** What the API checks of a body before the engine sees it. */
async function checkEntry({ ds }: Stage, caseId: string, type: string, facts: Facts): Promise<void> {
  const { caseType, version } = (await findCase(ds, caseId))!;
  const compiled = await getCompiled(ds, caseType, version);
  if (Object.hasOwn(compiled.definition.events, type)) readEventFacts(compiled, type, facts);
  else readOpening(compiled, facts);
}

async function caseOf({ ds, cases }: Stage, { key }: Story, { inRefusal }: Scene): Promise<string> {
  const caseId = cases.get(key);
  if (!caseId) throw new AppError('unknownCase', { story: key });
  if (!inRefusal) return caseId;
  const refusal = (await listChildren(ds, caseId)).at(-1);
  if (!refusal) throw new AppError('unknownCase', { story: key, child: 'refusal' });
  return refusal.id;
}

function numberOf({ numbers }: Stage, story: string): string {
  const number = numbers.get(story);
  if (!number) throw new AppError('unknownCase', { story });
  return number;
}

function person({ cast }: Stage, name: Worker): Sender {
  const found = cast.people.get(name);
  if (!found) throw new AppError('unknownUser', { name });
  return found;
}

function log(
  stage: Stage,
  by: Worker,
  action: string,
  caseId: string,
  details: Record<string, unknown>,
): Promise<void> {
  const { userId, name: userName } = person(stage, by);
  return logAccess(stage.ds, { action, userId, userName, caseId, details });
}
