import { ExclamationmarkTriangleIcon, ClockDashedIcon } from '@navikt/aksel-icons';
import { Tag } from '@navikt/ds-react';
import { inboxTexts } from '../texts/inbox-texts.js';
import { daysBetween, shortDate } from './dates.js';
import { useLanguage, useTexts } from './language.js';

const SOON_DAYS = 7;

interface DayTagProps {
  day: string | null;
  today: string;
  /** Since when the time stands still: then the day does not hold, and nothing is overdue. */
  pausedOn?: string | null | undefined;
}

/** How far a day is away, in words, colour and sign: never by colour alone. */
export function DayTag({ day, today, pausedOn }: DayTagProps) {
  const texts = useTexts(inboxTexts);
  const { language } = useLanguage();
  if (pausedOn)
    return (
      <Tag variant="moderate" data-color="neutral" size="small">
        {texts.paused(shortDate(pausedOn, language, today))}
      </Tag>
    );
  if (day === null)
    return (
      <Tag variant="moderate" data-color="neutral" size="small">
        {texts.undated}
      </Tag>
    );
  const days = daysBetween(today, day);
  if (days < 0) {
    return (
      <Tag
        variant="moderate"
        data-color="danger"
        size="small"
        icon={<ExclamationmarkTriangleIcon aria-hidden />}
      >
        {texts.over(-days)}
      </Tag>
    );
  }
  if (days === 0) {
    return (
      <Tag variant="moderate" data-color="warning" size="small" icon={<ClockDashedIcon aria-hidden />}>
        {texts.isToday}
      </Tag>
    );
  }
  return (
    <Tag variant="moderate" data-color={days <= SOON_DAYS ? 'info' : 'neutral'} size="small">
      {days === 1 ? texts.tomorrow : texts.inDays(days)}
    </Tag>
  );
}
