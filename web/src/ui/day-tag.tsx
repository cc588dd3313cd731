import { ExclamationmarkTriangleIcon, ClockDashedIcon } from '@navikt/aksel-icons';
import { Tag } from '@navikt/ds-react';
import { inboxTexts } from '../texts/inbox-texts.js';
import { useToday } from '../queries.js';
import { daysBetween, hasTime, shortDate } from './dates.js';
import { useLanguage, useTexts } from './language.js';

const SOON_DAYS = 7;

interface DayTagProps {
  day: string | null;
  today: string;
  /** The due moment: one that lies within the day may have passed before the day has. */
  at?: string | null | undefined;
  /** Where the clock is another one than that of the house. */
  now?: string;
  /** Since when the time stands still: then the day does not hold, and nothing is overdue. */
  pausedOn?: string | null | undefined;
  /** A citizen's own time is over after its day, and nobody is late. */
  kind?: string;
}

/** How far a day is away, in words, colour and sign: never by colour alone. */
export function DayTag({ day, today, at, now, pausedOn, kind }: DayTagProps) {
  const texts = useTexts(inboxTexts);
  const { language } = useLanguage();
  const clock = useToday();
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
  const isOver = hasTime(day, at, clock.zone) && at <= (now ?? clock.now);
  if (kind === 'citizen' && (days < 0 || isOver))
    return (
      <Tag variant="moderate" data-color="neutral" size="small">
        {texts.expired}
      </Tag>
    );
  if (days < 0 || isOver) {
    return (
      <Tag
        variant="moderate"
        data-color="danger"
        size="small"
        icon={<ExclamationmarkTriangleIcon aria-hidden />}
      >
        {days < 0 ? texts.over(-days) : texts.groups.overdue}
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
