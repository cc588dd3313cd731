import type { DataSource, EntityManager } from 'typeorm';
import { AppError } from '../errors.js';
import type { Definition, Instant } from '../machines/definition.js';
import { legalDate } from '../machines/instants.js';
import type { Cases, Neighbours } from '../machines/verify.js';
import { opens } from '../machines/verify/sent-events.js';
import { getCurrentCalendar } from './calendars.js';
import { inPresentWords } from './compiled-cache.js';
import { getNow } from './clock.js';
import { sql } from './statement.js';
import { inTransaction, query, type Db } from './transaction.js';
import {
  listVersionsInTime,
  lockPublications,
  openingAt,
  periodsFrom,
  signatureOf,
  type Period,
  type VersionInTime,
} from './versions-in-time.js';

/** What a version must fit, as long as no other is published or retired. */
export interface Neighbourhood {
  neighbours: Neighbours;
  signature: string;
}

/** A version takes the place of the one that opened cases until then; `null`: no cases of the type are opened any more. */
export interface Succession {
  successor: Definition | null;
  /** `current` has the one that it follows. */
  neighbours: Neighbours;
}

const MAX_ATTEMPTS = 5;

const LIST_DOCUMENTS = sql(
  'list-definition-documents',
  'select id, document from definitions where id = any($1)',
);

/** What a new version of the case type must fit if it opens cases from an instant on; from now on if that is left out. */
export async function getNeighbourhood(db: Db, caseType: string, from?: Instant): Promise<Neighbourhood> {
  const [versions, now] = await Promise.all([listVersionsInTime(db), getNow(db)]);
  const start = laterOf(from, now);
  const periods = periodsFrom(versions, start);
  const [present, ...changes] = periods;
  const later = changes.filter((period) => {
    const own = ofType(period.versions, caseType);
    return !own || own.validFrom <= start;
  });
  const older = olderThan([present!, ...later], versions, periodsUntil(start, versions, now));
  const [documents, { zone, series }] = await Promise.all([
    readDocuments(db, [present!, ...later].flatMap((period) => period.versions).concat(older)),
    getCurrentCalendar(db).then(({ data }) => data),
  ]);
  const current = documents.cases(present!);
  // If the version that this one follows retires, the others are still measured by it.
  const before = Object.fromEntries(Object.entries(current).filter(([type]) => type === caseType));
  const neighbours = {
    series: Object.keys(series),
    current,
    later: later.map((period) => ({
      on: legalDate(period.from, zone),
      definitions: { ...before, ...documents.cases(period) },
    })),
    older: documents.openers(older, caseType),
  };
  return { signature: signatureOf(periodsFrom(versions, now)), neighbours };
}

/** The documents of all versions that open cases, will do so, or have open cases. */
export async function listLivingDocuments(db: Db): Promise<Definition[]> {
  const [versions, now] = await Promise.all([listVersionsInTime(db), getNow(db)]);
  const opening = idsIn(periodsFrom(versions, now));
  const living = versions.filter(({ id, inUse }) => inUse || opening.has(id));
  const documents = await readDocuments(db, living);
  return living.map((version) => inPresentWords(documents.of(version)));
}

/** What comes to open cases of the type, period by period, when a version opens no more from an instant on, or from now on. */
export async function getSuccessions(
  db: Db,
  { caseType, version, from }: { caseType: string; version: number; from?: Instant },
): Promise<{ signature: string; successions: Succession[] }> {
  const [versions, now] = await Promise.all([listVersionsInTime(db), getNow(db)]);
  const start = laterOf(from, now);
  const without = versions.map((one) =>
    one.caseType === caseType && one.version === version ? { ...one, retiredFrom: start } : one,
  );
  // A version that would have come changes nothing any more on its day; then, too, another opens cases in its stead.
  const days = [versions, without].flatMap((some) => periodsFrom(some, start).map((period) => period.from));
  const changes = [...new Set(days)].sort().flatMap((from) => {
    const period = { from, versions: openingAt(without, from) };
    const before = ofType(openingAt(versions, from), caseType);
    const after = ofType(period.versions, caseType);
    return before && before.id !== after?.id ? [{ period, before, after }] : [];
  });
  const older = (period: Period) => olderThan([period], versions, periodsUntil(period.from, without, now));
  const documents = await readDocuments(db, changes.length === 0 ? [] : versions);
  const successions = changes.map(({ period, before, after }) => ({
    successor: after ? documents.of(after) : null,
    neighbours: {
      current: { ...documents.cases(period), [caseType]: documents.of(before) },
      older: documents.openers(older(period), caseType),
    },
  }));
  return { signature: signatureOf(periodsFrom(versions, now)), successions };
}

/**
 * Does `work` in a transaction in which what `read` has read is still so; reads anew when a version has been published or retired meanwhile.
 * Throws `tooManyRequests` when others do that all the time.
 */
export async function inTransactionAsRead<Read extends { signature: string }, T>(
  ds: DataSource,
  read: () => Promise<Read>,
  work: (tx: EntityManager, read: Read) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const known = await read();
    const done = await inTransaction(ds, async (tx) =>
      (await isStillSo(tx, known.signature)) ? { result: await work(tx, known) } : null,
    );
    if (done) return done.result;
  }
  throw new AppError('tooManyRequests');
}

async function isStillSo(tx: Db, signature: string): Promise<boolean> {
  await lockPublications(tx);
  const [versions, now] = [await listVersionsInTime(tx), await getNow(tx)];
  return signatureOf(periodsFrom(versions, now)) === signature;
}

const laterOf = (from: Instant | undefined, now: Instant): Instant => (from && from > now ? from : now);

const ofType = (versions: VersionInTime[], caseType: string): VersionInTime | undefined =>
  versions.find((version) => version.caseType === caseType);

/** Those that open no cases in the periods, but have done so, or do until then. */
function olderThan(periods: Period[], versions: VersionInTime[], until: Period[]): VersionInTime[] {
  const among = idsIn(periods);
  const opening = idsIn(until);
  return versions.filter(({ id, inUse }) => !among.has(id) && (inUse || opening.has(id)));
}

const periodsUntil = (end: Instant, versions: VersionInTime[], now: Instant): Period[] =>
  periodsFrom(versions, now).filter(({ from }) => from < end);

const idsIn = (periods: Period[]): ReadonlySet<string> =>
  new Set(periods.flatMap(({ versions }) => versions.map(({ id }) => id)));

async function readDocuments(db: Db, versions: VersionInTime[]) {
  const ids = versions.map(({ id }) => id);
  const rows = await query<{ id: string; document: Definition }>(db, LIST_DOCUMENTS, [ids]);
  const byId = new Map(rows.map(({ id, document }) => [id, document]));
  const of = ({ id }: VersionInTime): Definition => byId.get(id)!;
  return {
    of,
    cases: (period: Period): Cases =>
      Object.fromEntries(period.versions.map((version) => [version.caseType, of(version)])),
    openers: (some: VersionInTime[], caseType: string) =>
      some
        .map((row) => ({ version: row.version, definition: of(row) }))
        .filter(({ definition }) => opens(definition, caseType)),
  };
}
