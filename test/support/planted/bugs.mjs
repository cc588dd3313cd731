/**
 * Faults that tests put into the product to see whether they would find them: a text of a file, what takes its place when the file is loaded, the promise that it
 * breaks (by its number in `docs/reliability.md`), and which tests must fail. `PLANTED=name` puts one in, in every process of a test run.
 */
export const BUGS = [
  {
    name: 'the event is acknowledged before it is committed',
    promise: 1,
    file: 'src/persistence/apply-event.ts',
    text: `  if (!(await writeOnce(db, set))?.has(row.id)) return 'overtaken';\n  if (set.`,
    instead: `  void writeOnce(db, set).catch(() => undefined);\n  if (set.`,
    foundBy: 'chaos/parcel',
  },
  {
    name: 'letters are written in a second transaction',
    promise: 1,
    file: 'src/persistence/write-set.ts',
    text: `const written = await writeRows(db, rows);`,
    instead: `const { messages: later, ...now } = rows;
    const written = await writeRows(db, now);
    if (later && written.size > 0) await writeRows(db, { messages: later.map((row) => ({ ...row, cause: null })) });`,
    foundBy: 'chaos/every-statement',
    env: { EVERY: '2' },
  },
  {
    name: 'a write does not ask whether the case is still as it was read',
    promise: 1,
    file: 'src/persistence/write-parts.ts',
    text: ` and c.seq = x.expected_seq`,
    instead: ``,
    foundBy: 'chaos/parcel',
  },
  {
    name: 'a timer is deleted before its event is written',
    promise: 2,
    file: 'src/persistence/fire-timers.ts',
    text: `  await set.write(tx);\n  if (set.hasWorkDueBy(plays[0]`,
    instead: `  await tx.dataSource.query('delete from timers where case_id = any ($1) and wake_at <= ' + NOW, [caseIds]);
  await set.write(tx);\n  if (set.hasWorkDueBy(plays[0]`,
    foundBy: 'chaos/every-statement',
    env: { EVERY: '2' },
  },
  {
    name: 'a timer fires early',
    promise: 2,
    file: 'src/persistence/case-in-play.ts',
    text: `next.dueAt > instant)`,
    instead: `Date.parse(next.dueAt) > Date.parse(instant) + 40 * 3_600_000)`,
    foundBy: 'chaos/parcel',
  },
  {
    name: 'what fell due is not fired in due order',
    promise: 2,
    file: 'src/persistence/case-in-play.ts',
    text: `(row && row.dueAt <= armed.dueAt)`,
    instead: `row`,
    foundBy: 'chaos/parcel',
    env: { LIVES: '60' },
  },
  {
    name: 'a letter is marked as sent before it is handed over',
    promise: 3,
    file: 'src/persistence/outbox.ts',
    text: `  const sent: OutgoingMessage[] = [];`,
    instead: `  await query(db, MARK_SENT, [owner, messages.map(({ id }) => id)]);\n  const sent: OutgoingMessage[] = [];`,
    foundBy: 'chaos/parcel',
  },
  {
    name: 'a letter that is tried again has another key',
    promise: 3,
    file: 'src/persistence/outbox.ts',
    text: `m.case_id || ':' || m.key as`,
    instead: `m.case_id || ':' || m.key || m.attempts as`,
    foundBy: 'chaos/parcel',
  },
  {
    name: 'the letters of a node that has died wait for the end of its lease',
    promise: 3,
    file: 'src/persistence/presence.ts',
    text: `<> all (array(`,
    instead: `is null and 0 <> all (array(`,
    foundBy: 'chaos/killed-postman',
  },
  {
    name: 'the log does not say when it happened',
    promise: 4,
    file: 'src/persistence/step-columns.ts',
    text: `happened_at: chained.happenedAt,`,
    instead: `happened_at: null,`,
    foundBy: 'chaos/parcel',
  },
  {
    name: 'a case is stepped by another version than its own',
    promise: 5,
    file: 'src/persistence/case-in-play.ts',
    text: `await getCompiled(db, row.caseType, row.version);`,
    instead: `await getCompiled(db, row.caseType, 2).catch(() => getCompiled(db, row.caseType, row.version));`,
    foundBy: 'chaos/parcel',
  },
  {
    name: 'tasks are not opened',
    promise: 6,
    file: 'src/persistence/write-parts.ts',
    text: `from \${source} where \${CAUSED})\`,\n    after: { part: 'taskChanges'`,
    instead: `from \${source} where false and \${CAUSED})\`,\n    after: { part: 'taskChanges'`,
    foundBy: 'chaos/parcel',
  },
  {
    name: 'rules are not proved',
    promise: 7,
    file: 'src/machines/verify.ts',
    text: `      ...checked.flatMap((rule) => rule.problems),\n`,
    instead: ``,
    foundBy: 'unit/verify/rules',
    project: 'unit',
  },
  {
    name: 'a case is open to every team',
    promise: 8,
    file: 'src/persistence/viewer.ts',
    text: `(c.team_id = any (\${teamIds}) and`,
    instead: `((c.team_id = any (\${teamIds}) or true) and`,
    foundBy: 'e2e/api/access.test',
    project: 'e2e',
  },
  {
    name: 'who reads a case leaves no line in the access log',
    promise: 8,
    file: 'src/persistence/audit.ts',
    text: `  await query(db, LOG, [JSON.stringify(rows)]);`,
    instead: `  if (rows.some(({ action }) => action === 'case.read')) return;\n  await query(db, LOG, [JSON.stringify(rows)]);`,
    foundBy: 'e2e/api/access.test',
    project: 'e2e',
  },
  {
    name: 'an event is taken from who has not seen the newest one',
    promise: 9,
    file: 'src/persistence/apply-event.ts',
    text: `expectedSeq !== undefined && expectedSeq !== row.seq`,
    instead: `expectedSeq !== undefined && expectedSeq > row.seq`,
    foundBy: 'chaos/parcel',
  },
  {
    name: 'the same request is done twice',
    promise: 9,
    file: 'src/persistence/apply-event.ts',
    text: `  if (idempotency) keepAnswer(`,
    instead: `  if (idempotency && Math.random() > 2) keepAnswer(`,
    foundBy: 'chaos/parcel',
  },
];

const planted = BUGS.find(({ name }) => name === process.env.PLANTED);
if (process.env.PLANTED && !planted) throw new Error(`There is no bug "${process.env.PLANTED}".`);

/** What takes the place of which text in which file. */
export const editsOf = (bug) => [bug, ...(bug.also ?? [])];

/** The source of a file with the fault that `PLANTED` names, or as it is. */
export function plant(filename, source) {
  if (!planted) return source;
  const edit = editsOf(planted).find(({ file }) => filename.endsWith(`/${file}`));
  return edit ? source.replace(edit.text, () => edit.instead) : source;
}
