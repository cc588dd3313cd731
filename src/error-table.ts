import { ACCOUNT_ERRORS } from './account-errors.js';
import { PUBLICATION_ERRORS } from './publication-errors.js';
import { RECORD_ERRORS } from './record-errors.js';

interface ErrorEntry {
  /** HTTP status of the refusal. */
  status: number;
  da: string;
  en: string;
}

/** Every refusal the product knows. `docs/errors.md` explains each; a test holds the two together. */
export const ERRORS = {
  // Requests
  badRequest: { status: 400, da: 'Forespørgslen kan ikke læses.', en: 'The request cannot be read.' },
  invalidBody: {
    status: 400,
    da: 'Indholdet af forespørgslen er ikke gyldigt.',
    en: 'The body of the request is not valid.',
  },
  bodyTooLarge: { status: 413, da: 'Forespørgslen er for stor.', en: 'The request is too large.' },
  unsupportedMediaType: { status: 415, da: 'Indholdet skal være JSON.', en: 'The body must be JSON.' },
  notFound: {
    status: 404,
    da: 'Det, der spørges efter, findes ikke.',
    en: 'What was asked for does not exist.',
  },
  methodNotAllowed: {
    status: 405,
    da: 'Adressen kan ikke bruges på den måde.',
    en: 'The address cannot be used with this method.',
  },
  crossSiteRequest: {
    status: 403,
    da: 'Forespørgslen kommer fra et andet websted.',
    en: 'The request comes from another site.',
  },
  unexpected: {
    status: 500,
    da: 'Noget gik galt hos os. Fejlen er skrevet i loggen.',
    en: 'Something went wrong on our side. The error has been logged.',
  },
  notReady: { status: 503, da: 'Systemet er ikke klar.', en: 'The system is not ready.' },
  busy: {
    status: 503,
    da: 'Systemet er optaget lige nu, og intet er gemt. Prøv igen om lidt.',
    en: 'The system is busy just now, and nothing was saved. Try again in a moment.',
  },
  databaseAway: {
    status: 503,
    da: 'Databasen kan ikke nås eller kan ikke skrive lige nu. Det er ikke sikkert, om noget er gemt. Prøv igen om lidt.',
    en: 'The database cannot be reached or cannot write just now. Whether something was saved is not certain. Try again in a moment.',
  },
  notSignedIn: { status: 401, da: 'Du er ikke logget ind.', en: 'You are not signed in.' },
  wrongCredentials: {
    status: 401,
    da: 'Brugernavn eller adgangskode er forkert.',
    en: 'User name or password is wrong.',
  },
  forbidden: {
    status: 403,
    da: 'Det har du ikke rettigheder til.',
    en: 'You do not have the right to do that.',
  },
  tooManyRequests: {
    status: 429,
    da: 'For mange forespørgsler. Vent lidt.',
    en: 'Too many requests. Wait a little.',
  },
  idempotencyKeyReused: {
    status: 422,
    da: 'Nøglen er allerede brugt til en anden forespørgsel.',
    en: 'The idempotency key was already used for another request.',
  },

  // Cases
  unknownCaseType: { status: 404, da: 'Sagstypen findes ikke.', en: 'The case type does not exist.' },
  unknownCase: { status: 404, da: 'Sagen findes ikke.', en: 'The case does not exist.' },
  alreadyAssigned: {
    status: 409,
    da: 'Sagen er givet til en anden imens.',
    en: 'The case was given to somebody else meanwhile.',
  },
  unknownTask: { status: 404, da: 'Opgaven findes ikke.', en: 'The task does not exist.' },
  unknownDeadline: { status: 404, da: 'Fristen findes ikke på sagen.', en: 'The case has no such deadline.' },
  unknownCitizen: { status: 400, da: 'Borgeren findes ikke.', en: 'There is no such citizen.' },
  teamNeeded: {
    status: 400,
    da: 'Angiv, hvilket af dine teams sagen hører til.',
    en: 'Say to which of your teams the case belongs.',
  },
  unknownUser: { status: 400, da: 'Personen findes ikke i teamet.', en: 'The team has no such person.' },
  invalidFacts: { status: 400, da: 'Oplysningerne er ikke gyldige.', en: 'The facts are not valid.' },
  factNotAtOpening: {
    status: 400,
    da: 'En oplysning kan ikke gives, når sagen oprettes: den kommer først med en hændelse.',
    en: 'A fact cannot be given when the case is opened: it comes with an event later.',
  },
  staleSeq: {
    status: 409,
    da: 'Sagen er ændret, siden du hentede den.',
    en: 'The case has changed since you read it.',
  },
  eventRefused: { status: 409, da: 'Hændelsen kan ikke ske nu.', en: 'The event is not possible now.' },
  missingFact: {
    status: 409,
    da: 'En nødvendig oplysning mangler.',
    en: 'A fact that is needed is missing.',
  },
  caseClosed: { status: 409, da: 'Sagen er afsluttet.', en: 'The case has ended.' },
  reservedEvent: {
    status: 400,
    da: 'Hændelser med dette navn sendes kun af systemet selv.',
    en: 'Events with this name are sent only by the engine itself.',
  },
  unknownEvent: {
    status: 400,
    da: 'Hændelsen findes ikke i sagstypen.',
    en: 'The case type has no such event.',
  },
  happenedInFuture: {
    status: 400,
    da: 'Tidspunktet ligger i fremtiden.',
    en: 'The moment lies in the future.',
  },

  // Definitions and the engine
  invalidDefinition: { status: 400, da: 'Definitionen er ikke gyldig.', en: 'The definition is not valid.' },
  expressionFailed: {
    status: 409,
    da: 'Et udtryk kunne ikke beregnes.',
    en: 'An expression could not be evaluated.',
  },
  expressionTooCostly: {
    status: 409,
    da: 'Et udtryk i definitionen kræver for meget arbejde med sagens oplysninger og blev stoppet.',
    en: 'An expression of the definition takes too much work on the facts of the case and was stopped.',
  },
  dueMomentNotFound: {
    status: 409,
    da: 'En frist kunne ikke beregnes.',
    en: 'A due moment could not be found.',
  },
  calendarOutOfRange: {
    status: 409,
    da: 'Datoen ligger uden for kalenderens år.',
    en: 'The date lies outside the years of the calendar.',
  },
  invalidDate: {
    status: 400,
    da: 'Datoen eller tidspunktet er ikke gyldigt.',
    en: 'The date or time is not valid.',
  },
  invalidLength: {
    status: 400,
    da: 'Længden er ikke gyldig. Skriv den som P12W, P15Y6M eller -P2D.',
    en: 'The length is not valid. Write it as P12W, P15Y6M or -P2D.',
  },
  invalidCalendar: { status: 400, da: 'Kalenderen er ikke gyldig.', en: 'The calendar is not valid.' },
  unknownSeries: {
    status: 409,
    da: 'Kalenderen har ingen række af det navn.',
    en: 'The calendar has no series of that name.',
  },
  noSeriesDate: {
    status: 409,
    da: 'Kalenderen har ingen dato i rækken for den periode.',
    en: 'The series of the calendar has no date in that period.',
  },
  endlessLoop: { status: 500, da: 'Definitionen løber i ring.', en: 'The definition runs in a circle.' },
  brokenSnapshot: {
    status: 500,
    da: 'Sagens tilstand kan ikke læses.',
    en: 'The state of the case cannot be read.',
  },

  ...PUBLICATION_ERRORS,

  // Accounts and the calendar
  ...ACCOUNT_ERRORS,
  ...RECORD_ERRORS,
  staleCalendar: {
    status: 409,
    da: 'En anden har offentliggjort en ny kalender imens.',
    en: 'Somebody else has published a new calendar meanwhile.',
  },

  // Sandbox
  sandboxOnly: {
    status: 403,
    da: 'Uret kan kun flyttes i sandkassen.',
    en: 'Only the sandbox has a clock that can be moved.',
  },
  clockBackwards: {
    status: 400,
    da: 'Uret kan kun flyttes fremad.',
    en: 'The clock can only be moved forward.',
  },

  // Replay of event logs
  invalidLog: { status: 400, da: 'Hændelsesloggen kan ikke læses.', en: 'The event log cannot be read.' },
  invalidMapping: {
    status: 400,
    da: 'Oversættelsen fra logfilen er ikke gyldig.',
    en: 'The mapping of the log is not valid.',
  },
} as const satisfies Record<string, ErrorEntry>;
