import { Alert, Button, Heading } from '@navikt/ds-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WhatIfEntry } from '../../../src/machines/index.js';
import type { CaseView, HistoryRow } from '../api-types.js';
import { post } from '../api.js';
import { useHistoryWords } from '../case/history-words.js';
import { Answer } from '../leader/answer.js';
import { useToday } from '../queries.js';
import { addDays, localDate, longDate } from '../ui/dates.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { inspectorTexts } from './inspector-texts.js';

interface Played {
  entries: WhatIfEntry[];
  truncated: boolean;
  activeStates: CaseView['activeStates'];
}
const MONTHS = [1, 3, 12] as const;
const MONTH_DAYS = 30.5;

/** What would come if nobody did anything: a dated list. */
export function Future({ view }: { view: CaseView }) {
  const texts = useTexts(inspectorTexts);
  const { today } = useToday();
  const [months, setMonths] = useState<number | null>(null);
  const until = `${addDays(today, Math.round((months ?? 0) * MONTH_DAYS))}T22:59:59Z`;
  const played = useQuery({
    queryKey: ['whatIf', view.id, view.seq, until],
    queryFn: () => post<Played>(`/api/cases/${view.id}/what-if`, { until }),
    enabled: months !== null,
  });
  return (
    <section aria-labelledby="future">
      <Heading level="2" size="small" id="future">
        {texts.future}
      </Heading>
      <p>{texts.futureLead}</p>
      <div className="period">
        {MONTHS.map((count) => (
          <Button
            key={count}
            size="small"
            variant={months === count ? 'primary' : 'secondary'}
            aria-pressed={months === count}
            onClick={() => setMonths(count)}
          >
            {texts.months(count)}
          </Button>
        ))}
      </div>
      {months !== null && <Answer of={played}>{(found) => <Days view={view} played={found} />}</Answer>}
    </section>
  );
}

function Days({ view, played: { entries, truncated, activeStates } }: { view: CaseView; played: Played }) {
  const texts = useTexts(inspectorTexts);
  const words = useWords();
  const { language } = useLanguage();
  const { zone } = useToday();
  const wordsOf = useEntryWords(view);
  const days = new Map<string, string[]>();
  for (const entry of entries) {
    const said = wordsOf(entry);
    const day = localDate(entry.at, zone);
    if (said.length > 0) days.set(day, [...(days.get(day) ?? []), ...said]);
  }
  const leaves = activeStates.filter(({ leaf }) => leaf);
  return (
    <div role="status">
      {days.size === 0 && <p>{texts.nothing}</p>}
      <dl className="future">
        {[...days].map(([day, said]) => (
          <div key={day}>
            <dt>{longDate(day, language)}</dt>
            {said.map((line, index) => (
              <dd key={`${line} ${index}`}>{line}</dd>
            ))}
          </div>
        ))}
      </dl>
      {truncated && (
        <Alert variant="warning" size="small">
          {texts.truncated}
        </Alert>
      )}
      <p>
        {texts.endsIn} {leaves.map(({ title, path }) => words(title) || path).join(' · ')}
      </p>
    </div>
  );
}

/** What people would notice of an entry. */
function useEntryWords(view: CaseView): (entry: WhatIfEntry) => string[] {
  const texts = useTexts(inspectorTexts);
  const words = useWords();
  const { effects } = useHistoryWords(view);
  return (entry) => {
    const row = { ...entry, event: {}, type: entry.event } as unknown as HistoryRow;
    const breaches = entry.effects.flatMap((effect) => {
      if (effect.type === 'breachDeadline') {
        const title = view.deadlines.find(({ key }) => key === effect.key)?.title;
        return [texts.breachWill(words(title) || effect.key)];
      }
      const reminds = effect.type === 'sendMessage' && effect.kind === 'reminder';
      return reminds ? [texts.reminderWill(words(effect.title))] : [];
    });
    const refused = entry.accepted
      ? []
      : [`${texts.refused}: ${entry.reasons.map(({ text }) => words(text)).join('; ')}`];
    return [...breaches, ...effects(row), ...refused];
  };
}
