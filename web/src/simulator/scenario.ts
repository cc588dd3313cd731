import { sendersAt, type Definition, type ScriptStep, type Simulation } from '../../../src/machines/index.js';
import { localDate, timeOfDay } from '../ui/dates.js';
import type { Run } from './script.js';

/** A timeline as `docs/scenarios.md` has it. */
export interface Scenario {
  title: string;
  shows: string;
  start: string;
  steps: object[];
}

/** People of the sandbox municipality, by what they do there. */
const PEOPLE: Partial<Record<string, string>> = {
  caseworker: 'mette',
  teamLeader: 'anne',
  admin: 'bo',
  auditor: 'rikke',
};

interface Told {
  definition: Definition;
  simulation: Simulation;
  zone: string;
}

/**
 * The lines that were played as a scenario, and what must be so in the end. Null when one of them cannot be told there: child cases are
 * cases of their own in a scenario, and the people of the sandbox have only the four roles that every house has.
 */
export function toScenario(run: Run, told: Told): Scenario | null {
  const { definition, simulation, zone } = told;
  const { caseType, title } = definition;
  const steps: object[] = [{ open: { as: PEOPLE.caseworker, caseType, facts: run.facts } }];
  for (const [line, step] of run.script.slice(0, run.at).entries()) {
    const lines = linesOf(step, line, told);
    if (!lines) return null;
    steps.push(...lines);
  }
  return {
    title: title.da,
    shows: 'what was seen in the simulator',
    start: localMoment(run.startAt, zone),
    steps: [...steps, ...inTheEnd(simulation)],
  };
}

function linesOf(step: ScriptStep, line: number, { definition, simulation, zone }: Told): object[] | null {
  if ('advanceTo' in step) return [{ advance: localMoment(step.advanceTo, zone) }];
  if ('childEnds' in step) return null;
  const { event, facts, at } = step;
  const played = simulation.entries.filter((entry) => entry.line === line && entry.event === event);
  const role = step.role ?? sendersAt(definition, event, played[0]?.from ?? [])[0];
  const as = PEOPLE[role ?? ''];
  if (!as) return null;
  const before = at === undefined ? [] : [{ advance: localMoment(at, zone) }];
  const sent = { as, event, ...(facts && Object.keys(facts).length > 0 && { facts }) };
  const refused = played.find(({ accepted }) => !accepted);
  if (!refused) return [...before, { send: sent }];
  const reason = refused.reasons[0]?.text.da;
  return [...before, { refuse: { ...sent, code: 'eventRefused', ...(reason && { reason }) } }];
}

/** What must be so when all has been played: where the case is, its tasks, its deadlines, the letters. */
function inTheEnd({ snapshot, entries, noticed }: Simulation): object[] {
  const { end, tasks, deadlines, status } = snapshot;
  const states = entries.findLast(({ accepted }) => accepted)?.to ?? [];
  const where =
    status === 'done' && end !== undefined ? { expectEnd: { end } } : { expectState: { is: states } };
  const running = Object.entries(deadlines).map(([key, { dueOn, targetOn }]) => ({
    expectDeadline: { key, dueOn, targetOn, status: 'running' },
  }));
  return [where, { expectTasks: { are: Object.keys(tasks) } }, ...running, ...lettersIn(noticed)];
}

/** Letters that were called back are no longer counted, so nothing is said of them. */
function lettersIn(noticed: Simulation['noticed']): object[] {
  const effects = noticed.map(({ effect }) => effect);
  if (effects.some(({ type }) => type === 'cancelMessages')) return [];
  const counts = new Map<string, number>();
  for (const effect of effects) {
    if (effect.type === 'sendMessage' && effect.kind === 'letter')
      counts.set(effect.subject, (counts.get(effect.subject) ?? 0) + 1);
  }
  return [...counts].map(([letter, count]) => ({ expectLetter: { letter, count } }));
}

const HOUR_MS = 3_600_000;

/** Local time; UTC in the hour that comes twice. */
function localMoment(instant: string, zone: string): string {
  const wallAt = (epoch: number) => {
    const at = new Date(epoch).toISOString();
    return `${localDate(at, zone)}T${timeOfDay(at, 'en', zone)}`;
  };
  const epoch = Date.parse(instant);
  const wall = wallAt(epoch);
  const twice = [epoch - HOUR_MS, epoch + HOUR_MS].some((other) => wallAt(other) === wall);
  return twice || epoch % 60_000 !== 0 ? `${instant.slice(0, 19)}Z` : wall;
}
