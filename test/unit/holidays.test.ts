import { describe, expect, it } from '@jest/globals';
import { addDays, weekdayOf } from '../../src/machines/dates.js';
import {
  calendarOf,
  DANISH_CLOSED_DAYS,
  DANISH_LAW,
  danishCalendar,
  publicCalendar,
} from '../../src/machines/holidays.js';

const danish = danishCalendar({ version: 1 });

/** Easter by the golden number and the moon's age, reckoned apart from the holiday library. */
function easter(year: number): string {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const moonShift = Math.floor((8 * century + 13) / 25);
  let moon = (century - Math.floor(century / 4) - moonShift + 19 * golden + 15) % 30;
  if (moon === 29 || (moon === 28 && golden > 10)) moon -= 1;
  const fullMoon = addDays(`${year}-03-21`, moon);
  return addDays(fullMoon, 7 - (weekdayOf(fullMoon) % 7));
}

function byLaw(year: number): Record<string, string> {
  const sunday = easter(year);
  return {
    [`${year}-01-01`]: 'nytårsdag',
    [addDays(sunday, -3)]: 'skærtorsdag',
    [addDays(sunday, -2)]: 'langfredag',
    [sunday]: 'påskedag',
    [addDays(sunday, 1)]: '2. påskedag',
    ...(year <= 2023 && { [addDays(sunday, 26)]: 'store bededag' }),
    [addDays(sunday, 39)]: 'Kristi himmelfartsdag',
    [addDays(sunday, 49)]: 'pinsedag',
    [addDays(sunday, 50)]: '2. pinsedag',
    [`${year}-12-25`]: 'juledag',
    [`${year}-12-26`]: '2. juledag',
  };
}

describe('the Danish calendar', () => {
  it('has exactly the holidays of the law in every year from 2000 to 2060', () => {
    for (let year = 2000; year <= 2060; year += 1) {
      const ofYear = Object.entries(danish.holidays).filter(([date]) => date.startsWith(`${year}`));
      expect(Object.fromEntries(ofYear)).toEqual(byLaw(year));
    }
    expect(easter(2026)).toBe('2026-04-05');
  });

  it('keeps store bededag until 2023 only', () => {
    const kept = Object.entries(danish.holidays).filter(([, name]) => name === 'store bededag');
    expect(
      kept
        .map(([date]) => date)
        .sort()
        .at(-1),
    ).toBe('2023-05-05');
    expect(danish.holidays['2026-05-01']).toBeUndefined();
  });

  it('closes on 5 June, 24 and 31 December of every year unless told otherwise', () => {
    expect(Object.keys(danish.closedDays)).toHaveLength(3 * 61);
    expect(danish.closedDays['2026-06-05']).toBe('grundlovsdag');
    const own = danishCalendar({
      version: 2,
      from: '2026-01-01',
      to: '2027-12-31',
      closedDays: { '12-24': 'juleaftensdag', '2026-05-15': 'fredag efter Kristi himmelfartsdag' },
    });
    expect(Object.keys(own.closedDays).sort()).toEqual(['2026-05-15', '2026-12-24', '2027-12-24']);
    expect(danishCalendar({ version: 3, closedDays: undefined }).closedDays).toEqual(danish.closedDays);
    expect(DANISH_CLOSED_DAYS['12-31']).toBe('nytårsaftensdag');
  });

  it('has its clocks, zone and reach', () => {
    expect(danish).toMatchObject({
      version: 1,
      zone: 'Europe/Copenhagen',
      from: '2000-01-01',
      to: '2060-12-31',
    });
    expect(danish).toMatchObject({ reminderClock: '08:00', sendCutOff: '18:00' });
    expect(danishCalendar({ version: 2, sendCutOff: '16:30', reminderClock: '07:30' })).toMatchObject({
      sendCutOff: '16:30',
      reminderClock: '07:30',
    });
  });

  it('leaves out what lies before its first and after its last day', () => {
    const short = danishCalendar({ version: 1, from: '2026-04-03', to: '2026-12-25' });
    expect(Object.keys(short.holidays).sort()[0]).toBe('2026-04-03');
    expect(short.holidays['2026-12-26']).toBeUndefined();
    expect(short.closedDays['2026-12-31']).toBeUndefined();
    expect(short.series['cafeMeeting']).toEqual(['2026-05-20', '2026-08-19', '2026-11-18']);
  });

  it('holds café meetings on the third Wednesday of the middle month of each quarter', () => {
    const cafes = danish.series['cafeMeeting']!;
    expect(cafes).toHaveLength(4 * 61);
    for (const date of cafes) {
      expect(weekdayOf(date)).toBe(3);
      expect(date).toMatch(/-(02|05|08|11)-(15|16|17|18|19|20|21)$/);
    }
  });

  it('has the series that it is given, by dates or by rules', () => {
    const { series } = danishCalendar({
      version: 2,
      from: '2026-01-01',
      to: '2027-12-31',
      series: {
        teamDay: ['2026-09-01', '1st Tuesday in March', '5th friday in february'],
        forum: ['12-01', 'easter 39'],
      },
    });
    expect(series).toEqual({
      teamDay: ['2026-03-03', '2026-09-01', '2027-03-02'],
      forum: ['2026-05-14', '2026-12-01', '2027-05-06', '2027-12-01'],
    });
  });

  it.each(['nonsense', '13-01', '02-30', '2026-02-30', '3rd funday in may', 'substitutes', 'easter 4000'])(
    'refuses “%s” as a day',
    (day) => {
      expect(() => danishCalendar({ version: 1, series: { x: [day] } })).toThrow(
        expect.objectContaining({ code: 'invalidDate' }),
      );
    },
  );

  it('has 29 February in leap years only', () => {
    const { closedDays } = danishCalendar({
      version: 1,
      from: '2027-01-01',
      to: '2029-12-31',
      closedDays: { '02-29': 'x' },
    });
    expect(Object.keys(closedDays)).toEqual(['2028-02-29']);
  });

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(danish))).toEqual(danish);
  });
});

