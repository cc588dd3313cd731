import { createCalendar } from '../../../src/machines/calendar.js';
import { certificateOf, findDueMoment, type DueInput } from '../../../src/machines/due-moment.js';
import { danishCalendar } from '../../../src/machines/holidays.js';
import { legalDate } from '../../../src/machines/instants.js';
import { stepWords } from '../../../web/src/case/certificate-words.js';

const calendar = createCalendar(danishCalendar({ version: 1 }));

function wordsOf(
  at: string,
  language: 'da' | 'en',
  rule: Pick<DueInput, 'length' | 'counting' | 'pauses'>,
): string[] {
  const anchor = { at, on: legalDate(at, calendar.zone), expression: 'now' };
  const input: DueInput = { anchor, at: 'endOfDay', target: 'nominal', ...rule };
  const found = findDueMoment(input, calendar);
  const certificate = certificateOf({ key: 'answer', definition: {}, input, found, calendar });
  return certificate.steps.map(stepWords(certificate, language));
}

describe('the certificate of hours', () => {
  const friday = '2026-03-06T13:30:00.000Z';
  const rule = { length: 'PT3H', counting: 'officeHours' as const };

  it('explains each stretch in Danish', () => {
    expect(wordsOf(friday, 'da', rule)).toEqual([
      'Regnet fra fredag den 6. marts 2026 kl. 14.30.',
      'Fredag 6. marts 14.30–16.00: 1 t 30 min',
      '7. marts 2026 tæller ikke: lørdag.',
      '8. marts 2026 tæller ikke: søndag.',
      'Mandag 9. marts 08.00–09.30: 1 t 30 min',
      '3 timer i åbningstiden frem giver mandag den 9. marts 2026 kl. 09.30.',
    ]);
  });

  it('and in English', () => {
    expect(wordsOf(friday, 'en', rule).map((line) => line.replaceAll(',', ''))).toEqual([
      'Counted from Friday 6 March 2026 at 14:30.',
      'Friday 6 March 14:30–16:00: 1 h 30 min',
      '7 March 2026 does not count: Saturday.',
      '8 March 2026 does not count: Sunday.',
      'Monday 9 March 08:00–09:30: 1 h 30 min',
      '3 hours within office hours ahead gives Monday 9 March 2026 at 09:30.',
    ]);
  });

  it('says that the clocks were changed', () => {
    expect(wordsOf('2026-03-28T20:00:00.000Z', 'da', { length: 'PT12H' }).slice(1)).toEqual([
      'Lørdag 28. marts 21.00 – søndag 29. marts 10.00: 12 t',
      'Uret blev stillet 1 time frem undervejs.',
      '12 timer frem giver søndag den 29. marts 2026 kl. 10.00.',
    ]);
    expect(wordsOf('2026-10-24T20:00:00.000Z', 'en', { length: 'PT12H' })[2]).toBe(
      'The clocks were put back 1 hour in between.',
    );
  });

  it('says what a pause took, and that a count may go back', () => {
    const [fromAt, toAt] = ['2026-03-06T14:00:00.000Z', '2026-03-06T14:20:00.000Z'];
    const pauses = [{ from: '2026-03-06', to: '2026-03-06', fromAt, toAt }];
    expect(wordsOf(friday, 'da', { length: 'PT1H', pauses }).at(-1)).toBe(
      'I bero fredag 6. marts 15.00–15.20: 20 min lægges til, så fristen udløber fredag den 6. marts 2026 kl. 15.50.',
    );
    expect(wordsOf(friday, 'da', { length: '-PT2H' }).at(-1)).toBe(
      '2 timer tilbage giver fredag den 6. marts 2026 kl. 12.30.',
    );
  });
});
