import type { HistoryRow } from '../api-types.js';
import { useToday } from '../queries.js';
import { recordTexts } from '../texts/record-texts.js';
import { moment } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';

/** Whether a person has recorded it later than it happened. */
export const isToldLater = ({ at, happenedAt, event }: HistoryRow): boolean =>
  event.by !== undefined && happenedAt !== at;

/** When an event was recorded, and when it happened where that was before. */
export function useWhen(): (row: HistoryRow) => string {
  const texts = useTexts(recordTexts).history;
  const { language } = useLanguage();
  const { zone } = useToday();
  const inWords = (instant: string) => moment(instant, language, zone);
  return (row) =>
    isToldLater(row) ? texts.happened(inWords(row.happenedAt), inWords(row.at)) : inWords(row.at);
}
