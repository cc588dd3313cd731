import { bilingual } from '../ui/language.js';

/** What to do about a refusal, by its code. Codes without a sentence show the server's own words. */
export const problemTexts = bilingual(
  {
    title: 'Det gik ikke',
    quote: (id: string) => `Skal du melde fejlen, så opgiv nummeret ${id}.`,
    advice: {
      offline:
        'Serveren svarer ikke. Intet er gået tabt: prøv igen, når forbindelsen er der. Der sendes ikke to gange.',
      notSignedIn:
        'Du er blevet logget af. Log ind igen; det, du var ved at skrive, er slettet her i browseren.',
      wrongCredentials: 'Brugernavn eller adgangskode er forkert. Prøv igen.',
      wrongPassword: 'Skriv den adgangskode, du loggede ind med.',
      forbidden: 'Din rolle må ikke gøre det. Spørg din teamleder.',
      tooManyRequests: 'Der er sendt for meget på kort tid. Vent et minut, og prøv igen.',
      unknownCase: 'Kontrollér nummeret, eller søg efter sagen. Den kan høre til et andet team.',
      alreadyAssigned: 'En kollega tog sagen imens. Listen er læst igen.',
      unknownTask: 'Opgaven er allerede løst eller lukket. Listen er hentet igen.',
      unknownUser: 'Personen er ikke med i sagens team. Vælg en anden.',
      staleSeq: 'En anden har ændret sagen, mens du skrev. Dine svar er bevaret.',
      eventRefused: 'Det er ikke muligt nu.',
      missingFact: 'Der mangler en oplysning, som sagen skal bruge. Registrér den først.',
      caseClosed: 'Sagen er afsluttet, så der kan ikke ske mere i den.',
      invalidFacts: 'Nogle af svarene kan ikke bruges. Ret dem, og send igen.',
      happenedInFuture: 'Tidspunktet ligger i fremtiden. Vælg et, der er gået.',
      idempotencyKeyReused: 'Formularen er sendt før med andre svar. Genindlæs siden, og prøv igen.',
      expressionFailed:
        'Sagstypens regler kan ikke beregnes for denne sag. Giv besked til definitionens ejer.',
      expressionTooCostly:
        'Sagstypens regler kræver for meget arbejde med denne sags oplysninger. Giv besked til definitionens ejer.',
      dueMomentNotFound: 'En frist kan ikke beregnes ud fra oplysningerne. Kontrollér datoerne.',
      calendarOutOfRange:
        'Datoen ligger uden for kalenderens år. Vælg en anden, eller giv administratoren besked.',
      clockBackwards: 'Tiden kan kun flyttes frem.',
      staleDraft:
        'En anden har gemt kladden imens. Du ser den nye udgave nu: læs forskellene igen, før du går videre.',
      staleBase:
        'Se under “Læs forskellene”, hvad der er udgivet imens, og tag det med. Så skal kladden godkendes igen.',
      draftConflicts: 'Afgør under “Læs forskellene”, hvad der skal gælde.',
      ownDraft: 'Bed en anden administrator eller en teamleder om at læse forskellene og godkende kladden.',
      draftNotInStage:
        'Kladden er ikke nået til dette skridt, eller den er gået videre imens. Genindlæs siden for at se, hvor den er.',
      definitionNotVerified:
        'Noget er ændret, siden kladden blev kontrolleret. Ret fejlene nedenfor, og kontrollér den igen.',
      invalidDefinition: 'Ret fejlene nedenfor, og prøv igen.',
      unknownDraft: 'Kladden findes ikke. Den kan være opgivet; se listen over kladder.',
      unknownDefinition: 'Versionen findes ikke. Se listen over definitioner.',
      otherCaseType: 'Vælg en kladde eller fil, der hører til samme sagstype.',
      invalidDate: 'Vælg et tidspunkt, der ligger efter nu.',
      versionRetired: 'Genindlæs siden for at se, hvem der tog den ud af brug.',
      runNotInThatState: 'Kørslen er slut eller sat på pause imens. Siden viser, hvor langt den er.',
      notReady: 'Systemet er ikke klar endnu. Vent et øjeblik, og prøv igen.',
      unexpected: 'Det er en fejl hos os, og den er skrevet i loggen. Prøv igen om lidt.',
    },
  },
  {
    title: 'That did not work',
    quote: (id) => `If you report it, quote the number ${id}.`,
    advice: {
      offline:
        'The server does not answer. Nothing is lost: try again when the connection is back. Nothing is sent twice.',
      notSignedIn:
        'You have been signed out. Sign in again; what you were writing has been deleted in this browser.',
      wrongCredentials: 'User name or password is wrong. Try again.',
      wrongPassword: 'Enter the password you signed in with.',
      forbidden: 'Your role may not do this. Ask your team leader.',
      tooManyRequests: 'Too much was sent in a short time. Wait a minute and try again.',
      unknownCase: 'Check the number, or search for the case. It may belong to another team.',
      alreadyAssigned: 'A colleague took the case meanwhile. The list has been read again.',
      unknownTask: 'The task has been done or closed. The list has been read again.',
      unknownUser: 'The person is not in the team of the case. Choose another.',
      staleSeq: 'Somebody changed the case while you were writing. Your answers have been kept.',
      eventRefused: 'That is not possible now.',
      missingFact: 'A fact that the case needs is missing. Record it first.',
      caseClosed: 'The case has ended, so nothing more can happen in it.',
      invalidFacts: 'Some of the answers cannot be used. Correct them and send again.',
      happenedInFuture: 'The moment lies in the future. Choose one that has passed.',
      idempotencyKeyReused: 'The form was sent before with other answers. Load the page again and retry.',
      expressionFailed:
        'The rules of the case type cannot be evaluated for this case. Tell the owner of the definition.',
      expressionTooCostly:
        'The rules of the case type take too much work on the facts of this case. Tell the owner of the definition.',
      dueMomentNotFound: 'A deadline cannot be found from the facts. Check the dates.',
      calendarOutOfRange:
        'The date lies outside the years of the calendar. Choose another, or tell the administrator.',
      clockBackwards: 'Time can only be moved forward.',
      staleDraft:
        'Somebody saved the draft meanwhile. You see the new revision now: read the differences again before you go on.',
      staleBase:
        'See under “Read the differences” what was published meanwhile, and take it in. The draft is then reviewed again.',
      draftConflicts: 'Decide under “Read the differences” which is to hold.',
      ownDraft: 'Ask another admin or a team leader to read the differences and approve the draft.',
      draftNotInStage:
        'The draft has not come to this step, or has gone on meanwhile. Load the page again to see where it is.',
      definitionNotVerified:
        'Something has changed since the draft was verified. Mend the problems below and verify it again.',
      invalidDefinition: 'Mend the problems below and try again.',
      unknownDraft: 'There is no such draft. It may have been discarded; see the list of drafts.',
      unknownDefinition: 'There is no such version. See the list of definitions.',
      otherCaseType: 'Choose a draft or file of the same case type.',
      invalidDate: 'Choose a moment after now.',
      versionRetired: 'Load the page again to see who retired it.',
      runNotInThatState: 'The run has ended or was paused meanwhile. The page shows how far it is.',
      notReady: 'The system is not ready yet. Wait a moment and try again.',
      unexpected: 'This is a mistake of ours, and it has been logged. Try again in a moment.',
    },
  },
);
