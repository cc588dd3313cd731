import { ActionMenu } from '@navikt/ds-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { ReviewReminder } from '../../../src/persistence/definition-reviews.js';
import { get } from '../api.js';
import { usePolling } from '../connection.js';
import { useToday } from '../queries.js';
import { shellTexts } from '../texts/shell-texts.js';
import { BellMenu } from './bell-menu.js';
import { moment } from './dates.js';
import { useLanguage, useTexts, useWords } from './language.js';

const REFRESH_MS = 60_000;

/** Case types that an admin must look through. They stay until the review is noted. */
export function ReviewMenu() {
  const texts = useTexts(shellTexts).reviews;
  const words = useWords();
  const { language } = useLanguage();
  const { zone } = useToday();
  const navigate = useNavigate();
  const { data: reviews = [] } = useQuery({
    queryKey: ['reviewReminders'],
    queryFn: ({ signal }) => get<ReviewReminder[]>('/api/definitions/review-reminders', signal),
    refetchInterval: usePolling(REFRESH_MS),
  });
  return (
    <BellMenu
      label={texts.button(reviews.length)}
      fresh={reviews.length}
      title={texts.title}
      none={texts.none}
      items={reviews.map(({ caseType, title, dueAt }) => (
        <ActionMenu.Item key={caseType} onSelect={() => void navigate(`/definitions/${caseType}`)}>
          <div className="reminder">
            <span>{words(title)}</span>
            <span className="quiet">{texts.due(moment(dueAt, language, zone))}</span>
          </div>
        </ActionMenu.Item>
      ))}
    />
  );
}
