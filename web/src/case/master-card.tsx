import { Button, Heading, HStack, ReadMore, Tag } from '@navikt/ds-react';
import { useState } from 'react';
import type { CaseView, Json } from '../api-types.js';
import { HandOverDialog } from '../inbox/hand-over-dialog.js';
import { useAssign } from '../inbox/use-assign.js';
import { useDefinition, useMe } from '../queries.js';
import { caseTexts } from '../texts/case-texts.js';
import { plainDate } from '../ui/dates.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { ProblemView } from '../ui/problem-view.js';
import { useFactWords } from './history-words.js';

/** Who the case is about, whose it is, and what it knows. */
export function MasterCard({ view }: { view: CaseView }) {
  const texts = useTexts(caseTexts).facts;
  const { language } = useLanguage();
  const rows: [string, string][] = [
    [texts.citizen, view.citizen?.name ?? ''],
    [texts.caseworker, view.assignee?.name ?? texts.nobody],
    [texts.team, view.team.name],
    [texts.opened, plainDate(view.openedOn, language)],
  ];
  return (
    <section className="card" aria-labelledby="master-card">
      <Heading size="xsmall" level="2" id="master-card" spacing>
        {texts.title}
      </Heading>
      {view.protected && (
        <Tag variant="moderate" data-color="warning" size="small">
          {texts.protected}
        </Tag>
      )}
      <FactList rows={rows.filter(([, value]) => value)} />
      <Assigning view={view} />
      <KnownFacts view={view} />
    </section>
  );
}

function FactList({ rows }: { rows: [string, string][] }) {
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function KnownFacts({ view }: { view: CaseView }) {
  const texts = useTexts(caseTexts).facts;
  const words = useWords();
  const say = useFactWords();
  const { data } = useDefinition(view.caseType, view.version);
  const rows = Object.entries(data?.facts.properties ?? {}).flatMap(([name, schema]): [string, string][] => {
    const said = say(schema, (view.facts[name] ?? null) as Json);
    return said ? [[words(schema.title) || name, said]] : [];
  });
  if (rows.length === 0) return null;
  return (
    <ReadMore header={texts.more(rows.length)} size="small">
      <FactList rows={rows} />
      <div className="quiet">{texts.definition(view.version)}</div>
    </ReadMore>
  );
}

/** The case goes from hand to hand with its caseworker tasks; without one there is nothing to hand over. */
function Assigning({ view }: { view: CaseView }) {
  const texts = useTexts(caseTexts).facts;
  const me = useMe().data;
  const [choosing, setChoosing] = useState(false);
  const assign = useAssign(() => setChoosing(false));
  const task = view.tasks.find(({ role }) => role === 'caseworker');
  if (!task || !me) return null;
  const give = (assigneeId: string | null) => assign.mutate({ tasks: [task], assigneeId });
  return (
    <HStack gap="space-8" className="no-print">
      {me.roles.includes('caseworker') && view.assignee?.id !== me.id && (
        <Button size="xsmall" variant="secondary" loading={assign.isPending} onClick={() => give(me.id)}>
          {texts.take}
        </Button>
      )}
      <Button size="xsmall" variant="tertiary" onClick={() => setChoosing(true)}>
        {texts.handOver}
      </Button>
      {assign.error && !choosing && <ProblemView error={assign.error} />}
      {choosing && (
        <HandOverDialog
          teamId={view.team.id}
          assigneeId={view.assignee?.id ?? null}
          busy={assign.isPending}
          error={assign.error}
          onChoose={give}
          close={() => setChoosing(false)}
        />
      )}
    </HStack>
  );
}
