import { ERRORS } from '../../error-table.js';
import type { PlainText } from '../../machines/effects.js';
import type { TeamIncidentRow } from '../../persistence/views/analytics-team.js';

/** An incident as the person reads it who is to do something about it. */
export interface TeamIncident extends Omit<TeamIncidentRow, 'details'> {
  /** What could not be done. */
  title: PlainText;
  /** Why, as far as the engine can say. */
  reasons: PlainText[];
}

export function inWords({ details, ...row }: TeamIncidentRow): TeamIncident {
  const { reasons = [] } = details as { reasons?: { text?: PlainText }[] };
  return { ...row, title: titleOf(row.code, details), reasons: reasons.flatMap(({ text }) => text ?? []) };
}

function titleOf(code: string, details: Record<string, unknown>): PlainText {
  if (code === 'cannotMigrate') {
    const version = String(details['version']);
    return {
      da: `Sagen kunne ikke flyttes til version ${version}.`,
      en: `The case could not be moved to version ${version}.`,
    };
  }
  const { da, en } = Object.hasOwn(ERRORS, code) ? ERRORS[code as keyof typeof ERRORS] : ERRORS.unexpected;
  return { da, en };
}
