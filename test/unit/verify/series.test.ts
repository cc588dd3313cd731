import { expect, test } from '@jest/globals';
import { verify } from '../../../src/machines/verify.js';
import { definitionOf } from '../../support/definition.js';

const asking = definitionOf({
  delays: {
    next: { due: 'series("cafeMeeting", today)' },
    other: { due: "series('forum', quarterOf(today))" },
  },
});
const told = (series?: string[]) =>
  verify(asking, { neighbours: { current: {}, ...(series && { series }) }, only: 'neighbours' }).problems;

test('a series that the calendar does not have is a problem where it is named', () => {
  expect(told(['cafeMeeting'])).toMatchObject([
    { code: 'unknownSeries', path: '/delays/other/due', details: { name: 'forum', known: 'cafeMeeting' } },
  ]);
  expect(told([]).map(({ path }) => path)).toEqual(['/delays/next/due', '/delays/other/due']);
});

test('nothing is said where the calendar is not known, and of series that it has', () => {
  expect(told()).toEqual([]);
  expect(told(['forum', 'cafeMeeting'])).toEqual([]);
});
