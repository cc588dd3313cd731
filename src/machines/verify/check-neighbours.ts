import { longDate } from '../date-text.js';
import type { Definition } from '../definition.js';
import type { Problem } from '../problems.js';
import { checkCases, checkOther, type OtherLaboratories } from './check-cases.js';
import type { Laboratory } from './laboratory.js';
import type { Neighbours } from './neighbours.js';
import { opens } from './sent-events.js';
import { found, foundWhen } from './texts.js';

/**
 * Whether the definition and its neighbours fit each other: those that hold, those that cases are still on, and those that are to hold
 * later. What is wrong in the same way more than once is told once.
 */
export function checkNeighbours(
  laboratory: Laboratory,
  { current, later = [], older = [] }: Neighbours,
  readyFor: OtherLaboratories,
): Problem[] {
  const { definition } = laboratory;
  const all: Found[] = [
    ...checkCases(laboratory, current, readyFor).map((problem) => [problem, problem] as const),
    ...older.flatMap(({ version, definition: other }) =>
      checkOther(definition, other, current, readyFor).map(
        (problem) => [problem, foundWhen('older', problem, { version })] as const,
      ),
    ),
    ...later.flatMap(({ on, definitions }) => {
      const day = { day: longDate(on, 'da'), day_en: longDate(on, 'en') };
      const problems = checkCases(laboratory, definitions, readyFor);
      return problems.map((problem) => [problem, foundWhen('later', problem, day)] as const);
    }),
  ];
  return once(all).map(([, told]) => told);
}

/** What is wrong when no cases of the type are opened any more: the others that open some, and cases that are open, also of the type itself. */
export function checkAbsence(caseType: string, { current, older = [] }: Neighbours): Problem[] {
  return [
    ...Object.values(current)
      .filter((other) => other.caseType !== caseType && opens(other, caseType))
      .map(stillOpened),
    ...older.map(({ version, definition }) => foundWhen('older', stillOpened(definition), { version })),
  ];
}

const stillOpened = ({ title }: Definition): Problem =>
  found('stillOpened', '/machine', { other: title.da, other_en: title.en ?? title.da });

type Found = readonly [problem: Problem, told: Problem];

function once(all: Found[]): Found[] {
  const known = new Set<string>();
  return all.filter(([{ code, path, message }]) => {
    const key = JSON.stringify([code, path, message.da]);
    return known.size < known.add(key).size;
  });
}
