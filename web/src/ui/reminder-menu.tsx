import { ActionMenu } from '@navikt/ds-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useReminders, useToday, type Me } from '../queries.js';
import type { MessageListRow } from '../api-types.js';
import { shellTexts } from '../texts/shell-texts.js';
import { BellMenu } from './bell-menu.js';
import { hasTime, moment, shortDue } from './dates.js';
import { useLanguage, useTexts, useWords } from './language.js';
import { readStored, writeStored } from './preferences.js';

const SHOWN = 8;

/** The newest reminders meant for the user. What has come since the menu was opened last counts as new. */
export function ReminderMenu({ me }: { me: Me }) {
  const texts = useTexts(shellTexts);
  const navigate = useNavigate();
  const { data } = useReminders(true);
  const reminders = data?.items ?? [];
  const [seenAt, setSeenAt] = useState(() => readStored(`seen.${me.id}`) ?? '');
  const fresh = reminders.filter(({ createdAt }) => createdAt > seenAt).length;
  const noteSeen = () => {
    const newest = reminders[0]?.createdAt;
    if (!newest) return;
    writeStored(`seen.${me.id}`, newest);
    setSeenAt(newest);
  };
  return (
    <BellMenu
      label={texts.reminders.button(fresh)}
      fresh={fresh}
      title={texts.reminders.title}
      none={texts.reminders.none}
      items={reminders.slice(0, SHOWN).map((reminder) => (
        <ActionMenu.Item key={reminder.id} onSelect={() => void navigate(`/cases/${reminder.caseId}`)}>
          <ReminderLine reminder={reminder} fresh={reminder.createdAt > seenAt} />
        </ActionMenu.Item>
      ))}
      onOpenChange={(open) => !open && noteSeen()}
    >
      <ActionMenu.Divider />
      <ActionMenu.Item onSelect={() => void navigate('/tasks')}>{texts.reminders.all}</ActionMenu.Item>
    </BellMenu>
  );
}

function ReminderLine({ reminder, fresh }: { reminder: MessageListRow; fresh: boolean }) {
  const texts = useTexts(shellTexts);
  const words = useWords();
  const { language } = useLanguage();
  const { zone, today } = useToday();
  const { dueOn, dueAt } = reminder;
  const due = dueOn && hasTime(dueOn, dueAt, zone) ? shortDue(dueOn, dueAt, { language, zone, today }) : null;
  return (
    <div className={fresh ? 'reminder fresh' : 'reminder'}>
      <span>{words(reminder.title)}</span>
      <span className="quiet">
        {reminder.caseNumber} · {moment(reminder.createdAt, language, zone)}
        {due && ` · ${texts.reminders.due(due)}`}
        {reminder.late && ` · ${texts.reminders.late}`}
      </span>
    </div>
  );
}
