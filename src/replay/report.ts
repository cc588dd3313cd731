import type { DeadlineComparison, ReplayOutcome } from './outcome.js';
import type { ReplayPlan } from './plan.js';
import { Tally } from './tally.js';

const LISTED = 10;

/** The report of a replay, as text for a terminal. Says nothing of what did not occur. */
export function formatReport(
  plan: ReplayPlan,
  outcome: ReplayOutcome,
  comparison: DeadlineComparison | undefined,
): string {
  return [
    ...casesAndEvents(plan, outcome),
    ...section('Refused events, by reason', outcome.refused),
    ...section('Cases not opened, by reason', outcome.notOpened),
    ...section('Activities without a mapping', plan.unmapped),
    ...section('Words without a mapping', plan.unknownWords),
    ...variants(plan),
    ...(comparison ? deadlines(comparison) : []),
    '',
  ].join('\n');
}

function casesAndEvents(plan: ReplayPlan, outcome: ReplayOutcome): string[] {
  const seconds = outcome.elapsedMs / 1000;
  const done = outcome.opened + outcome.accepted + outcome.refused.total;
  return [
    heading('Replay'),
    row('Cases opened', `${outcome.opened} of ${plan.cases.length + plan.withoutStart}`),
    row('Events in the log', `${plan.logged}`),
    row('Events stated by attributes', `${plan.stated}`),
    row('Accepted', share(outcome.accepted, plan.events.length)),
    row('Refused', share(outcome.refused.total, plan.events.length)),
    row('Cases with a refusal', share(outcome.troubled.size, outcome.opened)),
    ...(plan.undated > 0 ? [row('Events without an instant', `${plan.undated}`)] : []),
    ...(plan.withoutStart > 0 ? [row('Traces without an instant', `${plan.withoutStart}`)] : []),
    row('Time', `${seconds.toFixed(1)} s, ${Math.round(done / Math.max(seconds, 0.001))} steps/s`),
  ];
}

function variants({ cases }: ReplayPlan): string[] {
  const seen = new Tally();
  for (const { variant } of cases) seen.add(variant);
  const single = seen.top().filter(([, count]) => count === 1).length;
  return [
    heading('Variants'),
    row('Different', `${seen.size}, ${single} of them seen once`),
    ...seen.top(5).map(([variant, count]) => row(`${count} ×`, variant)),
  ];
}

function deadlines(found: DeadlineComparison): string[] {
  return [
    heading('Deadline of the closed cases'),
    row('Closed cases compared', `${found.closed}`),
    row('Same due day as the log', share(found.sameDueDay, found.closed)),
    row('Kept here', share(found.metHere, found.closed)),
    row('Late here', share(found.lateHere, found.closed)),
    row('Late by the log', share(found.lateInLog, found.closed)),
    row('  of these on the due day', `${found.lateOnDueDay} (a deadline lasts to the end of its day)`),
    row('Agreed', share(found.agreed, found.closed)),
  ];
}

function section(title: string, tally: Tally): string[] {
  if (tally.size === 0) return [];
  const rest = tally.size - LISTED;
  return [
    heading(title),
    ...tally.top(LISTED).map(([what, count]) => row(`${count} ×`, what)),
    ...(rest > 0 ? [row('…', `${rest} more`)] : []),
  ];
}

const heading = (title: string): string => `\n${title}\n${'-'.repeat(title.length)}`;
const row = (label: string, value: string): string => `${label.padEnd(28)}${value}`;

function share(part: number, whole: number): string {
  return whole === 0 ? `${part}` : `${part} (${((100 * part) / whole).toFixed(2)} %)`;
}
