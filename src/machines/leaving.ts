import type { Instant, LocalDate } from './definition.js';
import type { Draft } from './draft.js';

/**
 * From when on a letter may leave; undefined: at once. The later of what its action asks for, a date by the hour from which letters leave, and the
 * house's hours: before the hour of the day nothing leaves. What a person does in the evening leaves in the evening; what the case does by
 * itself, on time or late, leaves between that hour and the cut-off.
 */
export function letterLeavesAt(
  { env: { calendar, recordedAt }, event }: Draft,
  asked: LocalDate | Instant | undefined,
): Instant | undefined {
  const opening = calendar.lettersLeaveAt(calendar.legalDate(recordedAt));
  const earliest = event.by ? latest(recordedAt, opening) : calendar.nextLetterMoment(recordedAt);
  const from = asked?.length === 10 ? calendar.lettersLeaveAt(asked) : asked;
  if (from !== undefined) return latest(from, earliest);
  return earliest > recordedAt ? earliest : undefined;
}

/** From when on a reminder may leave that is written now; undefined: at once. Nobody is reminded at night, also when a worker has come late. */
export function reminderLeavesAt({ env: { calendar, recordedAt } }: Draft): Instant | undefined {
  const moment = calendar.nextReminderMoment(recordedAt);
  return moment > recordedAt ? moment : undefined;
}

const latest = (one: Instant, other: Instant): Instant => (one < other ? other : one);
