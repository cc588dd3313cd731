import { Heading } from '@navikt/ds-react';
import type { CaseView } from '../api-types.js';
import { useDefinition, useToday } from '../queries.js';
import { moment } from '../ui/dates.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { inspectorTexts } from './inspector-texts.js';

/** What waits for its time, the next first. */
export function Timers({ view, timers }: { view: CaseView; timers: Record<string, string> }) {
  const texts = useTexts(inspectorTexts);
  const { language } = useLanguage();
  const { zone } = useToday();
  const nameOf = useTimerName(view);
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
function useTimerName({ caseType, version }: CaseView): (id: string) => string {
  const texts = useTexts(inspectorTexts);
  const words = useWords();
  const { data } = useDefinition(caseType, version);
  return (id) => {
    const key = /^(?:deadline|xstate\.after)\.(\w+)/.exec(id)?.[1] ?? id;
    const title = words((data?.deadlines[key] ?? data?.delays[key])?.title) || key;
    return id.startsWith('deadline.') ? texts.nextRung(title) : texts.timeIsUp(title);
  };
}
