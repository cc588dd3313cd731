import type { CountedDays } from './calendar-days.js';
import { isLength, parseLength } from './dates.js';
import { isHours, msOfHours } from './hours.js';
import type { Language } from './date-text.js';
import type {
  DeadlineKind,
  Definition,
  Parameter,
  PublicPhase,
  Recipient,
  Right,
  Party,
  Rung,
  Text,
} from './definition.js';
import type { PlainText } from './effects.js';

export const LANGUAGES: readonly Language[] = ['da', 'en'];

/** The same text in both languages: names, numbers, code. */
export const same = (text: string): PlainText => ({ da: text, en: text });

/** The text of a definition; English falls back to Danish. */
export const wordsOf = ({ da, en = da }: Text): PlainText => ({ da, en });

/** A sentence in both languages; `{name}` is replaced by the value of that name, whatever that value holds. */
export function phrase(da: string, en: string, values: Record<string, PlainText> = {}): PlainText {
  const fill = (text: string, language: Language) =>
    text.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => values[name]![language]);
  return { da: fill(da, 'da'), en: fill(en, 'en') };
}

/** “Partshøring”, “Consultation of the party”. What an expression would put into the text is shown as `…`. */
export function quoted(text: PlainText): PlainText {
  const { da, en } = withoutExpressions(text);
  return { da: `“${da}”`, en: `“${en}”` };
}

