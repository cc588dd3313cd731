import { bilingual } from '../ui/language.js';

/** Keeping a case from being disposed of, and handing out what is known of its citizen. */
export const keepingTexts = bilingual(
  {
    title: 'Bevaring og indsigt',
    held: 'Sagen må ikke kasseres',
    heldBy: (name: string, when: string) => `${name}, ${when}`,
    hold: 'Undtag fra kassation',
    holdLead:
      'Sagen, og de sager den hænger sammen med, bliver stående, også når deres tid er gået, til undtagelsen ophæves.',
    holdReason: 'Hvorfor må sagen ikke kasseres?',
    holdSubmit: 'Undtag sagen',
    release: 'Ophæv undtagelsen',
    releaseLead: 'Sagen kasseres så, når dens tid er gået, som andre sager.',
    missing: 'Skriv en begrundelse på mindst tre tegn',
    export: 'Indsigt: alt om borgeren',
    exportLead:
      'Alt, hvad dine team har om borgeren, i én fil, og hvor mange sager andre team har. Filen indeholder også andre menneskers navne: se den igennem, før den udleveres. Det står i adgangsloggen.',
    exportReason: 'Hvilken anmodning svarer det på?',
    format: 'Fil',
    html: 'Til at læse (HTML)',
    json: 'Til maskiner (JSON)',
    exportSubmit: 'Hent filen',
    cancel: 'Annullér',
  },
  {
    title: 'Keeping and subject access',
    held: 'The case must not be disposed of',
    heldBy: (name, when) => `${name}, ${when}`,
    hold: 'Keep from disposal',
    holdLead:
      'The case, and those that hang together with it, stay, also when their time has gone, until the hold is lifted.',
    holdReason: 'Why must the case not be disposed of?',
    holdSubmit: 'Keep the case',
    release: 'Lift the hold',
    releaseLead: 'The case is then disposed of when its time has gone, as others are.',
    missing: 'Write a reason of three characters at least',
    export: 'Subject access: all about the citizen',
    exportLead:
      'All that your teams hold of the citizen in one file, and how many cases other teams have. The file names other people too: look it through before you hand it out. It stands in the access log.',
    exportReason: 'Which request does it answer?',
    format: 'File',
    html: 'For reading (HTML)',
    json: 'For machines (JSON)',
    exportSubmit: 'Fetch the file',
    cancel: 'Cancel',
  },
);
