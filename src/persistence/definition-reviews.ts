import { Temporal } from 'temporal-polyfill';
import { AppError } from '../errors.js';
import type { Instant, Text } from '../machines/definition.js';
import { compareInstants } from '../machines/instants.js';
import { getNow, NOW } from './clock.js';
import { listCurrentDefinitions } from './definitions.js';
import type { Editor } from './definition-drafts.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

/** A case type whose owner should look it through. */
export interface DueReview {
  caseType: string;
  version: number;
  title: Text;
  owner: string;
  /** ISO 8601, as the definition says. */
  reviewEvery: string;
  lastAt: Instant;
  dueAt: Instant;
  overdue: boolean;
}

const LAST = sql(
  'last-definition-reviews',
  `select case_type as "caseType", max(at) as at from definition_reviews group by case_type`,
);
const ADD = sql(
  'add-definition-review',
  `insert into definition_reviews (case_type, version, at, by_id, by_name, note) values ($1, $2, ${NOW}, $3, $4, $5)`,
);
const NOTICE = sql(
  'notice-due-review',
  `insert into definition_review_reminders (case_type, due_at, noticed_at) values ($1, $2, ${NOW})
   on conflict do nothing returning case_type`,
);
const LIST_NOTICED = sql(
  'list-noticed-reviews',
  `select case_type as "caseType", due_at as "dueAt", noticed_at as "noticedAt" from definition_review_reminders`,
);
const RETIRE = sql(
  'retire-version',
  `insert into definition_retirements (case_type, version, retired_from, at, by_id, by_name, note)
   values ($1, $2, coalesce($3::timestamptz, ${NOW}), ${NOW}, $4, $5, $6) on conflict do nothing
   returning retired_from as "retiredFrom"`,
);

/** When each case type that opens cases must be looked through next, counted from its publication or last review; the first due comes first. */
export async function listReviews(db: Db): Promise<DueReview[]> {
  const [definitions, reviews, now] = await Promise.all([
    listCurrentDefinitions(db),
    query<{ caseType: string; at: Instant }>(db, LAST),
    getNow(db),
  ]);
  const last = new Map(reviews.map(({ caseType, at }) => [caseType, at]));
  return definitions
    .map(({ caseType, version, document: { title, owner, reviewEvery }, publishedAt }) => {
      const reviewed = last.get(caseType) ?? publishedAt;
      const lastAt = reviewed > publishedAt ? reviewed : publishedAt;
      const dueAt = after(lastAt, reviewEvery);
      return { caseType, version, title, owner, reviewEvery, lastAt, dueAt, overdue: dueAt <= now };
    })
    .sort((a, b) => compareInstants(a.dueAt, b.dueAt));
}

/** Calendar arithmetic, `P1Y` from the same day of the year. */
function after(instant: Instant, period: string): Instant {
  const start = Temporal.Instant.from(instant).toZonedDateTimeISO('UTC');
  return new Date(start.add(period).epochMilliseconds).toISOString();
}

/** The owner has looked the case type through, and it still holds. */
export async function addReview(
  db: Db,
  review: { caseType: string; version: number; by: Editor; note?: string },
): Promise<void> {
  const { caseType, version, by, note = null } = review;
  await query(db, ADD, [caseType, version, by.id, by.name, note]);
}

/** Case types whose review has come due since the last call: each due moment is noticed once, whoever asks. */
export async function noticeDueReviews(db: Db): Promise<DueReview[]> {
  const noticed: DueReview[] = [];
  for (const review of await listReviews(db)) {
    if (!review.overdue) continue;
    if (await queryOne(db, NOTICE, [review.caseType, review.dueAt])) noticed.push(review);
  }
  return noticed;
}

/** A review that is due, and when that was first noticed. */
export interface ReviewReminder extends DueReview {
  noticedAt: Instant;
}

/** What admins are prompted to do: one reminder per case type and due moment, there until the review is done. */
export async function listReviewReminders(db: Db): Promise<ReviewReminder[]> {
  await noticeDueReviews(db);
  const [reviews, noticed] = await Promise.all([
    listReviews(db),
    query<{ caseType: string; dueAt: Instant; noticedAt: Instant }>(db, LIST_NOTICED),
  ]);
  return reviews.flatMap((review) => {
    const { caseType, dueAt } = review;
    const reminder = noticed.find((one) => one.caseType === caseType && one.dueAt === dueAt);
    return reminder ? [{ ...review, noticedAt: reminder.noticedAt }] : [];
  });
}

/** The version opens no cases from that instant on; its open cases go on. Throws `versionRetired`. */
export async function retireVersion(
  db: Db,
  retirement: { caseType: string; version: number; from?: Instant; by: Editor; note?: string },
): Promise<Instant> {
  const { caseType, version, from = null, by, note = null } = retirement;
  const values = [caseType, version, from, by.id, by.name, note];
  const row = await queryOne<{ retiredFrom: Instant }>(db, RETIRE, values);
  if (!row) throw new AppError('versionRetired', { caseType, version });
  return row.retiredFrom;
}
