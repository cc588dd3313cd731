import { AppError } from '../errors.js';
import { createCalendar, type CalendarData } from '../machines/calendar.js';
import type { Instant } from '../machines/definition.js';
import { calendarOf, DANISH_LAW } from '../machines/holidays.js';
import { USUAL_OFFICE_HOURS } from '../machines/office-hours.js';
import { canonicalJson, sha256 } from './canonical-json.js';
import { NOW } from './clock.js';
import { sql, type Statement } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

export interface CalendarRow {
  version: number;
  hash: string;
  note: string | null;
  publishedBy: string;
  publishedAt: Instant;
  data: CalendarData;
}

/** A version with the name of who published it; null where nobody of that id is known. */
export interface PublishedCalendar extends CalendarRow {
  publishedByName: string | null;
}

const COLUMNS = `version, hash, note, published_by as "publishedBy", published_at as "publishedAt", data`;
const LIST_PUBLISHED = sql(
  'list-published-calendars',
  `select ${COLUMNS}, (select u.name from users u where u.id::text = c.published_by) as "publishedByName"
   from calendars c where ($1::integer is null or version < $1) order by version desc limit $2`,
);
const FIND = sql('find-calendar', `select ${COLUMNS} from calendars where version = $1`);
const FIND_CURRENT = sql(
  'find-current-calendar',
  `select ${COLUMNS} from calendars order by version desc limit 1`,
);
const PUBLISH = sql(
  'publish-calendar',
  `insert into calendars (version, data, hash, note, published_by, published_at)
   values ($1, $2, $3, $4, $5, ${NOW})`,
);

/**
 * The data of a version as it counted when it was published, so that logs are played again as they were: before citizens' days were kept
 * apart, a citizen's time limit rolled over the days on which the office was closed, letters left from midnight, and nothing counted office hours.
 */
function read<Row extends CalendarRow>(row: Row): Row {
  const data: Partial<CalendarData> & Pick<CalendarData, 'closedDays'> = row.data;
  const before = {
    country: 'DK',
    citizenHolidays: data.closedDays,
    sendFrom: '00:00',
    officeHours: USUAL_OFFICE_HOURS,
  };
  return { ...row, data: { ...before, ...data } };
}

async function readOne(db: Db, statement: Statement, values?: unknown[]): Promise<CalendarRow | null> {
  const row = await queryOne<CalendarRow>(db, statement, values);
  return row && read(row);
}

/** Versions with their data, the newest first; with `before`, older ones than that. */
export async function listPublishedCalendars(
  db: Db,
  { before, limit }: { before?: number; limit: number },
): Promise<PublishedCalendar[]> {
  const rows = await query<PublishedCalendar>(db, LIST_PUBLISHED, [before, limit]);
  return rows.map(read);
}

export function findCalendar(db: Db, version: number): Promise<CalendarRow | null> {
  return readOne(db, FIND, [version]);
}

const FIRST_ALONE = sql('first-calendar-alone', `select pg_advisory_xact_lock(hashtext('first calendar'))`);

/** The calendar of a law, where there is none yet; of two at once in their transactions the second waits and finds it. Throws `invalidCalendar` for a country or zone that nobody knows. */
export async function publishFirstCalendar(db: Db, by: string, law = DANISH_LAW): Promise<void> {
  await query(db, FIRST_ALONE);
  if (await queryOne(db, FIND_CURRENT)) return;
  const data = calendarOf(law, { version: 1 });
  createCalendar(data);
  await publishCalendar(db, data, { by, note: `Helligdage: ${data.country}` });
}

/** The calendar that steps use now. Throws `notFound` before the first one is published. */
export async function getCurrentCalendar(db: Db): Promise<CalendarRow> {
  const row = await readOne(db, FIND_CURRENT);
  if (!row) throw new AppError('notFound', { what: 'calendar' });
  return row;
}

/**
 * Publishes the next version of the calendar and returns its number (which replaces the one in `data`). Steps use it at once;
 * `recomputeDeadlines` takes it to the cases that run. `basedOn` is the version that was edited: whoever comes second with the same one
 * fails on the primary key, so that nobody's change is lost. Left out: whichever is the newest.
 */
export async function publishCalendar(
  db: Db,
  data: CalendarData,
  publication: { by: string; note?: string; basedOn?: number },
): Promise<number> {
  const { basedOn = (await queryOne<CalendarRow>(db, FIND_CURRENT))?.version ?? 0 } = publication;
  const version = basedOn + 1;
  const numbered = { ...data, version };
  const hash = sha256(canonicalJson(numbered));
  await query(db, PUBLISH, [
    version,
    JSON.stringify(numbered),
    hash,
    publication.note ?? null,
    publication.by,
  ]);
  return version;
}
