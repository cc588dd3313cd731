import { ExclamationmarkTriangleIcon, ClockDashedIcon } from '@navikt/aksel-icons';
import { Tag } from '@navikt/ds-react';
import { inboxTexts } from '../texts/inbox-texts.js';
import { daysBetween } from './dates.js';
import { useTexts } from './language.js';

const SOON_DAYS = 7;

/** How far a day is away, in words, colour and sign: never by colour alone. */
export function DayTag({ day, today }: { day: string | null; today: string }) {
  const texts = useTexts(inboxTexts);
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
