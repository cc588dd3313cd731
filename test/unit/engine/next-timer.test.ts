import { nextTimer } from '../../../src/machines/index.js';

const armedAt = '2026-02-02T08:00:00.000Z';
const timers = {
  later: { dueAt: '2026-02-06T08:00:00.000Z', arming: 1, armedAt },
  second: { dueAt: '2026-02-05T08:00:00.000Z', arming: 3, armedAt },
  first: { dueAt: '2026-02-05T08:00:00.000Z', arming: 2, armedAt },
};

test('the timer that is due first comes next; of two at one instant the one that was armed first', () => {
  expect(nextTimer({ timers })).toEqual({ id: 'first', dueAt: '2026-02-05T08:00:00.000Z', arming: 2 });
});

test('a timer that does not count is passed over', () => {
  expect(nextTimer({ timers }, ({ arming }) => arming !== 2)).toMatchObject({ id: 'second' });
});

test('no timer comes next where none waits', () => {
  expect(nextTimer({ timers: {} })).toBeUndefined();
});
