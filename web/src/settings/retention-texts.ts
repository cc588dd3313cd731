import { bilingual } from '../ui/language.js';

/** How long cases are kept after they have ended. */
export const retentionTexts = bilingual(
  {
    title: 'Kassation',
    lead: 'Uden regel bevares sager for altid. En regel sletter sagerne af en type, når deres tid er gået: oplysninger, hændelser, breve, noter og opgaver. To administratorer skal være enige.',
    table: 'Regler om kassation',
    period: 'Bevares efter afslutning',
    forever: 'For altid',
    source: 'Grundlag',
    agreed: (asked: string, approved: string) => `${asked} og ${approved}`,
    disposed: 'Kasseret',
    actions: 'Handlinger',
    set: 'Sæt regel',
    clear: 'Fjern regel',
    setOf: (title: string) => `Kassation: ${title}`,
    years: 'År',
    months: 'Måneder',
    sourceHelp: 'Lov, bekendtgørelse eller kommunens beslutning',
    proposal:
      'De fem år er et forslag (Udledt): ingen har bekræftet dem. Arkivlovgivningen siger, hvilke sager der skal afleveres til et arkiv, før de kasseres; det kontrollerer systemet ikke.',
    periodMissing: 'Skriv en tid på mindst en måned og højst 99 år',
    sourceMissing: 'Skriv, hvad reglen bygger på',
    preview: 'Vis, hvad reglen ville gøre nu',
    would: (ended: number, due: number) => `${ended} sager er afsluttet. For ${due} er tiden gået.`,
    stay: (held: number, waiting: number) =>
      `${held} bliver, fordi de er undtaget; ${waiting} bliver, fordi en sag, de hænger sammen med, skal blive.`,
    ask: 'Send til godkendelse',
    clearOf: (title: string) => `Fjern reglen om kassation: ${title}`,
    clearLead: 'Fra nu af kasseres ingen sager af typen. Det, der er kasseret, kommer ikke igen.',
    cleared: 'Reglen er fjernet.',
    words: (years: number, months: number) =>
      [years > 0 ? `${years} år` : '', months > 0 ? `${months} ${months === 1 ? 'måned' : 'måneder'}` : '']
        .filter(Boolean)
        .join(' og '),
  },
  {
    title: 'Disposal',
    lead: 'Without a rule cases are kept for ever. A rule deletes the cases of a type when their time has gone: facts, events, letters, notes and tasks. Two administrators must agree.',
    table: 'Rules of disposal',
    period: 'Kept after the end',
    forever: 'For ever',
    source: 'Basis',
    agreed: (asked, approved) => `${asked} and ${approved}`,
    disposed: 'Disposed of',
    actions: 'Actions',
    set: 'Set a rule',
    clear: 'Take the rule away',
    setOf: (title) => `Disposal: ${title}`,
    years: 'Years',
    months: 'Months',
    sourceHelp: 'Act, order or decision of the municipality',
    proposal:
      'The five years are a proposal (Derived): nobody has confirmed them. The law on archives says which cases must be delivered to an archive before they are disposed of; the system does not check that.',
    periodMissing: 'Write a time of a month at least and 99 years at most',
    sourceMissing: 'Write what the rule is based on',
    preview: 'Show what the rule would do now',
    would: (ended, due) => `${ended} cases have ended. The time of ${due} has gone.`,
    stay: (held, waiting) =>
      `${held} stay because they are on hold; ${waiting} stay because a case that they hang together with must.`,
    ask: 'Send for approval',
    clearOf: (title) => `Take the rule of disposal away: ${title}`,
    clearLead: 'From now on no cases of the type are disposed of. What was disposed of does not come back.',
    cleared: 'The rule has been taken away.',
    words: (years, months) =>
      [
        years > 0 ? `${years} ${years === 1 ? 'year' : 'years'}` : '',
        months > 0 ? `${months} ${months === 1 ? 'month' : 'months'}` : '',
      ]
        .filter(Boolean)
        .join(' and '),
  },
);
