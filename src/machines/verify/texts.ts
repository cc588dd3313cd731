import type { Problem } from '../problems.js';

interface Sentence {
  da: string;
  en: string;
}

/** Every problem that `verify` finds besides those of the expressions. `docs/rules.md` lists them; a test holds the two together. */
export const VERIFY_TEXTS = {
  missingTitle: {
    da: 'Tilstanden “{state}” mangler en dansk titel: sagsbehandleren skal kunne læse, hvor sagen er.',
    en: 'The state “{state}” has no Danish title: a caseworker must be able to read where the case is.',
  },
  expressionMayBeTooCostly: {
    da: 'Løkkerne i udtrykket kan tage {rounds} omgange, og ved {most} bliver det stoppet med en fejl. Sæt “maxItems” på listerne, eller del udtrykket op.',
    en: 'The loops of the expression may take {rounds} rounds, and at {most} it is stopped with an error. Set “maxItems” on the lists, or split the expression up.',
  },
  reasonMissing: {
    da: 'Når “{part}” siger nej, kan det ikke siges i ord. Skriv under “reasons”, hvad sagsbehandleren skal læse.',
    en: 'When “{part}” says no, that cannot be put into words. Write under “reasons” what the caseworker is to read.',
  },
  expressionAlwaysFails: {
    da: '“{part}” kan aldrig beregnes: udtrykket ville altid give en fejl.',
    en: '“{part}” can never be calculated: the expression would always fail.',
  },
  missingPublicPhase: {
    da: 'Tilstanden “{state}” mangler en fase til borgeren (publicPhase).',
    en: 'The state “{state}” has no phase for the citizen (publicPhase).',
  },
  unfinished: {
    da: 'Udtrykket er ikke skrevet færdigt: sæt det rigtige i stedet for unfinished(…).',
    en: 'The expression is not finished: put the real one in place of unfinished(…).',
  },
  unknownSeries: {
    da: 'Kalenderen har ingen række “{name}”. Den har: {known}.',
    en: 'The calendar has no series “{name}”. It has: {known}.',
  },
  unreachableState: {
    da: 'Ingen sag kan nogensinde komme til “{state}”.',
    en: 'No case can ever come to “{state}”.',
  },
  alwaysCycle: {
    da: 'Sagen ville springe rundt mellem {states} uden at standse.',
    en: 'The case would jump around between {states} without ever stopping.',
  },
  alwaysMayCycle: {
    da: 'Sagen kan komme til at springe rundt mellem {states} uden at standse, når betingelserne svarer sådan: {guards}. Tæl op til en fast grænse med et heltal, der har “default” eller “minimum”, eller lad en hændelse føre sagen videre.',
    en: 'The case may jump around between {states} without stopping when the conditions answer so: {guards}. Count up to a fixed limit with a whole number that has a “default” or “minimum”, or let an event take the case on.',
  },
  cannotEnd: {
    da: 'En sag i {states} kan aldrig blive afsluttet.',
    en: 'A case in {states} can never be closed.',
  },
  dormant: {
    da: 'En sag i {states} ville ligge stille: ingen opgave, ingen frist, der rykker, og ingen grund til at vente.',
    en: 'A case in {states} would lie still: no task, no deadline that wakes anybody, and no reason to wait.',
  },
  waitWithoutReview: {
    da: '“{state}” venter, men intet vækker sagen, når “{review}” kommer: sæt “{review}” under “after” eller som frist.',
    en: '“{state}” waits, but nothing wakes the case when “{review}” comes: put “{review}” under “after” or among the deadlines.',
  },
  taskNeverOpened: {
    da: 'Opgaven “{task}” åbnes ikke i nogen tilstand.',
    en: 'The task “{task}” is opened in no state.',
  },
  taskNeverClosed: {
    da: 'Opgaven “{task}” kan ikke udføres: ingen af dens hændelser fører sagen videre, mens den er åben.',
    en: 'The task “{task}” cannot be carried out: none of its events takes the case on while it is open.',
  },
  deadlineNeverMet: {
    da: 'Fristen “{deadline}” kan ikke opfyldes: intet af det, der afslutter den, opfylder den, så den overskrides i hver sag. Skriv under “metBy”, hvad der opfylder den; er den en dag, hvor tiden blot er gået, så gør den til borgerens (“citizen”) eller til et tidspunkt under “delays”.',
    en: 'The deadline “{deadline}” cannot be met: nothing that ends it meets it, so it is exceeded in every case. Write under “metBy” what meets it; if it is a day on which time is simply over, make it the citizen’s (“citizen”) or a moment under “delays”.',
  },
  taskNotForItsRole: {
    da: 'Opgaven “{task}” er åben i “{state}”, men “{role}” må ikke sende nogen af dens hændelser dér.',
    en: 'The task “{task}” is open in “{state}”, but “{role}” may send none of its events there.',
  },
  taskNamedTwice: {
    da: 'Opgaven “{task}” er åben i både “{state}” og “{other}” på samme tid; den lukkes først, når begge er forladt.',
    en: 'The task “{task}” is open in both “{state}” and “{other}” at once; it closes only when both have been left.',
  },
  eventNotAccepted: {
    da: 'Hændelsen “{event}” kan aldrig ske: ingen tilstand, en sag kan komme til, tager imod den.',
    en: 'The event “{event}” can never happen: no state that a case can come to accepts it.',
  },
  timerMayBeLost: {
    da: 'Når “{moment}” kommer, kan alle betingelser være falske, og så sker der intet. Tilføj en sidste gren uden betingelse.',
    en: 'When “{moment}” comes, all conditions may be false, and then nothing happens. Add a last branch without a condition.',
  },
  timerComesAgain: {
    da: 'Når “{moment}” er kommet, bliver sagen stående, og tidspunktet kan allerede være passeret, når det sættes igen: så går sagen i stå med en fejl.',
    en: 'When “{moment}” has come the case stays, and the moment may have passed already when it is set again: then the case stops with an error.',
  },
  timersGoRound: {
    da: 'Når “{moment}” er kommet, fører tidspunkter, der alle er passeret, sagen i ring tilbage til samme sted, uden ende.',
    en: 'When “{moment}” has come, moments that have all passed lead the case round to the same place, without end.',
  },
  nobodyWakes: {
    da: 'Sagen skal selv gå videre fra “{state}”, når dagen eller klokken er en anden, men intet under “after” vækker den.',
    en: 'The case is to move on from “{state}” by itself when the day or hour has changed, but nothing under “after” wakes it.',
  },
  writtenFactMisfit: {
    da: '“{at}” skal være {taken}, men her skrives {given}.',
    en: '“{at}” must be {taken_en}, but {given_en} is written here.',
  },
  lastingFactTaken: {
    da: 'Oplysningen “{fact}” er altid i sagen og kan ikke fjernes med null.',
    en: 'The fact “{fact}” is always in the case and cannot be taken away with null.',
  },
  unknownChildType: {
    da: 'Sagstypen “{caseType}” findes ikke.',
    en: 'There is no case type “{caseType}”.',
  },
  uncoveredEnd: {
    da: 'Når sagen “{child}” ender med “{end}”, er der ingen vej videre.',
    en: 'When the case “{child_en}” ends with “{end}”, there is no way on.',
  },
  childFactMissing: {
    da: 'Sagen “{child}” kan ikke åbnes uden oplysningen “{fact}”; giv den under “{key}”.',
    en: 'The case “{child_en}” cannot be opened without the fact “{fact}”; give it under “{key}”.',
  },
  childFactUnknown: {
    da: 'Sagen “{child}” kender ikke oplysningen “{fact}”.',
    en: 'The case “{child_en}” does not know the fact “{fact}”.',
  },
  childFactNotAtOpening: {
    da: 'Sagen “{child}” kan ikke åbnes med oplysningen “{fact}”: den kommer først senere i sagen.',
    en: 'The case “{child_en}” cannot be opened with the fact “{fact}”: it comes only later in the case.',
  },
  childFactMisfit: {
    da: 'I sagen “{child}” skal “{at}” være {taken}, men her gives {given}.',
    en: 'In the case “{child_en}”, “{at}” must be {taken_en}, but {given_en} is given here.',
  },
  childFactNotReturned: {
    da: 'Sagen “{child}” giver ikke oplysningen “{fact}” tilbage, når den ender.',
    en: 'The case “{child_en}” does not hand back the fact “{fact}” at any of its ends.',
  },
  returnedFactMisfit: {
    da: 'Sagen “{child}” giver “{at}” tilbage som {given}, men her skal det være {taken}.',
    en: 'The case “{child_en}” hands back “{at}” as {given_en}, but here it must be {taken_en}.',
  },
  sentEventUnknown: {
    da: 'Hændelsen “{event}” findes ikke i {cases}.',
    en: 'There is no event “{event}” in {cases_en}.',
  },
  sentFactUnknown: {
    da: 'Hændelsen “{event}” i {cases} tager ikke imod oplysningen “{fact}”.',
    en: 'The event “{event}” in {cases_en} does not take the fact “{fact}”.',
  },
  sentFactMissing: {
    da: 'Hændelsen “{event}” i {cases} kan ikke ske uden oplysningen “{fact}”; giv den under “facts”.',
    en: 'The event “{event}” in {cases_en} cannot happen without the fact “{fact}”; give it under “facts”.',
  },
  sentFactMisfit: {
    da: 'Hændelsen “{event}” i {cases} kræver, at “{at}” er {taken}, men her gives {given}.',
    en: 'The event “{event}” in {cases_en} needs “{at}” to be {taken_en}, but {given_en} is given here.',
  },
  openedWithoutFact: {
    da: 'Sagen “{other}” åbner denne sag uden oplysningen “{fact}”. Den kan først kræves, når “{other}” giver den.',
    en: 'The case “{other_en}” opens this one without the fact “{fact}”. It can be required only once “{other_en}” gives it.',
  },
  openedWithUnknownFact: {
    da: 'Sagen “{other}” åbner denne sag med oplysningen “{fact}”, som ikke findes her. Behold den, indtil “{other}” ikke længere giver den.',
    en: 'The case “{other_en}” opens this one with the fact “{fact}”, which is not here. Keep it until “{other_en}” no longer gives it.',
  },
  openedWithLaterFact: {
    da: 'Sagen “{other}” åbner denne sag med oplysningen “{fact}”, men her kommer den først senere. Skriv den under “opening”, hvis den også må gives fra begyndelsen.',
    en: 'The case “{other_en}” opens this one with the fact “{fact}”, but here it comes only later. List it under “opening” if it may be given from the beginning, too.',
  },
  openedWithMisfit: {
    da: 'Sagen “{other}” åbner denne sag med “{at}” som {given}, men her skal det være {taken}.',
    en: 'The case “{other_en}” opens this one with “{at}” as {given_en}, but here it must be {taken_en}.',
  },
  returnExpected: {
    da: 'Sagen “{other}” skal have oplysningen “{fact}” tilbage, når denne sag ender, men ingen af dens afslutninger giver den.',
    en: 'The case “{other_en}” is to get the fact “{fact}” back when this case ends, but none of its ends gives it.',
  },
  returnMisfit: {
    da: 'Denne sag giver “{at}” tilbage som {given}, men i sagen “{other}” skal det være {taken}.',
    en: 'This case hands back “{at}” as {given_en}, but in the case “{other_en}” it must be {taken_en}.',
  },
  endNotMet: {
    da: 'Når denne sag ender med “{end}”, er der ingen vej videre i sagen “{other}”. Udgiv først en version af “{other}”, der tager imod den afslutning.',
    en: 'When this case ends with “{end}”, there is no way on in the case “{other_en}”. First publish a version of “{other_en}” that meets that end.',
  },
  endNotNamed: {
    da: 'Afslutningen “{end}” er ny, og sagen “{other}” spørger efter andre afslutninger ved navn, men ikke efter den: den ville gå samme vej som alle, der ikke er nævnt. Udgiv først en version af “{other}”, der nævner den.',
    en: 'The end “{end}” is new, and the case “{other_en}” asks for other ends by name, but not for this one: it would go where all go that are not named. First publish a version of “{other_en}” that names it.',
  },
  eventExpected: {
    da: 'Sagen “{other}” sender hændelsen “{event}” til denne sag, men den findes ikke her.',
    en: 'The case “{other_en}” sends the event “{event}” to this one, but there is no such event here.',
  },
  eventWithoutFact: {
    da: 'Sagen “{other}” sender hændelsen “{event}” uden oplysningen “{fact}”. Den kan først kræves, når “{other}” giver den.',
    en: 'The case “{other_en}” sends the event “{event}” without the fact “{fact}”. It can be required only once “{other_en}” gives it.',
  },
  eventWithUnknownFact: {
    da: 'Sagen “{other}” sender hændelsen “{event}” med oplysningen “{fact}”, som hændelsen ikke tager imod her.',
    en: 'The case “{other_en}” sends the event “{event}” with the fact “{fact}”, which the event does not take here.',
  },
  eventWithMisfit: {
    da: 'Sagen “{other}” sender hændelsen “{event}” med “{at}” som {given}, men her skal det være {taken}.',
    en: 'The case “{other_en}” sends the event “{event}” with “{at}” as {given_en}, but here it must be {taken_en}.',
  },
  stillOpened: {
    da: 'Sager af typen “{other}” åbner sager af denne type. Udgiv først en version af “{other}”, der ikke gør det, eller en anden version af denne sagstype.',
    en: 'Cases of the type “{other_en}” open cases of this type. First publish a version of “{other_en}” that does not, or another version of this case type.',
  },
  incompleteRule: {
    da: 'Reglen mangler “{key}”: {template} siger noget om både det ene og det andet.',
    en: 'The rule lacks “{key}”: {template} says something of both the one and the other.',
  },
  neverAsked: {
    da: 'Reglen ser efter “{text}”, men ingen betingelse i sagsgangen spørger om det.',
    en: 'The rule looks for “{text}”, but no condition in the machine asks for it.',
  },
  brokenRule: {
    da: 'Reglen “{title}” kan brydes: {how}',
    en: 'The rule “{title_en}” can be broken: {how_en}',
  },
  notProved: {
    da: '{why} {what} er ikke bevist.',
    en: '{why_en} {what_en} is not proved.',
  },
} as const satisfies Record<string, Sentence>;

