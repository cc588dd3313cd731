/** Every line of an import's report. `docs/import.md` lists them; a test holds the two together. */
export const LINE_TEXTS = {
  taken: { da: 'Overtaget, som det står.', en: 'Taken as it stands.' },
  renamed: { da: 'Hedder her “{name}”.', en: 'Is called “{name}” here.' },
  title: { da: 'Er blevet titlen.', en: 'Has become the title.' },
  targetNamed: {
    da: 'Fører til “{target}”, som det hedder her.',
    en: 'Leads to “{target}”, as it is called here.',
  },
  targetMachine: {
    da: 'Førte til maskinen selv: fører nu til dens første tilstand, som begynder forfra.',
    en: 'Led to the machine itself: leads now to its first state, which starts over.',
  },
  targetsMany: {
    da: 'Fører til flere tilstande på én gang. Det kan en overgang ikke her: skriv én, fx den tilstand, der har dem alle i sig.',
    en: 'Leads to several states at once. A transition cannot do that here: write one, such as the state that has all of them inside.',
  },
  targetUnknown: { da: 'Der er ingen tilstand at føre til.', en: 'There is no state to lead to.' },
  reenters: {
    da: 'I XState 4 begynder tilstanden forfra her: “reenter” er sat.',
    en: 'In XState 4 the state starts over here: “reenter” is set.',
  },
  stays: {
    da: 'I XState 4 begynder tilstanden ikke forfra her, og det gør den heller ikke uden “reenter”.',
    en: 'In XState 4 the state does not start over here, nor does it without “reenter”.',
  },
  guardStub: {
    da: 'Betingelsens indhold følger ikke med: den er et ja eller nej (“{fact}”), som den, der prøver sagen, svarer på, til udtrykket er skrevet.',
    en: 'What the guard asks does not come along: it is a yes or no (“{fact}”) that whoever tries a case answers, until the expression is written.',
  },
  inState: {
    da: 'Er en del af betingelsen: active("{state}").',
    en: 'Is part of the guard: active("{state}").',
  },
  delayExact: { da: 'Er ventetiden “{name}” på {length}.', en: 'Is the delay “{name}” of {length}.' },
  delayStub: {
    da: 'Længden følger ikke med: ventetiden “{name}” er sat til en dag, til den er skrevet.',
    en: 'The length does not come along: the delay “{name}” is a day until it is written.',
  },
  always: { da: 'Den tomme hændelse er “always” her.', en: 'The event without a name is “always” here.' },
  wildcard: {
    da: 'Står nu ved hver af de hændelser, som den fanger: {events}.',
    en: 'Stands now at each of the events that it catches: {events}.',
  },
  wildcardNothing: {
    da: 'Fanger ingen hændelse, som maskinen kender.',
    en: 'Catches no event that the machine knows.',
  },
  service: {
    da: 'Tjenesten er blevet opgaven “{task}”; hvordan den gik, meldes med {events}.',
    en: 'The service has become the task “{task}”; how it went is reported with {events}.',
  },
  serviceEvent: { da: 'Er nu hændelsen “{event}”.', en: 'Is now the event “{event}”.' },
  contextFact: { da: 'Er nu oplysningen “{fact}”.', en: 'Is now the fact “{fact}”.' },
  contextLeft: {
    da: 'Ingen oplysning: hvad den er for en slags, kan ikke ses.',
    en: 'No fact: what kind it is cannot be seen.',
  },
  wrapped: {
    da: 'Er nu i tilstanden “{state}”: maskinen selv har de afsluttende tilstande ved siden af.',
    en: 'Is now in the state “{state}”: the machine itself has the final states beside it.',
  },
  historyKind: { da: 'Er “{history}” her.', en: 'Is “{history}” here.' },
  action: {
    da: 'Handlingen “{name}” følger ikke med: skriv den som en af handlingerne her.',
    en: 'The action “{name}” does not come along: write it as one of the actions here.',
  },
  entryExit: {
    da: 'Handlingen “{name}” hører til overgangene her: skriv den på dem, der fører hertil eller herfra.',
    en: 'The action “{name}” belongs to transitions here: write it on those that lead here or from here.',
  },
  params: { da: 'Hører til det, der ikke følger med.', en: 'Belongs to what does not come along.' },
  described: {
    da: 'En beskrivelse til den, der læser kilden; her er der ingen plads til den.',
    en: 'A description for those who read the source; there is no place for it here.',
  },
  foreignMeta: { da: 'Kendes ikke af motoren.', en: 'Is not known to the engine.' },
  tool: { da: 'Styrer et værktøj og ikke sagen.', en: 'Steers a tool and not the case.' },
  neverDone: {
    da: 'Kan aldrig ske: intet i tilstanden når sin afslutning.',
    en: 'Can never happen: nothing in the state reaches its end.',
  },
  leftAgain: {
    da: 'Kan forlades igen: her en almindelig tilstand og ikke en slutning.',
    en: 'Can be left again: an ordinary state here, and not an end.',
  },
  doneBy: {
    da: 'Er nu “always” med betingelsen, at sagen er i de tilstande, som afsluttede tilstanden.',
    en: 'Is now “always” with the guard that the case is in the states by which this one was done.',
  },
  afterEnd: { da: 'Kan aldrig ske: sagen er slut her.', en: 'Can never happen: the case has ended here.' },
  output: {
    da: 'Resultatet følger ikke med: skriv under “ends”, hvilke oplysninger slutningen giver.',
    en: 'The result does not come along: write under “ends” which facts the end gives.',
  },
  unknownKey: { da: 'Kendes ikke her.', en: 'Is not known here.' },
  notUsable: { da: 'Kan ikke læses, som det står.', en: 'Cannot be read as it stands.' },
  digitState: { da: 'Er tilstanden “{state}”.', en: 'Is the state “{state}”.' },
  digitStart: { da: 'Sagen begynder i “{state}”.', en: 'The case begins in “{state}”.' },
  digitOtherStart: {
    da: 'En sag begynder ét sted, i “{state}”: denne nås derfra.',
    en: 'A case begins in one place, in “{state}”: this one is reached from there.',
  },
  digitEnd: { da: 'Sagen slutter her.', en: 'The case ends here.' },
  digitClosed: {
    da: 'Kan forlades igen: en almindelig tilstand i fasen “closed”, ikke en slutning.',
    en: 'Can be left again: an ordinary state in the phase “closed”, not an end.',
  },
  digitRoles: {
    da: 'Rollerne {roles} findes ikke her: hændelsen kan sendes af sagsbehandleren, til rollerne er valgt.',
    en: 'The roles {roles} are not known here: the caseworker may send the event until the roles are chosen.',
  },
  digitRolesChosen: {
    da: 'Rollerne {roles} er her: {chosen}.',
    en: 'The roles {roles} are here: {chosen}.',
  },
  digitSla: {
    da: 'Er fristen “{deadline}” på {length}.',
    en: 'Is the deadline “{deadline}” of {length}.',
  },
  digitNothing: { da: 'Siger ikke noget om sagens gang.', en: 'Says nothing of the course of the case.' },
} as const;

export type LineCode = keyof typeof LINE_TEXTS;
