import { Heading } from '@navikt/ds-react';
import { useQuery } from '@tanstack/react-query';
import type { CaseView, Definition, Facts, HistoryRow } from '../api-types.js';
import { get, withQuery } from '../api.js';
import { useFactWords } from '../case/history-words.js';
import { Answer } from '../leader/answer.js';
import { useDefinition } from '../queries.js';
import { useTexts, useWords } from '../ui/language.js';
import type { CaseMoment } from '../../../src/modules/cases/case-inspection.service.js';
import { inspectorTexts } from './inspector-texts.js';
import { Timers } from './timers.js';

/** What waits for its time and what is known of the case, after the event of a row. */
export function Then({ view, row }: { view: CaseView; row: HistoryRow }) {
  const texts = useTexts(inspectorTexts);
  const { data: definition } = useDefinition(view.caseType, view.version);
  const then = useQuery({
    queryKey: ['caseAt', view.id, row.at, view.seq],
    queryFn: ({ signal }) =>
      get<CaseMoment>(withQuery(`/api/cases/${view.id}/at`, { instant: row.at }), signal),
    placeholderData: (before) => before,
  });
  return (
    <Answer of={then}>
      {({ facts, timers }) => (
        <>
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