const plain = (text: string) =>
  text.replaceAll(/\{\{|\{(?:[^{}"']|"[^"]*"|'[^']*')*\}/g, (part) => (part === '{{' ? '{' : '…'));

/** The text as it reads without a case: each `{expression}` is `…`, each `{{` a brace. */
export function withoutExpressions({ da, en }: PlainText): PlainText {
  return { da: plain(da), en: plain(en) };
}

/** `a, b og c`, `a, b and c`. */
export function listed(items: PlainText[], last: 'and' | 'or' = 'and'): PlainText {
  const join = (language: Language, word: string) => {
    const texts = items.map((item) => item[language]);
    return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} ${word} ${texts.at(-1)}`;
  };
  return { da: join('da', last === 'and' ? 'og' : 'eller'), en: join('en', last) };
}

const UNITS = {
  years: [
    ['år', 'year'],
    ['år', 'years'],
  ],
  months: [
    ['måned', 'month'],
    ['måneder', 'months'],
  ],
  weeks: [
    ['uge', 'week'],
    ['uger', 'weeks'],
  ],
  days: [
    ['dag', 'day'],
    ['dage', 'days'],
  ],
  workingDays: [
    ['arbejdsdag', 'working day'],
    ['arbejdsdage', 'working days'],
  ],
  weekdays: [
    ['hverdag', 'weekday'],
    ['hverdage', 'weekdays'],
  ],
  hours: [
    ['time', 'hour'],
    ['timer', 'hours'],
  ],
  minutes: [
    ['minut', 'minute'],
    ['minutter', 'minutes'],
  ],
} as const;

/**
 * A length in words: `P12W` is `12 uger`, `P15Y6M` `15 år og 6 måneder`, `-P2D` `2 dage før`, `PT1H30M` `1 time og 30 minutter`; its days may be `arbejdsdage` or
 * `hverdage`. What is not a length comes back as it is.
 */
export function lengthInWords(length: string, unit: 'days' | CountedDays = 'days'): PlainText {
  if (!isLength(length) && !isHours(length)) return same(length);
  const parts = isHours(length) ? hourParts(length) : dayParts(length, unit);
  const counted = parts.filter(([count]) => count !== 0);
  const words = listed((counted.length > 0 ? counted : parts.slice(-1)).map(inUnit));
  return length.startsWith('-') ? phrase('{words} før', '{words} before', { words }) : words;
}

type Part = readonly [count: number, unit: readonly (readonly string[])[]];

function dayParts(length: string, unit: 'days' | CountedDays): Part[] {
  const { years, months, weeks, days } = parseLength(length);
  return [
    [years, UNITS.years],
    [months, UNITS.months],
    [weeks, UNITS.weeks],
    [days, UNITS[unit]],
  ];
}

/** As it is written: 90 minutes are not said as an hour and a half. */
function hourParts(length: string): Part[] {
  const partOf = (letter: string) => Number(new RegExp(`(\\d+)${letter}`).exec(length)?.[1] ?? 0);
  return [
    [partOf('H'), UNITS.hours],
    [partOf('M'), UNITS.minutes],
  ];
}

function inUnit([count, unit]: Part): PlainText {
  const [da, en] = unit[Math.abs(count) === 1 ? 0 : 1]!;
  return { da: `${Math.abs(count)} ${da}`, en: `${Math.abs(count)} ${en}` };
}

/** A value of a parameter: `P12W` is `12 uger`, yes and no, lists with commas. */
export function valueInWords(value: Parameter['value']): PlainText {
  if (typeof value === 'boolean') return value ? { da: 'ja', en: 'yes' } : { da: 'nej', en: 'no' };
  if (Array.isArray(value)) return listed(value.map(same));
  return typeof value === 'string' ? lengthInWords(value) : same(String(value));
}

const RECIPIENT_WORDS: Record<Right | Party, PlainText> = {
  caseworker: { da: 'sagsbehandleren', en: 'the caseworker' },
  teamLeader: { da: 'teamlederen', en: 'the team leader' },
  admin: { da: 'administratoren', en: 'the administrator' },
  auditor: { da: 'revisoren', en: 'the auditor' },
  citizen: { da: 'borgeren', en: 'the citizen' },
  youngPerson: { da: 'den unge', en: 'the young person' },
  custodyHolders: { da: 'forældremyndighedens indehavere', en: 'the holders of custody' },
  partyRepresentative: { da: 'partsrepræsentanten', en: 'the party representative' },
  guardian: { da: 'værgen', en: 'the guardian' },
};

export const DEADLINE_KIND_WORDS: Record<DeadlineKind, PlainText> = {
  statutory: { da: 'lovbestemt', en: 'statutory' },
  published: { da: 'offentliggjort', en: 'published' },
  internal: { da: 'intern', en: 'internal' },
  citizen: { da: 'borgerens frist', en: 'the citizen’s deadline' },
};

export const PHASE_WORDS: Record<PublicPhase, PlainText> = {
  received: { da: 'Modtaget', en: 'Received' },
  information: { da: 'Oplysning', en: 'Information' },
  assessment: { da: 'Vurdering', en: 'Assessment' },
  hearing: { da: 'Partshøring', en: 'Consultation' },
  decision: { da: 'Afgørelse', en: 'Decision' },
  closed: { da: 'Afsluttet', en: 'Closed' },
};

/** What a definition says of its own roles. */
export type OwnRoles = Definition['roles'];

/** `sagsbehandleren`, `the citizen`; a role of the municipality by its title: `rollen “Jurist”`. */
export function recipientInWords(recipient: Recipient, roles: OwnRoles = {}): PlainText {
  if (Object.hasOwn(RECIPIENT_WORDS, recipient)) return RECIPIENT_WORDS[recipient as Right | Party];
  const title = Object.hasOwn(roles, recipient) ? wordsOf(roles[recipient]!.title) : same(recipient);
  return phrase('rollen {title}', 'the role {title}', { title: quoted(title) });
}

export const recipientsInWords = (
  recipients: readonly Recipient[],
  roles: OwnRoles,
  last: 'and' | 'or' = 'and',
): PlainText =>
  listed(
    recipients.map((recipient) => recipientInWords(recipient, roles)),
    last,
  );

/** `2 arbejdsdage før til sagsbehandleren`, `hver 1 uge efter overskridelsen til teamlederen`. */
export function reminderInWords(rung: Rung, roles: OwnRoles): PlainText {
  return phrase('{when} til {to}', '{when} to {to}', {
    when: rungInWords(rung),
    to: recipientsInWords(rung.to, roles),
  });
}

/** When a rung comes: its days are working days, counted from the target day. */
export function rungInWords(rung: Rung): PlainText {
  if ('every' in rung) {
    const length = lengthInWords(rung.every, 'workingDays');
    return phrase('derefter med {length} imellem', 'then with {length} in between', { length });
  }
  if (rung.at === 'breach') return { da: 'ved overskridelse', en: 'at the breach' };
  if (/^-?P0[DWMY]$/.test(rung.at)) return { da: 'på dagen', en: 'on the day' };
  if (isHours(rung.at) && msOfHours(rung.at) === 0)
    return { da: 'når tiden er gået', en: 'when the time is up' };
  const length = lengthInWords(rung.at, 'workingDays');
  return rung.at.startsWith('-') ? length : phrase('{length} efter', '{length} after', { length });
}

/** `begynder forfra: Sag, Hast`: the titles of the regions that lose their place by a transition. */
export const startsOverInWords = (regions: readonly string[]): PlainText =>
  phrase('begynder forfra: {regions}', 'starts over: {regions}', { regions: same(regions.join(', ')) });
