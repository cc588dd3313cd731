import type { CalendarData } from '../../src/machines/calendar.js';
import { danishCalendar } from '../../src/machines/holidays.js';
import { getCurrentCalendar, publishCalendar } from '../../src/persistence/calendars.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const closing = (date: string) => danishCalendar({ version: 1, closedDays: { [date]: 'Lukket' } });

it('of two who edit the same version of the calendar, the second is refused instead of undoing the first', async () => {
  const { ds } = database;
  await publishCalendar(ds, danishCalendar({ version: 1 }), { by: 'bo' });
  expect(await publishCalendar(ds, closing('2026-05-04'), { by: 'bo', basedOn: 1 })).toBe(2);
  const second = publishCalendar(ds, closing('2026-05-05'), { by: 'ida', basedOn: 1 });
  await expect(second).rejects.toMatchObject({ code: '23505' });
  const { version, data } = await getCurrentCalendar(ds);
  expect([version, data.closedDays]).toEqual([2, { '2026-05-04': 'Lukket' }]);
});

it('a calendar that was published before there were office hours has the usual ones', async () => {
  const { officeHours, ...before } = danishCalendar({ version: 1 });
  await publishCalendar(database.ds, before as CalendarData, { by: 'bo' });
  const { data } = await getCurrentCalendar(database.ds);
  expect(data.officeHours).toEqual(officeHours);
  expect(officeHours).toMatchObject({ friday: { from: '08:00', to: '16:00' } });
});
