import { createCalendar } from '../../../src/machines/calendar.js';
import { danishCalendar } from '../../../src/machines/holidays.js';
import { editCalendar } from '../../../src/modules/calendar/calendar-edit.js';
import { faultOfHours, hoursWith, readHours } from '../../../web/src/settings/hours.js';
import { editOf, withChange, without, type Pending } from '../../../web/src/settings/pending.js';

const data = danishCalendar({ version: 1 });
const friday: Pending = { kind: 'hours', weekday: 'friday', hours: { from: '08:00', to: '14:00' } };
const noWednesday: Pending = { kind: 'hours', weekday: 'wednesday', hours: null };

describe('changed office hours', () => {
  it('are what the server is asked for, and what it makes of it', () => {
    const changes = [friday, noWednesday].reduce(withChange, [] as Pending[]);
    const edited = editCalendar(data, editOf(changes));
    expect(edited.officeHours).toEqual(hoursWith(data, changes));
    expect(edited.officeHours).toMatchObject({ friday: { to: '14:00' } });
    expect(edited.officeHours).not.toHaveProperty('wednesday');
  });

  it('take the place of a change of the same weekday, stand beside those of days, and are taken back', () => {
    const later: Pending = { ...friday, hours: { from: '08:00', to: '15:00' } };
    const day: Pending = { kind: 'close', date: '2026-05-15', name: 'Lukket' };
    const changes = [friday, day, later].reduce(withChange, [] as Pending[]);
    expect(changes).toEqual([day, later]);
    expect(without(changes, later)).toEqual([day]);
    expect(editOf([day])).not.toHaveProperty('officeHours');
  });

  it.each([
    ['8.00', '1600', { from: '08:00', to: '16:00' }],
    [' ', '', null],
    ['8', '16.00', 'unreadable'],
    ['', '16.00', 'unreadable'],
  ])('typed as %j and %j are read', (from, to, read) => {
    expect(readHours(from, to)).toEqual(read);
  });

  it.each([
    [{ from: '16:00', to: '08:00' }, 'order'],
    [{ from: '02:30', to: '08:00' }, 'clockChange'],
    [{ from: '08:00', to: '16:00' }, 'same'],
    ['unreadable' as const, 'unreadable'],
    [{ from: '09:00', to: '16:00' }, undefined],
    [null, undefined],
  ])('%j on a Monday: %s, as the calendar says too', (hours, fault) => {
    expect(faultOfHours(hours, 'monday', data.officeHours)).toBe(fault);
    if (hours === 'unreadable' || fault === 'same') return;
    const changes: Pending[] = [{ kind: 'hours', weekday: 'monday', hours }];
    const make = () => createCalendar(editCalendar(data, editOf(changes)));
    if (fault) expect(make).toThrow(expect.objectContaining({ code: 'invalidCalendar' }));
    else expect(make).not.toThrow();
  });

  it('leave the office open on one weekday at least', () => {
    const present = { monday: { from: '08:00', to: '16:00' } };
    expect(faultOfHours(null, 'monday', present)).toBe('neverOpen');
    expect(faultOfHours(null, 'friday', present)).toBe('same');
  });
});
