import { Heading } from '@navikt/ds-react';
import type { CaseView, Definition } from '../api-types.js';
import { useDefinition, useToday } from '../queries.js';
import { moment } from '../ui/dates.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { inspectorTexts } from './inspector-texts.js';

/** What waits for its time, the next first. */
export function Timers({ view, timers }: { view: CaseView; timers: Record<string, string> }) {
  const texts = useTexts(inspectorTexts);
  const { language } = useLanguage();
  const { zone } = useToday();
  const { data: definition } = useDefinition(view.caseType, view.version);
  const nameOf = useTimerName(definition);
  const sorted = Object.entries(timers).sort(([, a], [, b]) => (a < b ? -1 : 1));
  return (
    <section aria-labelledby="timers">
      <Heading level="2" size="small" id="timers">
        {texts.timers}
      </Heading>
      {sorted.length === 0 && <p>{texts.noTimers}</p>}
      <dl className="facts">
        {sorted.map(([id, dueAt]) => (
          <div key={id}>
            <dt>{moment(dueAt, language, zone)}</dt>
            <dd>{nameOf(id)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A timer by the deadline or delay that it belongs to. */
export function useTimerName(definition: Definition | undefined): (id: string) => string {
  const texts = useTexts(inspectorTexts);
  const words = useWords();
  return (id) => {
    const key = /^(?:deadline|xstate\.after)\.(\w+)/.exec(id)?.[1] ?? id;
    const title = words((definition?.deadlines[key] ?? definition?.delays[key])?.title) || key;
    return id.startsWith('deadline.') ? texts.nextRung(title) : texts.timeIsUp(title);
  };
}
