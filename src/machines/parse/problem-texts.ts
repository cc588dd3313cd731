import { HOUR_PROBLEM_TEXTS } from './hour-problem-texts.js';
import { ROLE_PROBLEM_TEXTS } from './role-problem-texts.js';

interface Sentence {
  da: string;
  en: string;
}

/** Every problem that `parseDefinition` can report. `docs/definition-format.md` lists them; a test holds the two together. */
export const PROBLEM_TEXTS = {
  // The document as a whole
  tooLarge: {
    da: 'Dokumentet er for stort eller har for mange niveauer.',
    en: 'The document is too large or too deeply nested.',
  },
  tooManyProblems: {
    da: 'Der er flere fejl, end der vises: yderligere {hidden}.',
    en: 'There are more problems than are shown: another {hidden}.',
  },
  notJson: { da: 'Her står noget, der ikke kan skrives som JSON.', en: 'This cannot be written as JSON.' },
  malformedText: { da: 'Teksten indeholder et ødelagt tegn.', en: 'The text contains a broken character.' },

  // Shape
  wrongType: {
    da: 'Forkert slags værdi: her skal stå {da}.',
    en: 'Wrong kind of value: this must be {en}.',
  },
  missingKey: { da: '“{key}” mangler.', en: '“{key}” is missing.' },
  unknownKey: {
    da: '“{key}” kendes ikke her. Er det stavet rigtigt?',
    en: '“{key}” is not known here. Is it spelt correctly?',
  },
  notAllowedValue: {
    da: 'Værdien kan ikke bruges her. Vælg en af: {allowed}.',
    en: 'The value cannot be used here. Choose one of: {allowed}.',
  },
  emptyText: { da: 'Teksten må ikke være tom.', en: 'The text must not be empty.' },
  badName: {
    da: 'Navnet “{name}” kan ikke bruges: brug bogstaverne a–z, cifre og _, og begynd med et bogstav.',
    en: 'The name “{name}” cannot be used: use the letters a–z, digits and _, and begin with a letter.',
  },
  badLength: {
    da: '“{length}” er ikke en længde, der kan bruges her. Skriv fx P12W (12 uger), P6M (6 måneder), P10D (10 dage) eller om frister og ventetider PT12H (12 timer) eller PT30M (30 minutter).',
    en: '“{length}” is not a length that can be used here. Write for example P12W (12 weeks), P6M (6 months), P10D (10 days) or, of deadlines and delays, PT12H (12 hours) or PT30M (30 minutes).',
  },

  // Schemas of the facts
  defaultNotAllowed: {
    da: '“default” er {value}, men oplysningen må ikke have den værdi.',
    en: '“default” is {value}, but the fact may not have that value.',
  },
  notText: {
    da: '“{key}” bruges kun om tekster (“type”: “string”), men her er typen “{type}”.',
    en: '“{key}” is used only of texts (“type”: “string”), but the type here is “{type}”.',
  },
  labelMissing: {
    da: 'Værdien “{value}” mangler en dansk tekst under “labels”.',
    en: 'The value “{value}” has no Danish text under “labels”.',
  },
  labelUnknown: {
    da: '“labels” har en tekst til “{value}”, som ikke er blandt værdierne i “enum”.',
    en: '“labels” has a text for “{value}”, which is none of the values in “enum”.',
  },
  labelsUnused: {
    da: '“labels” bruges kun sammen med “enum”.',
    en: '“labels” is used only together with “enum”.',
  },
  noChoice: {
    da: '“enum” er tom: ingen værdi er tilladt.',
    en: '“enum” is empty: no value is allowed.',
  },
  boundsCrossed: {
    da: 'Den mindste grænse {from} er større end den største {to}: ingen værdi er tilladt.',
    en: 'The lower bound {from} is greater than the upper bound {to}: no value is allowed.',
  },
  unknownProperty: {
    da: '“required” nævner {name}, som ikke er beskrevet under “properties”.',
    en: '“required” names {name}, which is not described under “properties”.',
  },

  // Fragments
  unknownFragment: { da: 'Der findes intet fragment “{name}”.', en: 'There is no fragment “{name}”.' },
  invalidFragment: {
    da: 'Fragmentet “{fragment}” har selv en fejl ved {at}: {da}',
    en: 'The fragment “{fragment}” has a problem of its own at {at}: {en}',
  },
  fragmentNameMismatch: {
    da: 'Fragmentet hentes som “{name}”, men kalder sig selv “{own}”.',
    en: 'The fragment is included as “{name}” but calls itself “{own}”.',
  },
  fragmentCycle: {
    da: 'Fragmenterne henter hinanden i ring: {names}.',
    en: 'The fragments include each other in a circle: {names}.',
  },
  fragmentConflict: {
    da: 'To fragmenter beskriver “{name}” forskelligt. Beskriv den selv i definitionen; så gælder det.',
    en: 'Two fragments describe “{name}” differently. Describe it in the definition itself; then that holds.',
  },

  // The XState subset
  entryExit: {
    da: '“{key}” bruges ikke. Læg handlingen i “actions” på den overgang, der fører til tilstanden.',
    en: '“{key}” is not used. Put the action in “actions” of the transition that leads to the state.',
  },
  contextRefused: {
    da: '“context” bruges ikke. Sagens oplysninger beskrives under “facts”.',
    en: '“context” is not used. The data of the case are described under “facts”.',
  },
  guardObject: {
    da: 'En betingelse skrives som tekst, fx facts.attempts > 2; ikke som et objekt.',
    en: 'A guard is written as text, for example facts.attempts > 2; not as an object.',
  },
  unknownAction: {
    da: 'Handlingen kendes ikke. Vælg en af: {allowed}.',
    en: 'The action is not known. Choose one of: {allowed}.',
  },
  raiseOrSpawn: {
    da: '“{action}” bruges ikke. Brug “always” til at gå videre, og “invoke” eller “openCase” til at åbne en sag.',
    en: '“{action}” is not used. Use “always” to move on, and “invoke” or “openCase” to open a case.',
  },
  wildcardEvent: {
    da: '“{name}” ville fange alle hændelser. Skriv hver hændelse for sig.',
    en: '“{name}” would catch every event. Write each event by its name.',
  },
  nullEvent: {
    da: 'En hændelse skal have et navn. En overgang, der sker af sig selv, skrives under “always”.',
    en: 'An event must have a name. A transition that happens by itself is written under “always”.',
  },
  reservedEvent: {
    da: '“{name}” kan ikke bruges: navne, der begynder med xstate., case. eller timer., hører til systemet selv.',
    en: '“{name}” cannot be used: names that begin with xstate., case. or timer. belong to the engine itself.',
  },
  idTarget: {
    da: 'Målet “{target}” findes ikke. Efter “#” står sagstypens navn og hele stien til tilstanden, for eksempel {example}.',
    en: 'The target “{target}” does not exist. After “#” comes the name of the case type and the whole path of the state, for example {example}.',
  },
  unknownTarget: {
    da: 'Målet “{target}” findes ikke. Skriv navnet på en tilstand ved siden af, .navn på en tilstand indeni, en sti med punktum fra en af dem, eller #sagstype.sti til en tilstand hvor som helst.',
    en: 'The target “{target}” does not exist. Write the name of a state beside this one, .name of one inside it, a dotted path from either, or #caseType.path for a state anywhere.',
  },
  regionsStartOver: {
    da: 'Overgangen til “{target}” forlader alle regioner, så {regions} begynder forfra. Læg overgangen i {region} selv, eller skriv “reenter”: true på den, hvis det er meningen.',
    en: 'The transition to “{target}” leaves all regions, so {regions} start over. Put the transition into {region} itself, or write “reenter”: true on it if that is meant.',
  },
  rootAfter: {
    da: 'Maskinen selv kan ikke have “after”. Læg det på en tilstand.',
    en: 'The machine itself cannot have “after”. Put it on a state.',
  },
  rootOnDone: {
    da: 'Maskinen selv kan ikke have “onDone”: sagen er slut, når den når en sluttilstand.',
    en: 'The machine itself cannot have “onDone”: the case ends when it reaches a final state.',
  },
  rootType: {
    da: 'Maskinen selv skal have tilstande og kan ikke være “{type}”. Læg samtidige dele i en tilstand ved siden af sluttilstandene.',
    en: 'The machine itself must have states and cannot be “{type}”. Put parallel regions in one state beside the final states.',
  },
  numericDelay: {
    da: '“{name}” er en tid. “after” skal bruge navnet på en frist under “deadlines” eller et tidspunkt under “delays”.',
    en: '“{name}” is a time. “after” takes the name of one of “deadlines” or “delays”.',
  },
  initialMissing: {
    da: '“{state}” har tilstande indeni og skal sige med “initial”, hvor den begynder. Vælg en af: {inside}.',
    en: '“{state}” has states inside and must say with “initial” where it begins. Choose one of: {inside}.',
  },
  initialUnknown: {
    da: '“initial” peger på “{name}”, som ikke er en almindelig tilstand lige indeni.',
    en: '“initial” points at “{name}”, which is not an ordinary state directly inside.',
  },
  initialNotUsed: {
    da: '“initial” bruges kun i en tilstand, der har tilstande indeni, som ikke er samtidige.',
    en: '“initial” is used only in a state that has states inside that are not parallel.',
  },
  typeMismatch: {
    da: 'Typen “{type}” passer ikke: antallet af tilstande indeni er {states}.',
    en: 'The type “{type}” does not fit: the number of states inside is {states}.',
  },
  finalNotEmpty: {
    da: '“{state}” er en sluttilstand og kan ikke have “{key}”: sagen er slut dér. Kan den genåbnes, så fjern “type”: “final” og skriv “publicPhase”: “closed”.',
    en: '“{state}” is a final state and cannot have “{key}”: the case has ended there. If it can be reopened, leave out “type”: “final” and write “publicPhase”: “closed”.',
  },
  outputNotFinal: {
    da: '“output” hører kun til i en sluttilstand.',
    en: '“output” belongs only in a final state.',
  },
  historyNotEmpty: {
    da: 'En historiktilstand kan ikke have “{key}”: den fører kun tilbage.',
    en: 'A history state cannot have “{key}”: it only leads back.',
  },
  historyKey: {
    da: '“{key}” hører kun til i en historiktilstand (type “history”).',
    en: '“{key}” belongs only in a history state (type “history”).',
  },
  historyTarget: {
    da: 'Historiktilstandens “target” skal være en almindelig tilstand ved siden af; det er “{target}” ikke.',
    en: 'The “target” of a history state must be an ordinary state beside it; “{target}” is not.',
  },
  onDoneNeverHappens: {
    da: '“onDone” kan aldrig ske: der er ingen sluttilstand indeni, som gør tilstanden færdig.',
    en: '“onDone” can never happen: there is no final state inside that completes the state.',
  },
  duplicateInvoke: {
    da: 'To tilstande, som kan være aktive samtidig, åbner begge en sag med id “{id}”.',
    en: 'Two states that can be active together both open a case with the id “{id}”.',
  },

  // Names
  unknownEvent: {
    da: 'Hændelsen “{name}” er ikke beskrevet under “events”.',
    en: 'The event “{name}” is not described under “events”.',
  },
  unknownTask: {
    da: 'Opgaven “{name}” er ikke beskrevet under “tasks”.',
    en: 'The task “{name}” is not described under “tasks”.',
  },
  unknownDeadline: {
    da: 'Fristen “{name}” er ikke beskrevet under “deadlines”.',
    en: 'The deadline “{name}” is not described under “deadlines”.',
  },
  unknownDelay: {
    da: '“{name}” er hverken beskrevet under “deadlines” eller “delays”.',
    en: '“{name}” is described neither under “deadlines” nor under “delays”.',
  },
  unknownFact: {
    da: 'Oplysningen “{name}” er ikke beskrevet under “facts”.',
    en: 'The fact “{name}” is not described under “facts”.',
  },
  unknownLetter: {
    da: 'Brevet “{name}” er ikke beskrevet under “letters”.',
    en: 'The letter “{name}” is not described under “letters”.',
  },
  unknownParameter: {
    da: 'Parameteren “{name}” er ikke beskrevet under “parameters”.',
    en: 'The parameter “{name}” is not described under “parameters”.',
  },
  unknownState: {
    da: 'Der er ingen tilstand “{name}” i maskinen.',
    en: 'The machine has no state “{name}”.',
  },
  unknownChild: {
    da: 'Ingen tilstand åbner en sag med id “{name}”. Skriv “parent” eller id’et fra “invoke”.',
    en: 'No state opens a case with the id “{name}”. Write “parent” or the id of an “invoke”.',
  },
  notPausable: {
    da: 'Fristen “{name}” kan ikke sættes i bero. Skriv “pausable”: true ved fristen, hvis den må.',
    en: 'The deadline “{name}” cannot be paused. Write “pausable”: true at the deadline if it may be.',
  },
  notExtendable: {
    da: 'Fristen “{name}” kan ikke forlænges. Skriv “extendable”: true ved fristen, hvis den må.',
    en: 'The deadline “{name}” cannot be extended. Write “extendable”: true at the deadline if it may be.',
  },
  unknownEnd: {
    da: '“ends” nævner “{name}”, men maskinen har ingen sluttilstand yderst med det navn.',
    en: '“ends” names “{name}”, but the machine has no outermost final state of that name.',
  },
  undeclaredEnd: {
    da: 'Sluttilstanden “{name}” mangler under “ends”.',
    en: 'The final state “{name}” is missing under “ends”.',
  },
  requiredNotInForm: {
    da: '“{name}” kræves, men står ikke i hændelsens “form”.',
    en: '“{name}” is required but is not in the “form” of the event.',
  },
  appendNotList: {
    da: '“append” skal nævne en oplysning, der er en liste; det er “{name}” ikke.',
    en: '“append” must name a fact that is a list; “{name}” is not.',
  },
  appendNotObjects: {
    da: '“append” lægger hændelsens “form” i listen “{name}”, men dens “items” er ikke af typen “object”.',
    en: '“append” puts the “form” of the event into the list “{name}”, but its “items” are not of the type “object”.',
  },
  dueOrAnchor: {
    da: 'Tidspunktet skal have enten “due” eller både “anchor” og “length”.',
    en: 'The moment must have either “due”, or both “anchor” and “length”.',
  },
  ...HOUR_PROBLEM_TEXTS,
  ambiguousMoment: {
    da: '“{name}” er beskrevet både under “deadlines” og “delays”. Giv den ene et andet navn.',
    en: '“{name}” is described both under “deadlines” and under “delays”. Give one of them another name.',
  },
  rungAtOrEvery: {
    da: 'En påmindelse har enten “at” eller “every” med “after”, ikke begge.',
    en: 'A reminder has either “at”, or “every” with “after”, not both.',
  },
  badObservation: {
    da: '“{text}” kan ikke læses. Skriv fx event(NAVN), enter(tilstand), task(NAVN), letter(navn) eller when(udtryk).',
    en: '“{text}” cannot be read. Write for example event(NAME), enter(state), task(NAME), letter(name) or when(expression).',
  },
  badMetBy: {
    da: '“{text}” kan ikke opfylde en frist. Skriv fx event(NAVN), enter(tilstand) eller letter(navn).',
    en: '“{text}” cannot meet a deadline. Write for example event(NAME), enter(state) or letter(name).',
  },
  duplicateRule: {
    da: 'To regler har samme id: “{id}”.',
    en: 'Two rules have the same id: “{id}”.',
  },
  ...ROLE_PROBLEM_TEXTS,
} as const satisfies Record<string, Sentence>;

export type ParseProblemCode = keyof typeof PROBLEM_TEXTS;