export type VerifyProblemCode = keyof typeof VERIFY_TEXTS;

/** How a rule is broken, after “can be broken:”. */
export const HOW = {
  forbidden: {
    da: 'det sidste skridt på vejen må ikke ske der.',
    en: 'the last step of the path must not happen there.',
  },
  ended: {
    da: 'sagen slutter, før det, reglen kræver, er sket.',
    en: 'the case ends before what the rule demands has happened.',
  },
  outOfReach: {
    da: 'efter den viste vej kan det, reglen kræver, aldrig ske.',
    en: 'after the path shown, what the rule demands can never happen.',
  },
} as const satisfies Record<string, Sentence>;

/** When a problem is one, after its sentence, where that is not now. */
export const WHEN = {
  later: {
    da: 'Sådan er det fra {day}, når en version, der allerede er udgivet, får virkning.',
    en: 'It is so from {day_en}, when a version that is already published takes effect.',
  },
  older: {
    da: 'Det er version {version} af “{other}”, som der stadig er sager på: flyt dem først, eller vent, til de er afsluttet.',
    en: 'This is version {version} of “{other_en}”, which cases are still on: move them first, or wait until they have ended.',
  },
} as const satisfies Record<string, Sentence>;

/** The same problem, with when it is one. */
export function foundWhen(
  when: keyof typeof WHEN,
  problem: Problem,
  details: Record<string, unknown>,
): Problem {
  const { da, en } = WHEN[when];
  const all = { ...problem.details, ...details };
  const message = {
    da: `${problem.message.da} ${fill(da, all)}`,
    en: `${problem.message.en} ${fill(en, all)}`,
  };
  return { ...problem, message, details: all };
}

/** One problem with its sentence in both languages; `{name}` in a sentence is `details.name`. */
export function found(code: VerifyProblemCode, path: string, details: Record<string, unknown> = {}): Problem {
  const { da, en } = VERIFY_TEXTS[code];
  return { code, path, message: { da: fill(da, details), en: fill(en, details) }, details };
}

function fill(sentence: string, details: Record<string, unknown>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (_match, name: string) => {
    const value = details[name];
    return Array.isArray(value) ? value.map((item) => `“${String(item)}”`).join(', ') : String(value);
  });
}

/** Why something is not proved: not all could be looked at; or all that was found is ways that perhaps no case can go. */
export function whyNotProved(configurations: number, isComplete: boolean): { why: string; why_en: string } {
  return isComplete
    ? {
        why: 'Der er kun fundet en vej, som måske ingen sag kan gå.',
        why_en: 'Only a way was found that perhaps no case can go.',
      }
    : {
        why: `Sagsgangen er for stor til at blive undersøgt helt (${configurations} situationer er set).`,
        why_en: `The machine is too large to be examined in full (${configurations} situations were seen).`,
      };
}
