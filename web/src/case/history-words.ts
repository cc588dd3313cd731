import type { CaseView, Definition, Effect, FactSchema, HistoryRow, Json, Text } from '../api-types.js';
import { useDefinition, useToday } from '../queries.js';
import { caseTexts } from '../texts/case-texts.js';
import { recordTexts } from '../texts/record-texts.js';
import { useCaseTypeTitle } from '../ui/case-type-title.js';
import { plainDate, moment, shortDue } from '../ui/dates.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { withoutGaps } from './task-title.js';

/** What happened, in the words of the definition. */
export function useHistoryWords(view: Pick<CaseView, 'caseType' | 'version'>) {
  const texts = useTexts(recordTexts).history;
  const { data: definition } = useDefinition(view.caseType, view.version);
  const effectWords = useEffectWords(definition, useCaseTypeTitle());
  return {
    title: useEventTitle(definition),
    who: (row: HistoryRow): string => row.event.by?.name ?? texts.system,
    effects: (row: HistoryRow): string[] => row.effects.flatMap((effect) => effectWords(effect) ?? []),
    answers: useAnswers(definition),
  };
}

/** An event, and what of it tells the engine's own events apart. */
export interface Happened {
  type: string;
  event: Pick<HistoryRow['event'], 'key' | 'assigneeId'>;
  effects: Pick<Effect, 'type'>[];
}

/** What an event is called: by the definition, or after what the engine does with it. */
export function useEventTitle(definition: Definition | undefined): (happened: Happened) => string {
  const texts = useTexts(recordTexts).history;
  const words = useWords();
  const titleOfEngine = ({ type, event, effects }: Happened): string | undefined => {
    const name = type.split('.');
    if (type === 'timer.deadline') {
      const deadline = words(definition?.deadlines[event.key ?? '']?.title);
      const breach = effects.some((effect) => effect.type === 'breachDeadline');
      return breach ? texts.breach(deadline) : texts.reminder(deadline);
    }
    if (type.startsWith('xstate.after.')) {
      const waited = name[2] ?? '';
      return texts.timer(
        words((definition?.delays[waited] ?? definition?.deadlines[waited])?.title) || waited,
      );
    }
    if (type.startsWith('xstate.done.')) return texts.childDone;
    return type === 'case.assigned' && event.assigneeId === null
      ? texts.unassigned
      : ((texts as Partial<Record<string, unknown>>)[name[1] ?? ''] as string | undefined);
  };
  return (happened) =>
    words(definition?.events[happened.type]?.title) || titleOfEngine(happened) || happened.type;
}

/** What people notice of an effect; null for what they do not, and for reminders and breaches, which have events of their own. */
export function useEffectWords(
  definition: Definition | undefined,
  caseTypeTitle: (caseType: string) => string,
): (effect: Effect) => string | null {
  const texts = useTexts(recordTexts).history.effects;
  const words = useWords();
  const { language } = useLanguage();
  const { today, zone } = useToday();
  const due = ({ dueOn, dueAt }: { dueOn: string; dueAt: string }) =>
    shortDue(dueOn, dueAt, { language, zone, today });
  const named = (title: Text | undefined, key: string) => words(title) || key;
  return (effect) => {
    switch (effect.type) {
      case 'openTask':
        return texts.openTask(words(effect.title));
      case 'closeTask': {
        const task = withoutGaps(named(definition?.tasks[effect.key]?.title, effect.key));
        return effect.outcome === 'completed' ? texts.closeTask(task) : texts.cancelTask(task);
      }
      case 'startDeadline':
        return texts.startDeadline(
          named(definition?.deadlines[effect.key]?.title, effect.key),
          due(effect.deadline),
        );
      case 'moveDeadline':
        return texts.moveDeadline(
          named(definition?.deadlines[effect.key]?.title, effect.key),
          due(effect.from),
          due(effect.deadline),
        );
      case 'sendMessage':
        return effect.kind === 'letter' ? texts.letter(words(effect.title)) : null;
      case 'openChild':
      case 'openCase':
        return texts.openChild(caseTypeTitle(effect.caseType));
      case 'putOnAgenda':
        return texts.agenda(words(effect.title));
      case 'journal':
        return words(effect.text);
      case 'endCase':
        return texts.end;
      default:
        return null;
    }
  };
}

/** The facts an event brought, as `Fik du fat i borgeren: Nej`. */
function useAnswers(definition: Definition | undefined): (row: HistoryRow) => string[] {
  const words = useWords();
  const inWords = useFactWords();
  return ({ type, event }) => {
    const append = definition?.events[type]?.append;
    const properties = append
      ? (definition?.facts.properties[append]?.items?.properties ?? {})
      : (definition?.facts.properties ?? {});
    return Object.entries(event.facts ?? {}).flatMap(([name, value]) => {
      const said = inWords(properties[name], value);
      const asked = words(properties[name]?.title) || name;
      return said ? [asked.endsWith('?') ? `${asked} ${said}` : `${asked}: ${said}`] : [];
    });
  };
}

/** A fact as people write it: Ja and Nej, labels, dates; empty for what says nothing. */
export function useFactWords(): (schema: FactSchema | undefined, value: Json) => string {
  const texts = useTexts(caseTexts).facts;
  const words = useWords();
  const { language } = useLanguage();
  const { zone } = useToday();
  const say = (schema: FactSchema | undefined, value: Json): string => {
    if (value === null || value === '') return '';
    if (typeof value === 'boolean') return value ? texts.yes : texts.no;
    if (Array.isArray(value)) return value.map((item) => say(schema?.items, item)).join('; ');
    if (typeof value === 'object') {
      const parts = Object.entries(schema?.properties ?? {}).map(([name, part]) =>
        say(part, value[name] ?? null),
      );
      return parts.filter(Boolean).join(', ');
    }
    if (schema?.format === 'date') return plainDate(String(value), language);
    if (schema?.format === 'date-time') return moment(String(value), language, zone);
    return words(schema?.labels?.[String(value)]) || String(value);
  };
  return say;
}
