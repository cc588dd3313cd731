import { bilingual } from '../ui/language.js';

/** Changing one's own password. */
export const ownPasswordTexts = bilingual(
  {
    title: 'Skift adgangskode',
    lead: 'Når du har skiftet, er du logget af alle andre steder end her.',
    current: 'Nuværende adgangskode',
    currentMissing: 'Skriv din nuværende adgangskode',
    currentWrong: 'Den nuværende adgangskode er forkert',
    next: 'Ny adgangskode',
    nextHelp: 'Mindst 12 tegn. Flere ord efter hinanden er lette at huske og svære at gætte.',
    nextShort: 'Den nye adgangskode skal have mindst 12 tegn',
    nextLong: 'Den nye adgangskode må højst have 200 tegn',
    nextSame: 'Den nye adgangskode skal være en anden end den nuværende',
    reveal: 'Vis, hvad jeg skriver',
    submit: 'Skift adgangskode',
    done: 'Din adgangskode er skiftet. Du er logget af alle andre steder; brug den nye, næste gang du logger ind.',
  },
  {
    title: 'Change password',
    lead: 'Once it is changed, you are signed out everywhere but here.',
    current: 'Current password',
    currentMissing: 'Enter your current password',
    currentWrong: 'The current password is wrong',
    next: 'New password',
    nextHelp: 'At least 12 characters. Several words in a row are easy to remember and hard to guess.',
    nextShort: 'The new password needs at least 12 characters',
    nextLong: 'The new password may have at most 200 characters',
    nextSame: 'The new password must be another than the current one',
    reveal: 'Show what I type',
    submit: 'Change password',
    done: 'Your password has been changed. You are signed out everywhere else; use the new one the next time you sign in.',
  },
);
