/** Problems of roles and recipients; part of the one table. */
export const ROLE_PROBLEM_TEXTS = {
  unknownRole: {
    da: 'Rollen “{name}” er hverken en af de fire, der altid findes, eller beskrevet under “roles”.',
    en: 'The role “{name}” is neither one of the four that every house has nor described under “roles”.',
  },
  unknownRecipient: {
    da: 'Modtageren “{name}” er hverken en part, en af de fire roller, der altid findes, eller en rolle under “roles”.',
    en: 'The recipient “{name}” is neither a party, nor one of the four roles that every house has, nor a role under “roles”.',
  },
  roleTaken: {
    da: '“{name}” er en af de roller eller parter, der altid findes, og kan ikke beskrives igen. Vælg et andet navn.',
    en: '“{name}” is one of the roles or parties that are always there, and cannot be described again. Choose another name.',
  },
  sendersNeverAsked: {
    da: 'Tilstanden siger, hvem der må sende “{name}”, men hændelsen kan ikke ske, mens den er aktiv.',
    en: 'The state says who may send “{name}”, but the event cannot happen while it is active.',
  },
  sendersContradict: {
    da: 'Både denne tilstand og “{other}” siger, hvem der må sende “{name}”, og de kan være aktive samtidig. Sig det ét sted.',
    en: 'Both this state and “{other}” say who may send “{name}”, and they can be active together. Say it in one place.',
  },
} as const;