describe('another country', () => {
  it('needs no code', () => {
    const bavaria = publicCalendar({
      version: 1,
      country: 'DE',
      state: 'BY',
      zone: 'Europe/Berlin',
      language: 'de',
      from: '2026-01-01',
      to: '2026-12-31',
    });
    expect(bavaria.holidays['2026-10-03']).toBe('Tag der Deutschen Einheit');
    expect(bavaria.holidays['2026-01-06']).toBe('Heilige Drei Könige');
    expect(bavaria.closedDays).toEqual({});
  });

  it.each([
    [{ country: 'XX' }],
    [{ country: 'DE', state: 'XX' }],
    [{ country: 'DE', state: 'BY', region: 'XX' }],
  ])('that nobody knows is refused: %j', (law) => {
    expect(() => publicCalendar({ version: 1, zone: 'Europe/Berlin', language: 'de', ...law })).toThrow(
      expect.objectContaining({ code: 'invalidCalendar' }),
    );
  });

  it('comes with nothing of the Danish municipalities, but for Denmark', () => {
    const law = { country: 'US', state: 'NY', zone: 'America/New_York', language: 'en' };
    const there = calendarOf(law, { version: 1 });
    expect(there).toMatchObject({
      country: 'US-NY',
      zone: law.zone,
      closedDays: {},
      citizenHolidays: {},
      series: {},
    });
    expect(there.holidays['2026-07-04']).toBe('Independence Day');
    expect(calendarOf(DANISH_LAW, { version: 1 })).toEqual(danish);
  });

  it('may have holidays of several days', () => {
    const korea = publicCalendar({
      version: 1,
      country: 'KR',
      zone: 'Asia/Seoul',
      language: 'en',
      from: '2026-09-01',
      to: '2026-09-30',
    });
    expect(Object.keys(korea.holidays).sort()).toEqual(['2026-09-24', '2026-09-25', '2026-09-26']);
  });
});
