import { createCalendar } from '../../../src/machines/calendar.js';
import { danishCalendar } from '../../../src/machines/holidays.js';
import { calendarChanges } from '../../../src/modules/calendar/calendar-changes.js';
import { editCalendar } from '../../../src/modules/calendar/calendar-edit.js';
import { clocksWith, faultsOfClocks } from '../../../web/src/settings/clocks.js';
import {
  daysOfRule,
  faultsOfRule,
  newRule,
  yearSpans,
  type RuleValues,
} from '../../../web/src/settings/day-rule.js';
import { editOf, MEETINGS, withChange, type Pending } from '../../../web/src/settings/pending.js';
import { placeName } from '../../../web/src/settings/place-names.js';
import { ruleWords } from '../../../web/src/settings/rule-texts.js';
import { readDays } from '../../../web/src/settings/year-days.js';
import { lawCountries } from '../../../src/machines/countries.js';

const data = danishCalendar({ version: 1, from: '2020-01-01', to: '2030-12-31' });
const edited = (...changes: Pending[]) =>
  editCalendar(data, editOf(changes.reduce(withChange, [] as Pending[])));
const bavaria: Pending = {
  kind: 'law',
  place: 'Tyskland, Bayern',
  law: { country: 'DE', state: 'BY', zone: 'Europe/Berlin', language: 'de' },
};
const rule = (values: Partial<RuleValues>): RuleValues => ({
  ...newRule('yearly', '2026-03-27'),
  fromYear: '',
  ...values,
});

describe('changes of the calendar that are more than one day', () => {
  it('add a holiday from one year to another, and take one away', () => {
    const after = edited(
      { kind: 'name', list: 'holidays', name: 'store bededag', day: 'easter 26', fromYear: 2028 },
      { kind: 'unname', list: 'holidays', name: '2. pinsedag', fromYear: 2027, untilYear: 2029 },
    );
    const years = (name: string) =>
      yearSpans(Object.entries(after.holidays).flatMap(([date, day]) => (day === name ? [date] : [])));
    expect(years('store bededag')).toBe('2020–2023, 2028–2030');
    expect(years('2. pinsedag')).toBe('2020–2026, 2030');
  });

  it('move a holiday: what goes comes before what comes', () => {
    const after = edited(
      { kind: 'name', list: 'citizenHolidays', name: 'grundlovsdag', day: '06-06', fromYear: 2027 },
      { kind: 'unname', list: 'citizenHolidays', name: 'grundlovsdag', fromYear: 2027 },
    );
    const days = Object.keys(after.citizenHolidays).filter((date) => date.slice(5, 7) === '06');
    expect(days.filter((date) => date > '2026').sort()).toEqual([
      '2026-06-05',
      '2027-06-06',
      '2028-06-06',
      '2029-06-06',
      '2030-06-06',
    ]);
  });

  it('follow the law of another country, under which no Danish holiday can be taken away', () => {
    const changes = [{ kind: 'unname', list: 'holidays', name: 'skærtorsdag' } as Pending, bavaria].reduce(
      withChange,
      [] as Pending[],
    );
    expect(changes).toEqual([bavaria]);
    expect(editCalendar(data, editOf(changes))).toMatchObject({ country: 'DE-BY', zone: 'Europe/Berlin' });
  });

  it('have other clocks', () => {
    const late: Pending = { kind: 'clock', clock: 'sendCutOff', time: '16:00' };
    expect(edited(late)).toMatchObject({ reminderClock: '08:00', sendCutOff: '16:00' });
    expect(clocksWith(data, [late])).toMatchObject({ sendFrom: '08:00', sendCutOff: '16:00' });
  });

  it('make a series by rules, move it to others from one year on, and end it', () => {
    const monthly = daysOfRule(rule({ kind: 'weekday', count: 2, weekday: 'thursday', month: 0 }));
    const made = edited({
      kind: 'addRule',
      series: 'ungeraad',
      days: monthly,
      fromYear: 2026,
      untilYear: 2026,
    });
    expect(made.series['ungeraad']).toHaveLength(12);
    expect(createCalendar(made).seriesDate('ungeraad', '2026-03-01')).toBe('2026-03-12');
    const moved = edited(
      { kind: 'removeRule', series: MEETINGS, days: ['3rd wednesday in may'], fromYear: 2027 },
      { kind: 'addRule', series: MEETINGS, days: ['2nd tuesday in may'], fromYear: 2027 },
    );
    const mays = moved.series[MEETINGS]!.filter((date) => date.slice(5, 7) === '05' && date > '2026');
    expect(mays).toEqual(['2026-05-20', '2027-05-11', '2028-05-09', '2029-05-08', '2030-05-14']);
    const ended = edited(
      { kind: 'add', series: MEETINGS, date: '2026-05-27' },
      { kind: 'endSeries', series: MEETINGS },
    );
    expect(ended.series).toEqual({});
    expect(calendarChanges(data, ended).series).toMatchObject([{ name: MEETINGS, whole: 'removed' }]);
  });

  it('show on the days of the year what a preview has found', () => {
    const after = edited({ kind: 'name', list: 'holidays', name: 'byens dag', day: '09-01', fromYear: 2026 });
    const dayOf = readDays(data, [], calendarChanges(data, after));
    expect(dayOf('2026-09-01')).toMatchObject({ kind: 'closing', name: 'byens dag' });
    expect(dayOf('2026-08-31')).toMatchObject({ kind: 'eve' });
    const german = readDays(data, [], calendarChanges(data, edited(bavaria)));
    expect(german('2026-04-02')).toMatchObject({ kind: 'opening', name: 'skærtorsdag' });
    expect(german('2026-04-03')).toMatchObject({ kind: 'holiday' });
  });
});

