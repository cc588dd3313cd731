import { Heading, ToggleGroup } from '@navikt/ds-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseView, Definition, Facts, HistoryRow } from '../api-types.js';
import { get, withQuery } from '../api.js';
import { useFactWords } from '../case/history-words.js';
import { Answer } from '../leader/answer.js';
import { useDefinition } from '../queries.js';
import { useTexts, useWords } from '../ui/language.js';
import type { CaseMoment } from '../../../src/modules/cases/case-inspection.service.js';
import { inspectorTexts } from './inspector-texts.js';
import { Timers } from './timers.js';

/**
 * What waits for its time and what is known of the case, after the event of a row. Where something was told of later there are two answers: what was
 * known then, and what is known today to have been.
 */
export function Then({ view, row, toldLater }: { view: CaseView; row: HistoryRow; toldLater: boolean }) {
  const texts = useTexts(inspectorTexts);
  const [by, setBy] = useState('known');
  const instant = by === 'known' ? row.at : row.happenedAt;
  const { data: definition } = useDefinition(view.caseType, view.version);
  const then = useQuery({
    queryKey: ['caseAt', view.id, instant, by, view.seq],
    queryFn: ({ signal }) => get<CaseMoment>(withQuery(`/api/cases/${view.id}/at`, { instant, by }), signal),
    placeholderData: (before) => before,
  });
  const choose = (
    <ToggleGroup size="small" label={texts.seenBy} value={by} onChange={setBy}>
      <ToggleGroup.Item value="known" label={texts.asKnown} />
      <ToggleGroup.Item value="happened" label={texts.asItWas} />
    </ToggleGroup>
  );
  return (
    <Answer of={then}>
      {({ facts, timers }) => (
        <>
          {toldLater && choose}
          <Timers view={view} timers={timers} />
          <section aria-labelledby="facts">
            <Heading level="2" size="small" id="facts">
              {texts.facts}
            </Heading>
            <FactList definition={definition} facts={facts} />
          </section>
        </>
      )}
    </Answer>
  );
}

/** What is known of a case, in the words of its definition. */
export function FactList({ definition, facts }: { definition: Definition | undefined; facts: Facts }) {
  const texts = useTexts(inspectorTexts);
  const words = useWords();
  const say = useFactWords();
  const lines = Object.entries(facts).flatMap(([name, value]) => {
    const schema = definition?.facts.properties[name];
    const said = say(schema, value);
    return said ? [{ name, title: words(schema?.title) || name, said }] : [];
  });
  if (lines.length === 0) return <p>{texts.noFacts}</p>;
  return (
    <dl className="facts">
      {lines.map(({ name, title, said }) => (
        <div key={name}>
          <dt>{title}</dt>
          <dd>{said}</dd>
        </div>
      ))}
    </dl>
  );
}
