import { useEventTitle } from '../case/history-words.js';
import { useTeams, useToday } from '../queries.js';
import { useRoleName } from '../role-names.js';
import { useAccounts } from '../settings/settings-queries.js';
import { moment, plainDate } from '../ui/dates.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import type { AuditEntryRow } from './audit-queries.js';
import { auditTexts } from './audit-texts.js';
import { hoursText, hoursTexts } from '../settings/hours-texts.js';
import type { HoursChange } from '../settings/pending.js';
import { detailTexts } from './detail-texts.js';

export interface Detail {
  label: string;
  value: string;
}

type Say = (value: unknown, row: AuditEntryRow) => string;
/** How each detail is said that is not what it is called or a number. */
type Sayings = Partial<Record<string, Say>>;

/** What a line of the log says besides, in words; what has none is shown as it stands in the log. */
export function useDetailWords(): (row: AuditEntryRow) => Detail[] {
  const texts = useTexts(detailTexts);
  const sayings = useSayings();
  const labels: Partial<Record<string, string>> = texts.labels;
  const order = Object.keys(labels);
  const placeOf = (name: string) => (name in labels ? order.indexOf(name) : order.length);
  const plain = (value: unknown): string => {
    if (typeof value === 'boolean') return value ? texts.yes : texts.no;
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  return (row) => {
    const say = (name: string, value: unknown): Detail[] =>
      isNothing(value)
        ? []
        : [{ label: labels[name] ?? name, value: (sayings[name] ?? plain)(value, row) || texts.nothing }];
    const { before, after, ...rest } = row.details as Compared;
    const told = withoutRepetition(rest).sort(([a], [b]) => placeOf(a) - placeOf(b));
    return [
      ...told.flatMap(([name, value]) => say(name, value)),
      ...Object.keys(after ?? {}).flatMap((name) => {
        const [was, is] = [before?.[name], after?.[name]].map((value) => say(name, value ?? '')[0]);
        if (!was || !is || was.value === is.value) return [];
        return [{ label: is.label, value: texts.became(was.value, is.value) }];
      }),
    ];
  };
}

interface Compared extends Record<string, unknown> {
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/** What says nothing more beside the name of a user, the name that a team was given, or what a timer was for. */
const REPEATED: [beside: string, repeated: string][] = [
  ['userId', 'username'],
  ['name', 'teamId'],
  ['timerId', 'type'],
];

function withoutRepetition(details: Record<string, unknown>): [name: string, value: unknown][] {
  const repeated = REPEATED.flatMap(([beside, name]) => (beside in details ? [name] : []));
  return Object.entries(details).filter(([name]) => !repeated.includes(name));
}

const list = (items: unknown, say: (item: string) => string): string =>
  (items as string[]).map(say).join(', ');

function useSayings(): Sayings {
  const actions: Partial<Record<string, string>> = useTexts(auditTexts).actions;
  const roleName = useRoleName();
  const words = useWords();
  const eventTitle = useEventTitle(undefined);
  const nameOf = useNames();
  const days = useDaySayings();
  const values: Partial<Record<string, string>> = useTexts(detailTexts).values;
  const named: Say = (key, { namedTitle }) => words(namedTitle) || String(key);
  const coded: Say = (value) => values[String(value)] ?? String(value);
  const team: Say = (id) => nameOf.team(String(id));
  const person: Say = (id) => nameOf.person(String(id));
  return {
    ...days,
    type: (type, { namedTitle }) =>
      words(namedTitle) || eventTitle({ type: String(type), event: {}, effects: [] }),
    key: named,
    timerId: named,
    action: (action) => actions[String(action)] ?? String(action),
    caseType: (caseType, { caseTypeTitle }) => words(caseTypeTitle) || String(caseType),
    status: coded,
    scope: coded,
    kind: coded,
    teamId: team,
    teamIds: (ids) => list(ids || [], nameOf.team),
    roles: (given) => list(given || [], roleName),
    userId: person,
    assigneeId: person,
    drafts: (ids) => list(ids, String),
  };
}

/** Teams and people by their ids. */
function useNames() {
  const teams = new Map(useTeams().data?.map(({ id, name }) => [id, name]));
  const people = new Map(useAccounts().data?.map(({ id, name, username }) => [id, `${name} (${username})`]));
  return {
    team: (id: string) => teams.get(id) ?? id,
    person: (id: string) => people.get(id) ?? id,
  };
}

interface NamedDay {
  date: string;
  name: string;
}
interface MeetingDays {
  name: string;
  added: string[];
  removed: string[];
}

/** Dates, moments, and the days of a calendar. */
function useDaySayings(): Sayings {
  const texts = useTexts(detailTexts);
  const hours = useTexts(hoursTexts);
  const inWords = ({ weekday, hours: open }: HoursChange) => hours.changed(weekday, open && hoursText(open));
  const values: Partial<Record<string, string>> = texts.values;
  const { language } = useLanguage();
  const { zone } = useToday();
  const date = (day: unknown) => plainDate(String(day), language);
  const instant: Say = (value) => moment(String(value), language, zone);
  const named: Say = (given) =>
    (given as NamedDay[]).map((day) => texts.day(date(day.date), day.name)).join(', ');
  const dates = (given: string[], say: (days: string) => string) =>
    given.length === 0 ? [] : [say(given.map(date).join(', '))];
  const moments = ['instant', 'validFrom', 'retiredFrom', 'dueAt'];
  return {
    ...Object.fromEntries(moments.map((name) => [name, instant])),
    ...Object.fromEntries(['from', 'to', 'dueBefore', 'endedFrom', 'endedTo'].map((name) => [name, date])),
    closed: named,
    officeHours: (given) => (given as HoursChange[]).map(inWords).join(', '),
    opened: named,
    series: (given) =>
      (given as MeetingDays[])
        .map(({ name, added, removed }) => {
          const changes = [...dates(added, texts.added), ...dates(removed, texts.removed)];
          return `${values[name] ?? name}: ${changes.join(', ')}`;
        })
        .join('; '),
  };
}
