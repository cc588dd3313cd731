import { bilingual } from '../ui/language.js';

/** Holidays by rules, clocks, country and series of the calendar. */
export const partsTexts = bilingual(
  {
    action: 'Hvad skal ske?',
    add: 'Føj til ændringerne',
    named: {
      title: 'Helligdage gennem årene',
      lead: 'Skift dem, når en lov gør det. En dag, der kun tæller for borgernes frister, er stadig arbejdsdag på kontoret.',
      lists: {
        holidays: 'Helligdage',
        citizenHolidays: 'Tæller kun for borgernes frister',
      },
      listLabel: 'Hvilken slags dag',
      none: 'Ingen.',
      acts: { name: 'Tilføj en helligdag', unname: 'Fjern en helligdag' },
      name: 'Hvad dagen kaldes',
      nameHelp: 'Fx “store bededag”. Navnet står i forklaringen af fristen.',
      which: 'Hvilken helligdag',
      choose: 'Vælg en dag',
      faults: { name: 'Skriv, hvad dagen kaldes', which: 'Vælg den dag, der skal fjernes' },
      lawPending: (place: string) =>
        `Helligdagene bliver dem, der gælder i ${place}. Offentliggør skiftet, før du fjerner nogen af dem.`,
    },
    clocks: {
      title: 'Klokkeslæt',
      lead: 'De gælder på arbejdsdage. Der sendes ingen påmindelser eller breve, når dagens sidste tid er passeret.',
      names: {
        reminderClock: 'Påmindelser kommer',
        sendFrom: 'Breve sendes tidligst',
        sendCutOff: 'Breve sendes senest før',
      },
      help: 'Fx 8.00',
      submit: 'Skift klokkeslæt',
      typed: (clock: string) => clock.replace(':', '.'),
      shown: (clock: string) => `kl. ${clock.replace(':', '.')}`,
      faults: {
        unreadable: 'Skriv et klokkeslæt, fx 8.00',
        clockChange: 'Tider mellem 2.00 og 3.00 kan ikke bruges: uret stilles i den time',
        order: 'Tiden skal ligge før den, hvor dagens sidste breve sendes',
        same: 'Det er klokkeslættene i forvejen',
      },
    },
    law: {
      title: 'Land og tidszone',
      lead: 'Helligdagene følger landets lov. Skifter du land, afløser dets helligdage alle de nuværende; lukkedage, møder og klokkeslæt bliver.',
      country: 'Land',
      state: 'Delstat eller område',
      region: 'Egn',
      everywhere: 'Hele landet',
      wholeState: 'Hele området',
      zone: 'Tidszone',
      language: 'Sprog for helligdagenes navne',
      submit: 'Skift land og tidszone',
      faults: { same: 'Det er landet og tidszonen i forvejen' },
    },
    series: {
      title: 'Rækker af mødedage',
      lead: 'Dage, der vender tilbage, og som sagstyperne kan regne en frist fra.',
      inYear: (year: number) => `Dage i ${year}`,
      names: { cafeMeeting: 'Cafémøder' },
      none: (year: number) => `Ingen dage i ${year}.`,
      remove: 'Fjern',
      removeDay: (day: string, series: string) => `Fjern ${day} fra ${series}`,
      ending: 'Hele rækken bliver fjernet.',
      acts: {
        addRule: 'Tilføj dage',
        removeRule: 'Fjern dage',
        endSeries: 'Fjern hele rækken',
      },
      series: 'Række',
      newSeries: 'En ny række …',
      name: 'Rækkens navn',
      nameHelp:
        'Sådan skrives den i sagstypernes definitioner: ét ord af bogstaverne a–z og tal, der begynder med et bogstav. Fx ungeraad.',
      faults: {
        name: 'Skriv et navn af bogstaverne a–z og tal, der begynder med et bogstav',
        there: 'Der er allerede en række af det navn',
        day: 'Rækken har allerede den dag',
        noDay: 'Rækken har ikke den dag',
      },
    },
    changes: {
      name: (list: 'holidays' | 'citizenHolidays', name: string, when: string) =>
        list === 'holidays'
          ? `Ny helligdag: ${name}, ${when}`
          : `Tæller for borgernes frister: ${name}, ${when}`,
      unname: (list: 'holidays' | 'citizenHolidays', name: string, when: string) =>
        list === 'holidays'
          ? `Ikke længere helligdag: ${name}${when}`
          : `Tæller ikke længere for borgernes frister: ${name}${when}`,
      addRule: (series: string, when: string) => `${series}: nye dage, ${when}`,
      removeRule: (series: string, when: string) => `${series}: uden ${when}`,
      add: (series: string, day: string) => `${series}: ny dag, ${day}`,
      remove: (series: string, day: string) => `${series}: uden ${day}`,
      endSeries: (series: string) => `Rækken fjernes: ${series}`,
      law: (place: string, zone: string) => `Helligdage som i ${place}, tidszone ${zone}`,
    },
  },
  {
    action: 'What is to happen?',
    add: 'Add to the changes',
    named: {
      title: 'Public holidays through the years',
      lead: 'Change them when a law does. A day that counts for citizens’ limits only is still a working day of the office.',
      lists: {
        holidays: 'Public holidays',
        citizenHolidays: 'Count for citizens’ limits only',
      },
      listLabel: 'Which kind of day',
      none: 'None.',
      acts: { name: 'Add a holiday', unname: 'Remove a holiday' },
      name: 'What the day is called',
      nameHelp: 'For instance “store bededag”. The name stands in the explanation of deadlines.',
      which: 'Which holiday',
      choose: 'Choose a day',
      faults: { name: 'Enter what the day is called', which: 'Choose the day to be removed' },
      lawPending: (place) =>
        `The holidays will be those of ${place}. Publish that before you remove any of them.`,
    },
    clocks: {
      title: 'Times of day',
      lead: 'They count on working days. No reminders or letters leave once the last time of the day has passed.',
      names: {
        reminderClock: 'Reminders come at',
        sendFrom: 'Letters leave from',
        sendCutOff: 'Letters leave until',
      },
      help: 'For instance 8:00',
      submit: 'Change the times',
      typed: (clock) => clock,
      shown: (clock) => clock,
      faults: {
        unreadable: 'Enter a time of day, for instance 8:00',
        clockChange: 'Times between 2:00 and 3:00 cannot be used: clocks are changed in that hour',
        order: 'The time must lie before the one until which letters leave',
        same: 'Those are the times already',
      },
    },
    law: {
      title: 'Country and time zone',
      lead: 'Public holidays follow the law of the country. Those of another country take the place of all present ones; closed days, meetings and times stay.',
      country: 'Country',
      state: 'State or area',
      region: 'Region',
      everywhere: 'The whole country',
      wholeState: 'The whole area',
      zone: 'Time zone',
      language: 'Language of the holidays’ names',
      submit: 'Change country and time zone',
      faults: { same: 'That is the country and time zone already' },
    },
    series: {
      title: 'Series of meeting days',
      lead: 'Days that come back, and that case types can count a deadline from.',
      inYear: (year) => `Days of ${year}`,
      names: { cafeMeeting: 'Café meetings' },
      none: (year) => `No days in ${year}.`,
      remove: 'Remove',
      removeDay: (day, series) => `Remove ${day} from ${series}`,
      ending: 'The whole series will be removed.',
      acts: {
        addRule: 'Add days',
        removeRule: 'Remove days',
        endSeries: 'Remove the whole series',
      },
      series: 'Series',
      newSeries: 'A new series …',
      name: 'Name of the series',
      nameHelp:
        'As the definitions of case types write it: one word of the letters a–z and digits that begins with a letter. For instance youthCouncil.',
      faults: {
        name: 'Enter a name of the letters a–z and digits that begins with a letter',
        there: 'There is a series of that name already',
        day: 'The series has that day already',
        noDay: 'The series does not have that day',
      },
    },
    changes: {
      name: (list, name, when) =>
        list === 'holidays'
          ? `New public holiday: ${name}, ${when}`
          : `Counts for citizens’ limits: ${name}, ${when}`,
      unname: (list, name, when) =>
        list === 'holidays'
          ? `No longer a public holiday: ${name}${when}`
          : `No longer counts for citizens’ limits: ${name}${when}`,
      addRule: (series, when) => `${series}: new days, ${when}`,
      removeRule: (series, when) => `${series}: without ${when}`,
      add: (series, day) => `${series}: new day, ${day}`,
      remove: (series, day) => `${series}: without ${day}`,
      endSeries: (series) => `The series is removed: ${series}`,
      law: (place, zone) => `Public holidays as in ${place}, time zone ${zone}`,
    },
  },
);
