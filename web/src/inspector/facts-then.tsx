import { Heading } from '@navikt/ds-react';
import { useQuery } from '@tanstack/react-query';
import type { CaseView, Facts, HistoryRow } from '../api-types.js';
import { get, withQuery } from '../api.js';
import { useFactWords } from '../case/history-words.js';
import { Answer } from '../leader/answer.js';
import { useDefinition } from '../queries.js';
import { useTexts, useWords } from '../ui/language.js';
import { inspectorTexts } from './inspector-texts.js';

interface FactsThenProps {
  view: CaseView;
  row: HistoryRow | undefined;
  isNow: boolean;
}

/** The facts of the case as they were after an event. */
export function FactsThen({ view, row, isNow }: FactsThenProps) {
  const texts = useTexts(inspectorTexts);
  const then = useQuery({
    queryKey: ['caseAt', view.id, row?.at],
    queryFn: ({ signal }) =>
      get<{ facts: Facts }>(withQuery(`/api/cases/${view.id}/at`, { instant: row?.at }), signal),
    enabled: !isNow && row !== undefined,
    staleTime: Infinity,
  });
  return (
    <section aria-labelledby="facts">
      <Heading level="2" size="small" id="facts">
        {texts.facts}
      </Heading>
      {isNow ? (
        <FactList view={view} facts={view.facts} />
      ) : (
        <Answer of={then}>{({ facts }) => <FactList view={view} facts={facts} />}</Answer>
      )}
    </section>
  );
}

function FactList({ view, facts }: { view: CaseView; facts: Facts }) {
  const texts = useTexts(inspectorTexts);
  const words = useWords();
  const say = useFactWords();
  const { data } = useDefinition(view.caseType, view.version);
  const lines = Object.entries(facts).flatMap(([name, value]) => {
    const schema = data?.facts.properties[name];
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
