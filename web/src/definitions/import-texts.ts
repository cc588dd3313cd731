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
    noDraft: 'No draft can be made of it.',
    unfinished:
      'What is missing stands as unfinished(…) in the draft. It can be drawn and tried, but not published before that is written.',
  },
);
