import { Heading, ReadMore } from '@navikt/ds-react';
import type { CaseView, MessageListRow } from '../api-types.js';
import { useCaseMessages, useToday } from '../queries.js';
import { useRecipientName } from '../role-names.js';
import { recordTexts } from '../texts/record-texts.js';
import { moment } from '../ui/dates.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';

/** Letters first: they concern the citizen. Reminders are for colleagues, and stand folded. */
export function Messages({ view }: { view: CaseView }) {
  const texts = useTexts(recordTexts).messages;
  const messages = useCaseMessages(view.id, view.seq).data?.items ?? [];
  const letters = messages.filter(({ kind }) => kind === 'letter');
  const reminders = messages.filter(({ kind }) => kind === 'reminder');
  return (
    <section className="card" aria-labelledby="messages">
      <Heading size="xsmall" level="2" id="messages" spacing>
        {texts.title}
      </Heading>
      {messages.length === 0 && <p className="quiet">{texts.none}</p>}
      <MessageItems messages={letters} />
      {reminders.length > 0 && (
        <ReadMore header={texts.reminders(reminders.length)} size="small">
          <MessageItems messages={reminders} />
        </ReadMore>
      )}
    </section>
  );
}

function MessageItems({ messages }: { messages: MessageListRow[] }) {
  const texts = useTexts(recordTexts).messages;
  const words = useWords();
  const { language } = useLanguage();
  const { zone } = useToday();
  const recipientName = useRecipientName();
  const when = ({ status, sentAt, notBefore }: MessageListRow): string => {
    if (status === 'cancelled') return texts.cancelled;
    if (status === 'sent' && sentAt) return texts.sent(moment(sentAt, language, zone));
    return notBefore ? texts.queued(moment(notBefore, language, zone)) : texts.queuedNow;
  };
  return (
    <ul className="bare-list stacked">
      {messages.map((message) => (
        <li key={message.id}>
          <div>{words(message.title)}</div>
          <div className="quiet">
            {when(message)} {texts.to} {message.recipients.map(recipientName).join(', ')}
          </div>
        </li>
      ))}
    </ul>
  );
}
