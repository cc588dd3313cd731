import { bilingual } from '../ui/language.js';

/** The register of roles. */
export const roleTexts = bilingual(
  {
    title: 'Roller',
    lead: 'De fire, der altid findes, og kommunens egne. Sagstyper nævner en rolle ved dens nøgle; rettighederne siger, hvad man må i systemet.',
    newRole: 'Ny rolle',
    role: 'Rolle',
    rights: 'Rettigheder som',
    users: 'Brugere',
    caseTypes: 'Bruges af sagstyperne',
    absent: (teams: string) =>
      `Ingen har rollen i: ${teams}. Dér får teamlederen rollens opgaver og påmindelser.`,
    actions: 'Handlinger',
    builtIn: 'Findes altid',
    change: 'Ret',
    changeOf: (name: string) => `Ret rollen ${name}`,
    delete: 'Slet',
    deleteOf: (name: string) => `Slet rollen ${name}`,
    deleteLead:
      'Det kan kun lade sig gøre, når ingen bruger har rollen, og ingen udgivet sagstype nævner den.',
    save: 'Gem',
    create: 'Opret',
    form: {
      key: 'Nøgle',
      keyHelp:
        'Sådan nævner sagstyper rollen: bogstaver a–z, tal og _, fx legalAdvisor. Den kan ikke ændres senere.',
      keyMissing: 'Skriv en nøgle: bogstaver a–z, tal og _, først et bogstav',
      da: 'Navn',
      daMissing: 'Skriv rollens navn',
      en: 'Navn på engelsk (kan udelades)',
      rights: 'Samme rettigheder som',
      rightsMissing: 'Vælg, hvis rettigheder rollen har',
    },
    saved: (name: string) => `Rollen ${name} er gemt.`,
    deleted: (name: string) => `Rollen ${name} er slettet.`,
  },
  {
    title: 'Roles',
    lead: 'The four that every house has, and your own. Case types name a role by its key; the rights say what one may do in the system.',
    newRole: 'New role',
    role: 'Role',
    rights: 'Rights of',
    users: 'Users',
    caseTypes: 'Used by the case types',
    absent: (teams) =>
      `Nobody has the role in: ${teams}. There the team leader gets its tasks and reminders.`,
    actions: 'Actions',
    builtIn: 'Always there',
    change: 'Change',
    changeOf: (name) => `Change the role ${name}`,
    delete: 'Delete',
    deleteOf: (name) => `Delete the role ${name}`,
    deleteLead: 'That is possible only when no user has the role and no published case type names it.',
    save: 'Save',
    create: 'Create',
    form: {
      key: 'Key',
      keyHelp:
        'How case types name the role: letters a–z, digits and _, such as legalAdvisor. It cannot be changed later.',
      keyMissing: 'Enter a key: letters a–z, digits and _, a letter first',
      da: 'Name in Danish',
      daMissing: 'Enter the name of the role',
      en: 'Name in English (may be left out)',
      rights: 'The same rights as',
      rightsMissing: 'Choose whose rights the role has',
    },
    saved: (name) => `The role ${name} has been saved.`,
    deleted: (name) => `The role ${name} has been deleted.`,
  },
);
