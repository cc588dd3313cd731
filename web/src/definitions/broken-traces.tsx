import { Button } from '@navikt/ds-react';
import { useState } from 'react';
import { DataTable } from '../leader/data-table.js';
import { useTexts, useWords } from '../ui/language.js';
import { ProblemView } from '../ui/problem-view.js';
import { CaseRef } from './case-ref.js';
import { useBrokenTraces, type BrokenTraces as Traces } from './definition-queries.js';
import { Section } from './section.js';
import type { VersionSubject } from './subject.js';
import { versionTexts } from './version-texts.js';

/** Follows the rules along what really happened. Asked for, not shown at once: each case is played again, and the look is logged. */
export function BrokenTraces({ subject }: { subject: VersionSubject }) {
  const texts = useTexts(versionTexts);
  const [asked, setAsked] = useState(false);
  const traces = useBrokenTraces(subject.caseType, subject.version, asked);
  const pages = traces.data?.pages ?? [];
  const more = () => (asked ? void traces.fetchNextPage() : setAsked(true));
  return (
    <Section title={texts.traces} lead={texts.tracesLead}>
      <div className="blocks-small">
        {(!asked || traces.isFetching || traces.hasNextPage) && (
          <div>
            <Button size="small" variant="secondary" loading={traces.isFetching} onClick={more}>
              {pages.length > 0 ? texts.followMore : texts.follow}
            </Button>
          </div>
        )}
        {traces.error && <ProblemView error={traces.error} retry={() => void traces.refetch()} />}
        {pages.length > 0 && <Found pages={pages} />}
      </div>
    </Section>
  );
}

function Found({ pages }: { pages: Traces[] }) {
  const texts = useTexts(versionTexts);
  const words = useWords();
  const rows = pages.flatMap(({ items }) => items);
  const broken = pages.reduce((sum, page) => sum + page.broken, 0);
  const checked = pages.reduce((sum, page) => sum + page.checked, 0);
  return (
    <>
      <p role="status">
        {texts.checked(checked)} {broken === 0 ? texts.noneBroken : texts.broken(broken)}
      </p>
      {rows.length === 0 && <BrokenRules pages={pages} />}
      {rows.length > 0 && (
        <DataTable
          label={texts.broken(broken)}
          rows={rows}
          keyOf={({ caseId }) => caseId}
          columns={[
            { title: texts.case, cell: (row) => <CaseRef {...row} /> },
            {
              title: texts.rule,
              cell: ({ broken }) =>
                broken.map(({ rule, title, source, seq }) => (
                  <div key={rule}>
                    {words(title)} <span className="quiet">({`${source}, ${texts.event(seq)}`})</span>
                  </div>
                )),
            },
          ]}
        />
      )}
    </>
  );
}

/** Which rules, for those who see no cases. */
function BrokenRules({ pages }: { pages: Traces[] }) {
  const texts = useTexts(versionTexts);
  const words = useWords();
  const counts = new Map<string, Traces['rules'][number]>();
  for (const rule of pages.flatMap(({ rules }) => rules))
    counts.set(rule.rule, { ...rule, cases: (counts.get(rule.rule)?.cases ?? 0) + rule.cases });
  return (
    <ul>
      {[...counts.values()].map(({ rule, title, source, cases }) => (
        <li key={rule}>
          {words(title)} <span className="quiet">{`(${source})`}</span> {texts.broken(cases)}
        </li>
      ))}
    </ul>
  );
}