describe('a rule for days', () => {
  it.each<[Partial<RuleValues>, string[], string]>([
    [{ kind: 'date', date: '2027-05-14' }, ['2027-05-14'], 'fredag den 14. maj 2027'],
    [{ kind: 'yearly', day: '5', month: 6 }, ['06-05'], '5. juni hvert år'],
    [{ kind: 'easter', offset: '26' }, ['easter 26'], '26 dage efter påskedag'],
    [{ kind: 'easter', offset: '-1' }, ['easter -1'], '1 dag før påskedag'],
    [{ kind: 'easter', offset: '0' }, ['easter'], 'påskedag'],
    [
      { kind: 'weekday', count: 3, weekday: 'wednesday', month: 2 },
      ['3rd wednesday in february'],
      'den tredje onsdag i februar',
    ],
  ])('%j is read by the calendar and said in words', (values, days, words) => {
    expect(faultsOfRule(rule(values), data)).toEqual({});
    expect(daysOfRule(rule(values))).toEqual(days);
    expect(ruleWords(days, {}, 'da')).toBe(words);
    expect(() => edited({ kind: 'name', list: 'holidays', name: 'x', day: days[0]! })).not.toThrow();
  });

  it.each<[Partial<RuleValues>, object]>([
    [{ kind: 'date', date: '' }, { date: 'date' }],
    [{ kind: 'date', date: '2031-01-01' }, { date: 'outside' }],
    [{ day: '31', month: 4 }, { day: 'day' }],
    [{ day: '', month: 4 }, { day: 'day' }],
    [{ kind: 'easter', offset: 'to' }, { offset: 'offset' }],
    [{ day: '5', month: 6, fromYear: '1999' }, { fromYear: 'year' }],
    [{ day: '5', month: 6, fromYear: '2027', untilYear: '2026' }, { untilYear: 'yearOrder' }],
  ])('%j is refused beside its field', (values, faults) => {
    expect(faultsOfRule(rule(values), data)).toEqual(faults);
  });

  it('says every month, and its years', () => {
    const days = daysOfRule(rule({ kind: 'weekday', count: 2, weekday: 'thursday', month: 0 }));
    expect(ruleWords(days, { fromYear: 2027 }, 'da')).toBe('den anden torsdag i hver måned, fra og med 2027');
    expect(ruleWords(days, { untilYear: 2028 }, 'en')).toBe('the second Thursday of every month, until 2028');
  });
});

describe('the clocks that were typed', () => {
  const present = { reminderClock: '08:00', sendFrom: '08:00', sendCutOff: '18:00' };
  it.each([
    [{ reminderClock: 'otte' }, { reminderClock: 'unreadable' }],
    [{ sendFrom: '2.30' }, { sendFrom: 'clockChange' }],
    [{ sendCutOff: '8.00' }, { reminderClock: 'order', sendFrom: 'order' }],
    [{ sendFrom: '800' }, { reminderClock: 'same' }],
    [{ sendFrom: '7.30' }, {}],
  ])('%j', (typed, faults) => {
    expect(faultsOfClocks({ ...present, ...typed }, present)).toEqual(faults);
  });
});

describe('the countries of holidays', () => {
  it('have names in the language of the user, states and regions in their own', () => {
    const countries = lawCountries();
    expect(placeName(['DE', 'BY'], countries, 'da')).toBe('Tyskland, Bayern');
    expect(placeName(['DE', 'BY', 'A'], countries, 'en')).toBe('Germany, Bayern, Stadt Augsburg');
    expect(countries.find(({ code }) => code === 'DK')).toMatchObject({
      zones: ['Europe/Copenhagen'],
      languages: ['da', 'en'],
    });
    expect(countries.every(({ zones, languages }) => zones.length > 0 && languages.length > 0)).toBe(true);
  });
});
