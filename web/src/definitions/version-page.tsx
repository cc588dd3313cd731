import { Heading } from '@navikt/ds-react';
import { useState } from 'react';
import type { LegalReference } from '../../../src/machines/index.js';
import { Answer } from '../leader/answer.js';
import { useToday } from '../queries.js';
import { StateFacts } from '../statechart/outline.js';
import { Statechart } from '../statechart/statechart.js';
import { useLayout } from '../statechart/use-layout.js';
import { moment } from '../ui/dates.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { BrokenTraces } from './broken-traces.js';
import { useVersionOverview, type VersionOverview } from './definition-queries.js';
import { Letters, Parameters } from './parameter-table.js';
import { Section } from './section.js';
import { SubjectFrame } from './subject-frame.js';
import type { VersionSubject } from './subject.js';
import { versionTexts } from './version-texts.js';

/** One published version: how its cases run, what it rests on, and what a lawyer may change. */
export function VersionPage() {
  return (
    <SubjectFrame<VersionSubject>>{(subject) => <Version key={subject.id} subject={subject} />}</SubjectFrame>
  );
}

function Version({ subject }: { subject: VersionSubject }) {
  const texts = useTexts(versionTexts);
  const { document } = subject;
  return (
    <div className="blocks">
      <About subject={subject} />
      <Drawing subject={subject} />
      <Section title={texts.legal}>
        <LegalBasis references={document.legalBasis} />
      </Section>
      <Section title={texts.parameters} lead={texts.parametersLead}>
        <Parameters parameters={document.parameters} />
      </Section>
      <Section title={texts.letters}>
        <Letters letters={document.letters} />
      </Section>
      <BrokenTraces subject={subject} />
    </div>
  );
}

function About({ subject: { caseType, version, document } }: { subject: VersionSubject }) {
  const texts = useTexts(versionTexts);
  const words = useWords();
  const seen = useVersionOverview().data?.find(
    (each) => each.caseType === caseType && each.version === version,
  );
  return (
    <div>
      {document.description && <p>{words(document.description)}</p>}
      <ul className="plain-list">
        <li>{texts.lead(document.owner)}</li>
        {seen && <Validity seen={seen} />}
      </ul>
    </div>
  );
}

/** From when new cases get the version, since when they do not any longer, and how many are on it. */
function Validity({ seen }: { seen: VersionOverview }) {
  const texts = useTexts(versionTexts);
  const { language } = useLanguage();
  const { zone, now } = useToday();
  const { validFrom, retiredFrom, retiredByName, retiredNote, current, open } = seen;
  const said = (instant: string) => moment(instant, language, zone);
  const notCurrent = !retiredFrom && validFrom > now ? texts.notYet : texts.notCurrent;
  const why = [retiredByName, retiredNote].filter(Boolean).join(' · ');
  return (
    <>
      {!retiredFrom && <li>{texts.validFrom(said(validFrom))}</li>}
      {retiredFrom && retiredFrom > validFrom && <li>{texts.heldFrom(said(validFrom))}</li>}
      {retiredFrom && <li>{[texts.retired(said(retiredFrom)), why].filter(Boolean).join(' · ')}</li>}
      <li>{`${current ? texts.current : notCurrent} ${texts.open(open)}`}</li>
    </>
  );
}

function Drawing({ subject: { caseType, version } }: { subject: VersionSubject }) {
  const texts = useTexts(versionTexts);
  const [selected, setSelected] = useState<string | null>(null);
  const layout = useLayout(caseType, version);
  return (
    <Section title={texts.drawing}>
      <Answer of={layout}>
        {(drawn) => {
          const state = drawn.states.find(({ path }) => path === selected);
          return (
            <>
              <Statechart layout={drawn} selected={selected} onSelect={setSelected} />
              <div role="status">
                {state ? (
                  <div className="card">
                    <Heading level="3" size="xsmall">
                      {texts.state(state.title)}
                    </Heading>
                    <StateFacts state={state} layout={drawn} />
                  </div>
                ) : (
                  <p className="quiet">{texts.pick}</p>
                )}
              </div>
            </>
          );
        }}
      </Answer>
    </Section>
  );
}

function LegalBasis({ references }: { references: LegalReference[] }) {
  return (
    <ul className="plain-list">
      {references.map(({ ref, url }) => (
        <li key={ref}>
          {url ? (
            <a className="aksel-link" href={url} target="_blank" rel="noreferrer">
              {ref}
            </a>
          ) : (
            ref
          )}
        </li>
      ))}
    </ul>
  );
}
