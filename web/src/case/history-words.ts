import type { CaseView, Definition, Effect, FactSchema, HistoryRow, Json, Text } from '../api-types.js';
import { useDefinition, useToday } from '../queries.js';
import { caseTexts } from '../texts/case-texts.js';
import { recordTexts } from '../texts/record-texts.js';
import { useCaseTypeTitle } from '../ui/case-type-title.js';
import { plainDate, moment, shortDate } from '../ui/dates.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';

/** What happened, in the words of the definition. */
export function useHistoryWords(view: Pick<CaseView, 'caseType' | 'version'>) {
  const texts = useTexts(recordTexts).history;
  const words = useWords();
  const { data: definition } = useDefinition(view.caseType, view.version);
  const effectWords = useEffectWords(definition);
  const title = (row: HistoryRow): string =>
    words(definition?.events[row.type]?.title) || engineTitle(row, definition) || row.type;
  const engineTitle = (row: HistoryRow, known?: Definition): string | undefined => {
    const name = row.type.split('.');
    if (row.type === 'timer.deadline') {
      const deadline = words(known?.deadlines[row.event.key ?? '']?.title);
      const breach = row.effects.some(({ type }) => type === 'breachDeadline');
      return breach ? texts.breach(deadline) : texts.reminder(deadline);
    }
    if (row.type.startsWith('xstate.after.')) {
      const waited = name[2] ?? '';
      return texts.timer(words((known?.delays[waited] ?? known?.deadlines[waited])?.title) || waited);
    }
    if (row.type.startsWith('xstate.done.')) return texts.childDone;
    return row.type === 'case.assigned' && row.event.assigneeId === null
      ? texts.unassigned
      : ((texts as Partial<Record<string, unknown>>)[name[1] ?? ''] as string | undefined);
  };
  return {
    title,
    who: (row: HistoryRow): string => row.event.by?.name ?? texts.system,
    effects: (row: HistoryRow): string[] => row.effects.flatMap((effect) => effectWords(effect) ?? []),
    answers: useAnswers(definition),
  };
}

/** A sentence of a title whose gaps only the open task could fill. */
const UNFILLED = /[^.]*\{[^}]*\}[^.]*\.?/g;

/** Whether a person did it, or it changed what people see. Reminders alone do not count. */
export function isNotable(row: HistoryRow): boolean {
  if (row.event.by) return true;
  return row.from.join() !== row.to.join() || row.effects.some(({ type }) => type === 'breachDeadline');
}

function useEffectWords(definition: Definition | undefined): (effect: Effect) => string | null {
  const texts = useTexts(recordTexts).history.effects;
  const words = useWords();
  const titleOf = useCaseTypeTitle();
  const { language } = useLanguage();
  const { today } = useToday();
  const date = (day: string) => shortDate(day, language, today);
  const named = (title: Text | undefined, key: string) => words(title) || key;
  return (effect) => {
    switch (effect.type) {
      case 'openTask':
        return texts.openTask(words(effect.title));
      case 'closeTask': {
        const task = named(definition?.tasks[effect.key]?.title, effect.key).replace(UNFILLED, '').trim();
        return effect.outcome === 'completed' ? texts.closeTask(task) : texts.cancelTask(task);
      }
      case 'startDeadline':
        return texts.startDeadline(
          named(definition?.deadlines[effect.key]?.title, effect.key),
          date(effect.deadline.dueOn),
        );
      case 'moveDeadline':
        return texts.moveDeadline(
          named(definition?.deadlines[effect.key]?.title, effect.key),
          date(effect.from.dueOn),
          date(effect.deadline.dueOn),
        );
      case 'sendMessage':
        return effect.kind === 'letter' ? texts.letter(words(effect.title)) : null;
      case 'openChild':
      case 'openCase':
        return texts.openChild(titleOf(effect.caseType));
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
