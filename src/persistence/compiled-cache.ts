import type { DataSource } from 'typeorm';
import { AppError } from '../errors.js';
import { createCalendar, type Calendar } from '../machines/calendar.js';
import { compileDefinition } from '../machines/compile.js';
import type { CompiledDefinition } from '../machines/compiled.js';
import type { Definition } from '../machines/definition.js';
import { findCalendar } from './calendars.js';
import { findVersion } from './definitions.js';
import { dataSourceOf, type Db } from './transaction.js';

/**
 * Compiled versions and calendars of one database. Both are immutable once published, so what is here is never wrong, and
 * throwing it away at any moment changes nothing but the time of the next step.
 */
interface Cache {
  definitions: Map<string, Promise<CompiledDefinition>>;
  calendars: Map<number, Promise<Calendar>>;
}

const caches = new WeakMap<DataSource, Cache>();

function cacheOf(db: Db): Cache {
  const ds = dataSourceOf(db);
  const found = caches.get(ds) ?? { definitions: new Map(), calendars: new Map() };
  caches.set(ds, found);
  return found;
}

/** Throws all that is kept in memory away, as a restart does. */
export function forgetCompiled(db: Db): void {
  caches.delete(dataSourceOf(db));
}

/** The published version, compiled. Throws `unknownCaseType`. */
export function getCompiled(db: Db, caseType: string, version: number): Promise<CompiledDefinition> {
  return remember(cacheOf(db).definitions, `${caseType}@${version}`, async () => {
    const row = await findVersion(db, caseType, version);
    if (!row) throw new AppError('unknownCaseType', { caseType, version });
    return compileDefinition(inPresentWords(row.document));
  });
}

/** Versions from before series had names called the meetings of one by functions of their own; they are published for ever. */
export function inPresentWords(document: Definition): Definition {
  const text = JSON.stringify(document);
  const present = text.replaceAll(/\bcafeDate(?:OnOrAfter)?\(/g, 'series(\\"cafeMeeting\\", ');
  return present === text ? document : (JSON.parse(present) as Definition);
}

/** A published calendar. Throws `notFound`; null is no calendar at all. */
export function getCalendar(db: Db, version: number | null): Promise<Calendar> {
  if (version === null) throw new AppError('notFound', { what: 'calendar' });
  return remember(cacheOf(db).calendars, version, async () => {
    const row = await findCalendar(db, version);
    if (!row) throw new AppError('notFound', { what: 'calendar', version });
    return createCalendar(row.data);
  });
}

/** One load per key, also when many ask at once; a failed one is not kept. */
function remember<Key, Value>(
  map: Map<Key, Promise<Value>>,
  key: Key,
  load: () => Promise<Value>,
): Promise<Value> {
  const found = map.get(key);
  if (found) return found;
  const loading = load();
  map.set(key, loading);
  loading.catch(() => map.delete(key));
  return loading;
}
