/** Refusals about users, teams and roles; part of the one table of errors. */
export const ACCOUNT_ERRORS = {
  usernameTaken: {
    status: 409,
    da: 'Brugernavnet er allerede i brug.',
    en: 'The user name is taken.',
  },
  teamExists: {
    status: 409,
    da: 'Der er allerede et team med det navn.',
    en: 'There is a team of that name.',
  },
  staleSetting: {
    status: 409,
    da: 'En anden har ændret det samme, siden du hentede det. Se, hvad der står nu, og begynd forfra.',
    en: 'Somebody else has changed the same since you read it. Look at what it is now, and start over.',
  },
  unknownTeam: { status: 400, da: 'Teamet findes ikke.', en: 'There is no such team.' },
  unknownRole: { status: 400, da: 'Rollen findes ikke.', en: 'There is no such role.' },
  roleExists: {
    status: 409,
    da: 'Navnet på rollen er allerede i brug.',
    en: 'The name of the role is taken.',
  },
  builtInRole: {
    status: 409,
    da: 'Rollen er en af de fire, der altid findes, og kan ikke ændres eller slettes.',
    en: 'The role is one of the four that every house has; it cannot be changed or deleted.',
  },
  roleInUse: {
    status: 409,
    da: 'Rollen er i brug: tag den fra de brugere, der har den. Udgivne sagstyper, der bruger den, beholder den.',
    en: 'The role is in use: take it from the users who have it. Published case types that use it keep it.',
  },
  ownAccount: {
    status: 403,
    da: 'Du kan ikke ændre dine egne roller og team eller lukke din egen konto.',
    en: 'You cannot change your own roles and teams or close your own account.',
  },
  wrongPassword: {
    status: 403,
    da: 'Den nuværende adgangskode er forkert.',
    en: 'The current password is wrong.',
  },
  trivialPassword: {
    status: 400,
    da: 'Adgangskoden er for let at gætte: den består af almindelige ord, tal, taster i rækkefølge eller dit navn. Brug hellere flere ord.',
    en: 'The password is too easy to guess: it is made of common words, digits, keys in a row or your name. Rather use several words.',
  },
  changePending: {
    status: 409,
    da: 'Der er allerede bedt om det. En anden administrator skal godkende det under Indstillinger.',
    en: 'It has been asked for already. Another administrator must approve it under Settings.',
  },
  unknownChange: {
    status: 404,
    da: 'Ændringen findes ikke, eller nogen har taget stilling til den.',
    en: 'There is no such change, or somebody has decided it.',
  },
  ownChange: {
    status: 403,
    da: 'Du har selv bedt om ændringen, eller den gælder dig selv: en anden administrator skal godkende den.',
    en: 'You have asked for the change yourself, or it is about you: another administrator must approve it.',
  },
  notTwoPeople: {
    status: 403,
    da: 'Den ene af jer har oprettet den andens konto eller givet den en ny adgang. I tæller ikke som to.',
    en: 'One of you has made the account of the other or given it a new way in. You do not count as two.',
  },
  wrongCode: {
    status: 401,
    da: 'Brugernavn eller kode er forkert, eller koden er for gammel.',
    en: 'User name or code is wrong, or the code is too old.',
  },
  localSignInOff: {
    status: 403,
    da: 'Her logger man ind med kommunens fælles login.',
    en: 'People sign in here by the common sign-in of the municipality.',
  },
  signInFailed: {
    status: 401,
    da: 'Kommunens login svarede ikke, som det skulle. Prøv igen; bliver det ved, så spørg jeres administrator.',
    en: 'The sign-in of the municipality did not answer as it should. Try again; if it goes on, ask your administrator.',
  },
  notAdmitted: {
    status: 403,
    da: 'Du har ikke adgang til systemet. Din administrator kan give den i kommunens brugerstyring.',
    en: 'You have no access to the system. Your administrator can give it in the user management of the municipality.',
  },
  assuranceTooLow: {
    status: 403,
    da: 'Du er ikke logget sikkert nok ind hos kommunens login. Log ind igen med to faktorer, eller spørg jeres administrator.',
    en: 'The sign-in of the municipality is not sure enough of you. Sign in again with two factors, or ask your administrator.',
  },
  signInPaused: {
    status: 429,
    da: 'Der er svaret forkert for mange gange. Vent lidt (højst et kvarter), og prøv igen.',
    en: 'There have been too many wrong attempts. Wait a while (a quarter of an hour at most) and try again.',
  },
  samePassword: {
    status: 400,
    da: 'Den nye adgangskode er den samme som den gamle.',
    en: 'The new password is the same as the old one.',
  },
  lastAdmin: {
    status: 409,
    da: 'Der skal altid være mindst én aktiv administrator.',
    en: 'There must always be at least one active administrator.',
  },
  weekendDay: {
    status: 409,
    da: 'En lørdag eller søndag er aldrig arbejdsdag og kan ikke åbnes.',
    en: 'A Saturday or Sunday is never a working day and cannot be opened.',
  },
  seriesInUse: {
    status: 409,
    da: 'En sagstype bruger rækken, så den kan ikke fjernes.',
    en: 'A case type uses the series, so it cannot be removed.',
  },
} as const;
