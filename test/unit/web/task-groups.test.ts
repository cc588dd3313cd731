import type { TaskListRow } from '../../../web/src/api-types.js';
import {
  actOn,
  filterTasks,
  firstRows,
  groupTasks,
  isOver,
  urgencyOf,
} from '../../../web/src/inbox/task-groups.js';

const TODAY = '2026-03-27'; // a Friday
const NOW = '2026-03-27T08:00:00.000Z';

const task = (id: string, row: Partial<TaskListRow> = {}): TaskListRow => ({
  id,
  key: 'SCREEN',
  title: { da: 'Screen ansøgningen', en: 'Screen the application' },
  role: 'caseworker',
  caseId: 'c',
  caseNumber: '2026-000047',
  caseType: 'newApplication',
  citizenName: 'Noah Dahl',
  teamId: 't',
  assigneeId: null,
  assigneeName: null,
  deadlineKey: null,
  deadlineTitle: null,
  countedFrom: null,
  countedLength: null,
  dueOn: null,
  dueAt: null,
  latestSendOn: null,
  openedAt: '2026-03-20T08:00:00.000Z',
  ...row,
});

describe('the day that counts', () => {
  it('is the last day to send a letter when that comes before the due day', () => {
    expect(actOn({ latestSendOn: '2026-03-30', dueOn: '2026-04-03' })).toBe('2026-03-30');
    expect(actOn({ latestSendOn: '2026-04-06', dueOn: '2026-04-03' })).toBe('2026-04-03');
    expect(actOn({ latestSendOn: null, dueOn: '2026-04-03' })).toBe('2026-04-03');
    expect(actOn({ latestSendOn: null, dueOn: null })).toBeNull();
  });

  it.each([
    [null, 'undated'],
    ['2026-03-26', 'overdue'],
    ['2026-03-27', 'today'],
    ['2026-03-29', 'week'],
    ['2026-03-30', 'later'],
  ])('makes %s %s on a Friday', (day, urgency) => {
    expect(urgencyOf(day, TODAY)).toBe(urgency);
  });

  it('is over when the moment of a task has passed, though its day has not', () => {
    const dueAt = '2026-03-27T10:00:00.000Z';
    expect(isOver({ dueAt }, '2026-03-27T09:59:59.999Z')).toBe(false);
    expect(isOver({ dueAt }, dueAt)).toBe(true);
    expect(isOver({ dueAt, pausedOn: '2026-03-26' }, dueAt)).toBe(false);
    expect(isOver({ dueAt: null }, dueAt)).toBe(false);
    expect(urgencyOf(TODAY, TODAY, true)).toBe('overdue');
  });
});

describe('the groups of a list', () => {
  const tasks = [
    task('a', { dueOn: '2026-03-20' }),
    task('b', { dueOn: '2026-03-21' }),
    task('c', { dueOn: '2026-04-20' }),
    task('d'),
  ];

  it('come by urgency, and only those that have tasks', () => {
    const groups = groupTasks(tasks, TODAY, NOW).map(({ urgency, tasks: rows }) => [urgency, rows.length]);
    expect(groups).toEqual([
      ['overdue', 2],
      ['later', 1],
      ['undated', 1],
    ]);
  });

  it.each([
    [0, ['', '', '']],
    [1, ['a', '', '']],
    [3, ['ab', 'c', '']],
    [9, ['ab', 'c', 'd']],
  ])('begin with the %s most urgent tasks', (count, ids) => {
    const rows = firstRows(groupTasks(tasks, TODAY, NOW), count);
    expect(rows.map((each) => each.map(({ id }) => id).join(''))).toEqual(ids);
  });
});

describe('a word that is looked for', () => {
  const tasks = [task('a'), task('b', { citizenName: null, caseNumber: '2026-000099' })];
  const found = (text: string) => filterTasks(tasks, text, () => 'Ny ansøgning').map(({ id }) => id);

  it.each([
    ['', ['a', 'b']],
    ['NOAH', ['a']],
    ['ansøgning 000099', ['b']],
    ['application noah', ['a']],
    ['noah 000099', []],
  ])('%j is found in title, number, citizen or case type of %j', (text, ids) => {
    expect(found(text)).toEqual(ids);
  });
});
