import type { Api } from './api.js';
import { userOf } from './mapping.js';
import type { Mapping } from './mapping.js';
import { book, newOutcome } from './outcome.js';
import type { DeadlineOutcome, ReplayOutcome } from './outcome.js';
import type { PlannedCase, PlannedEvent, ReplayPlan } from './plan.js';

/** Told now and then how far a replay is. */
export type Progress = (done: number, of: number) => void;

const PROGRESS_EVERY = 500;

/**
 * Carries a plan out over HTTP: before each request the sandbox clock is advanced to the instant of the log, so everything that
 * falls due in between is fired at its own instant.
 */
export async function runReplay(
  plan: ReplayPlan,
  mapping: Mapping,
  api: Api,
  onProgress: Progress = () => undefined,
): Promise<ReplayOutcome> {
  const run = new Run(mapping, api);
  const startedAt = performance.now();
  let done = 0;
  for (const request of inOrder(plan)) {
    await run.take(request);
    done += 1;
    if (done % PROGRESS_EVERY === 0) onProgress(done, plan.cases.length + plan.events.length);
  }
  run.outcome.elapsedMs = performance.now() - startedAt;
  if (mapping.deadline) await run.readDeadlines(mapping.deadline.key);
  return run.outcome;
}

type Request = { open: PlannedCase } | { send: PlannedEvent };

/** Openings and events by instant; a case is opened before anything else of the same instant. */
function* inOrder({ cases, events }: ReplayPlan): Generator<Request> {
  let next = 0;
  for (const send of events) {
    while (next < cases.length && cases[next]!.openedAt <= send.at) yield { open: cases[next++]! };
    yield { send };
  }
  for (const open of cases.slice(next)) yield { open };
}

class Run {
  readonly outcome = newOutcome();
  private readonly ids = new Map<number, string>();
  private readonly clerk: string;
  private now = '';

  constructor(
    private readonly mapping: Mapping,
    private readonly api: Api,
  ) {
    this.clerk = userOf(mapping, undefined);
  }

  async take(request: Request): Promise<void> {
    if ('open' in request) {
      await this.advance(request.open.openedAt);
      await this.open(request.open);
    } else {
      await this.advance(request.send.at);
      await this.send(request.send);
    }
  }

  private async advance(instant: string): Promise<void> {
    if (instant <= this.now) return;
    const { reason } = await this.api.advanceTo(this.clerk, instant);
    if (reason) throw new Error(`The clock cannot be advanced to ${instant}: ${reason}`);
    this.now = instant;
  }

  private async open({ index, facts }: PlannedCase): Promise<void> {
    const { body, reason } = await this.api.openCase(this.clerk, this.mapping.caseType, facts);
    if (reason) {
      this.outcome.notOpened.add(reason);
      return;
    }
    this.ids.set(index, body.id);
    this.outcome.opened += 1;
  }

  private async send({ caseIndex, type, user, facts }: PlannedEvent): Promise<void> {
    const id = this.ids.get(caseIndex);
    const reason = id ? (await this.api.sendEvent(user, id, type, facts)).reason : 'The case was not opened.';
    book(this.outcome, caseIndex, type, reason);
  }

  async readDeadlines(key: string): Promise<void> {
    for (const [index, id] of this.ids) {
      const path = `/api/cases/${id}`;
      const page = await this.api.get<{ deadlines: (DeadlineOutcome & { key: string })[] }>(this.clerk, path);
      const found = page.deadlines.find((deadline) => deadline.key === key);
      if (found) this.outcome.deadlines.set(index, { dueOn: found.dueOn, status: found.status });
    }
  }
}
