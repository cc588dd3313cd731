import { bilingual } from '../ui/language.js';

/** The rules of a definition: what they demand, whether they are proved, and how they can be broken. */
export const rulesTexts = bilingual(
  {
    title: 'Regler',
    lead: 'Hver regel prøves mod alle veje, en sag kan gå, uanset hvad folk gør, og hvornår tiden går. Kan en regel brydes, vises den korteste vej, der gør det.',
    none: 'Definitionen har ingen regler',
    noneHelp: 'Skriv dem under “rules” i dokumentet: hvad loven og arbejdsgangen kræver af hver eneste sag.',
    proving: 'Reglerne prøves …',
    seen: (count: string) => `${count} situationer er set i den del, der undersøges nu.`,
    summary: {
      all: (count: number) => (count === 1 ? 'Reglen er bevist.' : `Alle ${count} regler er bevist.`),
      some: (proved: number, of: number) => `${proved} af ${of} regler er bevist.`,
      broken: (count: number) => (count === 1 ? '1 kan brydes.' : `${count} kan brydes.`),
      notProved: (count: number) => (count === 1 ? '1 er ikke bevist.' : `${count} er ikke bevist.`),
      structure: (count: number) =>
        count === 1
          ? 'Der er 1 andet problem i sagsgangen.'
          : `Der er ${count} andre problemer i sagsgangen.`,
    },
    gaveUp: 'Tiden slap op, før reglerne var prøvet. Intet er bevist, og intet er modbevist.',
    longer: 'Prøv igen i op til 5 minutter',
    verdicts: { holds: 'Bevist', broken: 'Kan brydes', notProved: 'Ikke bevist', unknown: 'Ikke prøvet' },
    source: 'Kilde',
    template: 'Skabelon',
    proof: {
      holds:
        'Ingen vej bryder reglen, uanset hvad folk gør, hvornår tiden går, og hvordan tilknyttede sager ender.',
      may: 'Indtil det krævede er sket, kan det stadig ske – hvis betingelser, der spørger til oplysninger, kan opfyldes. At nogen gør det, kan ikke bevises: det er opgaver og frister til for.',
      notApplied:
        'Intet af det, reglen taler om, kan ske i sagsgangen. Se efter, om den siger det, der var ment.',
      how: 'Sådan er det bevist',
      configurations: (count: string) =>
        `${count} situationer er gennemgået, hver med alt, hvad der kan ske i den.`,
      regions: (names: string) =>
        `Der er set på disse spor; de andre har ingen indflydelse på reglen: ${names}.`,
      whole: 'Der er set på hele sagsgangen.',
      assumed: 'Det forudsættes:',
    },
    structure: {
      title: 'Sagsgangen selv',
      lead: 'Blindgyder, sager, der ligger stille, og andet, der hindrer udgivelse uden at være en regel.',
      none: 'Ingen blindgyder, og ingen sag kan komme til at ligge stille.',
      may: 'Det gælder, også hvis alle betingelser, der spørger til oplysninger, kan opfyldes.',
    },
    path: {
      show: 'Vis vejen på tegningen',
      hide: 'Skjul vejen',
      steps: 'Trin',
      controls: 'Afspilning af vejen',
      first: 'Til det første trin',
      back: 'Et trin tilbage',
      play: 'Afspil',
      pause: 'Stop afspilningen',
      forward: 'Et trin frem',
      last: 'Til det sidste trin',
      keys: 'Piletasterne går et trin, Home og End til begyndelsen og slutningen.',
      said: (at: number, of: number, event: string) => `Trin ${at} af ${of}: ${event}.`,
      here: (states: string) => `Sagen er nu her: ${states}.`,
      nowhere: 'Sagen kommer ikke til ro.',
      elsewhere: 'Et skridt i et spor, som reglen ikke ser på',

      asked: 'Betingelser',
      yes: 'ja',
      no: 'nej',
      notDrawn: 'Sagsgangen kan ikke tegnes; vejen står her i ord.',
    },
    catalogue: {
      title: 'Skabelonerne',
      lead: 'A og B er hændelser, tilstande, opgaver, breve eller betingelser. Flere af dem betyder: en hvilken som helst. Et skridt er alt, hvad én hændelse fører med sig.',
      names: {
        existence: 'Sker altid',
        absence: 'Sker aldrig',
        init: 'Begynder med',
        precedence: 'Kun efter',
        response: 'Følges af',
        succession: 'Kun efter, og følges af',
        chainPrecedence: 'Kun lige efter',
        chainResponse: 'Følges straks af',
        notCoExistence: 'Aldrig sammen',
        notSuccession: 'Aldrig efter',
      },
    },
  },
  {
    title: 'Rules',
    lead: 'Each rule is tried against every way that a case can go, whatever people do and whenever time passes. Where a rule can be broken, the shortest way to break it is shown.',
    none: 'The definition has no rules',
    noneHelp:
      'Write them under “rules” in the document: what the law and the procedure demand of every single case.',
    proving: 'The rules are being tried …',
    seen: (count) => `${count} situations have been seen in the part that is looked at now.`,
    summary: {
      all: (count) => (count === 1 ? 'The rule is proved.' : `All ${count} rules are proved.`),
      some: (proved, of) => `${proved} of ${of} rules are proved.`,
      broken: (count) => (count === 1 ? '1 can be broken.' : `${count} can be broken.`),
      notProved: (count) => (count === 1 ? '1 is not proved.' : `${count} are not proved.`),
      structure: (count) =>
        count === 1
          ? 'There is 1 other problem in the machine.'
          : `There are ${count} other problems in the machine.`,
    },
    gaveUp: 'Time ran out before the rules had been tried. Nothing is proved, and nothing is disproved.',
    longer: 'Try again for up to 5 minutes',
    verdicts: { holds: 'Proved', broken: 'Can be broken', notProved: 'Not proved', unknown: 'Not tried' },
    source: 'Source',
    template: 'Template',
    proof: {
      holds:
        'No path breaks the rule, whatever people do, whenever time passes, and however linked cases end.',
      may: 'Until what is demanded has happened, it can still happen, if conditions that ask facts can be met. Nobody can prove that people will do it: that is what tasks and deadlines are for.',
      notApplied:
        'Nothing that the rule speaks of can happen in the machine. Look whether it says what was meant.',
      how: 'How it is proved',
      configurations: (count) =>
        `${count} situations were gone through, each with everything that can happen in it.`,
      regions: (names) => `These tracks were looked at; the others have no influence on the rule: ${names}.`,
      whole: 'The whole machine was looked at.',
      assumed: 'This is assumed:',
    },
    structure: {
      title: 'The machine itself',
      lead: 'Dead ends, cases that lie still, and whatever else keeps it from being published without being a rule.',
      none: 'No dead ends, and no case can come to lie still.',
      may: 'That is so even if all conditions that ask facts can be met.',
    },
    path: {
      show: 'Show the path on the drawing',
      hide: 'Hide the path',
      steps: 'Steps',
      controls: 'Playing the path',
      first: 'To the first step',
      back: 'One step back',
      play: 'Play',
      pause: 'Stop playing',
      forward: 'One step on',
      last: 'To the last step',
      keys: 'The arrow keys go one step, Home and End to the beginning and the end.',
      said: (at, of, event) => `Step ${at} of ${of}: ${event}.`,
      here: (states) => `The case is here now: ${states}.`,
      nowhere: 'The case does not come to rest.',
      elsewhere: 'A step in a track that the rule does not look at',
      asked: 'Conditions',
      yes: 'yes',
      no: 'no',
      notDrawn: 'The machine cannot be drawn; the path stands here in words.',
    },
    catalogue: {
      title: 'The templates',
      lead: 'A and B are events, states, tasks, letters or conditions. Several of them mean: any of them. A step is everything that one event brings about.',
      names: {
        existence: 'Always happens',
        absence: 'Never happens',
        init: 'Begins with',
        precedence: 'Only after',
        response: 'Is followed by',
        succession: 'Only after, and followed by',
        chainPrecedence: 'Only right after',
        chainResponse: 'Is followed at once by',
        notCoExistence: 'Never together',
        notSuccession: 'Never after',
      },
    },
  },
);
