import { Alert } from '@navikt/ds-react';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { DefinitionDiff } from '../../../src/machines/diff.js';
import type { Definition } from '../api-types.js';
import { get } from '../api.js';
import { Answer } from '../leader/answer.js';
import { useToday } from '../queries.js';
import { moment } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { Loading } from '../ui/loading.js';
import { ProblemView } from '../ui/problem-view.js';
import { useRehearsals, useVersionOverview, type VersionOverview } from './definition-queries.js';
import { MoveForm } from './move-form.js';
import { RehearsalView } from './rehearsal-view.js';
import { RehearseForm } from './rehearse-form.js';
import { runTexts } from './run-texts.js';
import { Section } from './section.js';
import { StateMapFields } from './state-map-fields.js';
import { goneStates, renamedStates } from './state-map.js';
import { SubjectFrame } from './subject-frame.js';
import { subjectApi, type VersionSubject } from './subject.js';

/** Takes open cases to a version: where they belong there, what would happen, and the order itself. */
export function MovePage() {
  return (
    <SubjectFrame<VersionSubject>>
      {(subject) => <Versions key={subject.id} subject={subject} />}
    </SubjectFrame>
  );
}

function Versions({ subject }: { subject: VersionSubject }) {
  const texts = useTexts(runTexts).move;
  const { language } = useLanguage();
  const { now, zone } = useToday();
  const overview = useVersionOverview();
  const { validFrom } = subject.row;
  return (
    <div className="blocks">
      <p className="section-lead">{texts.lead}</p>
      {validFrom > now && (
        <Alert variant="info" size="small">
          {texts.notYet(moment(validFrom, language, zone))}
        </Alert>
      )}
      <Answer of={overview}>
        {(all) => {
          const others = all.filter(
            ({ caseType, version, open }) =>
              caseType === subject.caseType && version !== subject.version && open > 0,
          );
          return <Others subject={subject} others={others} />;
        }}
      </Answer>
    </div>
  );
}

function Others({ subject, others }: { subject: VersionSubject; others: VersionOverview[] }) {
  const texts = useTexts(runTexts).move;
  return (
    <>
      <Section title={texts.onOthers}>
        {others.length === 0 ? (
          <p>{texts.nothing}</p>
        ) : (
          <ul className="plain-list">
            {others.map(({ version, open }) => (
              <li key={version}>{texts.cases(open, version)}</li>
            ))}
          </ul>
        )}
      </Section>
      {others.length > 0 && <Older subject={subject} others={others} />}
    </>
  );
}

/** Reads the older versions and how they differ, to know which states are gone and which have only another name. */
function Older({ subject, others }: { subject: VersionSubject; others: VersionOverview[] }) {
  const { caseType, version: to } = subject;
  const answers = useQueries({
    queries: others.map(({ version }) => ({
      queryKey: ['definitions', 'older', caseType, version, to],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const api = `/api/definitions/${caseType}`;
        const [{ document }, { changes }] = await Promise.all([
          get<{ document: Definition }>(`${api}/versions/${version}`, signal),
          get<DefinitionDiff>(`${api}/diff?from=${version}&to=${to}`, signal),
        ]);
        return { version, definition: document, renames: renamedStates(changes) };
      },
    })),
  });
  const failed = answers.find(({ error }) => error);
  if (failed) return <ProblemView error={failed.error} retry={() => void failed.refetch()} />;
  const older = answers.flatMap(({ data }) => data ?? []);
  if (older.length < others.length) return <Loading />;
  const suggested: Record<string, string> = Object.assign({}, ...older.map(({ renames }) => renames));
  const open = others.reduce((sum, version) => sum + version.open, 0);
  return (
    <Move subject={subject} gone={goneStates(older, subject.document)} suggested={suggested} open={open} />
  );
}

interface MoveProps {
  subject: VersionSubject;
  gone: ReturnType<typeof goneStates>;
  suggested: Record<string, string>;
  open: number;
}

function Move({ subject, gone, suggested, open }: MoveProps) {
  const texts = useTexts(runTexts).move;
  const [stateMap, setStateMap] = useState(() =>
    Object.fromEntries(gone.flatMap(({ path }) => (suggested[path] ? [[path, suggested[path]]] : []))),
  );
  const last = useRehearsals(subject.caseType).data?.find(({ version }) => version === subject.version);
  return (
    <>
      <Section title={texts.states} lead={gone.length > 0 ? texts.statesHelp : texts.noStates}>
        <StateMapFields {...{ gone, suggested, stateMap }} target={subject.document} onChange={setStateMap} />
      </Section>
      <Section title={texts.rehearseFirst} lead={texts.rehearseLead}>
        <div className="blocks-small">
          <RehearseForm
            address={subjectApi(subject)}
            stateMap={stateMap}
            label={texts.rehearseFirst}
            variant={last ? 'secondary' : 'primary'}
          />
          {last && <RehearsalView key={last.id} id={last.id} />}
        </div>
      </Section>
      <MoveForm subject={subject} stateMap={stateMap} open={open} rehearsed={last !== undefined} />
    </>
  );
}
