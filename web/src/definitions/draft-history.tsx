import { Answer } from '../leader/answer.js';
import { useToday } from '../queries.js';
import { moment } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { useDraftHistory } from './definition-queries.js';
import { publishTexts } from './publish-texts.js';
import { Section } from './section.js';
import type { DraftSubject } from './subject.js';

/** Who did what, when and why, the last first. */
export function DraftHistory({ subject }: { subject: DraftSubject }) {
  const texts = useTexts(publishTexts).history;
  const { language } = useLanguage();
  const { zone } = useToday();
  const history = useDraftHistory(subject.id);
  return (
    <Section title={texts.title}>
      <Answer of={history}>
        {(changes) => (
          <ol className="bare-list rows" reversed>
            {changes.toReversed().map(({ at, byName, action, revision, note }) => (
              <li key={`${at}${action}${revision}`}>
                <span className="quiet">{moment(at, language, zone)}</span>
                <span>
                  {byName} {texts.actions[action]}
                  {action === 'saved' && ` (${texts.revision(revision)})`}
                  {note && <div className="quiet">{note}</div>}
                </span>
              </li>
            ))}
          </ol>
        )}
      </Answer>
    </Section>
  );
}
