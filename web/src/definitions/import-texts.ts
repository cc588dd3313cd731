import { bilingual } from '../ui/language.js';

/** What became of a machine from another tool. */
export const importTexts = bilingual(
  {
    title: 'Hvad der sker med maskinen',
    sum: (taken: number, changed: number, left: number) =>
      `${taken} steder overtaget, ${changed} ændret, ${left} følger ikke med.`,
    left: (count: number) => `Følger ikke med (${count})`,
    changed: (count: number) => `Ændret (${count})`,
    taken: (count: number) => `Overtaget, som det står (${count})`,
    problems: (count: number) => `Skal rettes i kladden (${count})`,
    roles: {
      title: 'Rollerne i filen',
      lead: 'Vælg, hvem hver rolle er her i kommunen. Borgeren kan ikke selv registrere noget: vælg den, der gør det for borgeren.',
      sends: (events: string) => `Kan sende: ${events}`,
      make: (name: string) => `En ny rolle: ${name}`,
      toMake:
        'En ny rolle står i kladden. Opret den under Indstillinger, Brugere og team, før kladden bliver udgivet.',
    },
    noDraft: 'Der kan ikke laves en kladde af den.',
    unfinished:
      'Det, der mangler, står som unfinished(…) i kladden. Den kan tegnes og prøves, men ikke udgives, før det er skrevet.',
  },
  {
    title: 'What becomes of the machine',
    sum: (taken: number, changed: number, left: number) =>
      `${taken} places taken, ${changed} changed, ${left} do not come along.`,
    left: (count: number) => `Does not come along (${count})`,
    changed: (count: number) => `Changed (${count})`,
    taken: (count: number) => `Taken as it stands (${count})`,
    problems: (count: number) => `To be mended in the draft (${count})`,
    roles: {
      title: 'The roles of the file',
      lead: 'Choose who each role is in this municipality. The citizen records nothing: choose who does that for the citizen.',
      sends: (events) => `May send: ${events}`,
      make: (name) => `A new role: ${name}`,
      toMake:
        'A new role stands in the draft. Make it under Settings, Users and teams, before the draft is published.',
    },
    noDraft: 'No draft can be made of it.',
    unfinished:
      'What is missing stands as unfinished(…) in the draft. It can be drawn and tried, but not published before that is written.',
  },
);
