/** Problems of lengths of hours; part of the one table. */
export const HOUR_PROBLEM_TEXTS = {
  mixedLength: {
    da: '“{length}” blander dage og timer, og et døgn er ikke altid 24 timer. Skriv enten dage (P1D) eller timer (PT36H).',
    en: '“{length}” mixes days and hours, and a day is not always 24 hours. Write either days (P1D) or hours (PT36H).',
  },
  notWithHours: {
    da: '“{key}” hører til frister, der regnes i dage; “{length}” regnes i timer fra et tidspunkt. {da}',
    en: '“{key}” belongs to moments that are counted in days; “{length}” is counted in hours from an instant. {en}',
  },
  officeHoursOfDays: {
    da: '“officeHours” tæller åbningstid og kræver en længde i timer som PT12H. Skriv “workingDays” for at tælle arbejdsdage.',
    en: '“officeHours” counts the hours in which the office is open and needs a length of hours such as PT12H. Write “workingDays” to count working days.',
  },
  anchorNotInstant: {
    da: '“{length}” regnes fra et tidspunkt, men “{anchor}” er en dato uden klokkeslæt. Brug fx now, lastAt(HÆNDELSE) eller en oplysning med “format”: “date-time”.',
    en: '“{length}” is counted from an instant, but “{anchor}” is a date without a time of day. Use for example now, lastAt(EVENT) or a fact with “format”: “date-time”.',
  },
  hourRungOfDays: {
    da: '“{length}” er timer fra et tidspunkt, men fristen udløber med en dag. Skriv dage (-P1D), eller giv fristen en længde i timer.',
    en: '“{length}” is hours from an instant, but the deadline ends with a day. Write days (-P1D), or give the deadline a length of hours.',
  },
  everyOfHours: {
    da: '“{length}”: en påmindelse gentages med hele dage imellem, fx P1D. Skriv “at” for at påminde et antal timer efter fristen, fx PT2H.',
    en: '“{length}”: a reminder repeats with whole days in between, for example P1D. Write “at” to remind some hours after the deadline, for example PT2H.',
  },
} as const;
