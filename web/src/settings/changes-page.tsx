import { Alert, Button, Heading } from '@navikt/ds-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { OneTimeCode, PendingChange } from '../api-types.js';
import { post, request } from '../api.js';
import { Answer } from '../leader/answer.js';
import { DataTable, type Column } from '../leader/data-table.js';
import { useMe, useRefresh, useToday } from '../queries.js';
import { useRoleName } from '../role-names.js';
import { moment } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { ProblemView } from '../ui/problem-view.js';
import { changesTexts } from './changes-texts.js';
import { SettingsPage } from './settings-page.js';
import { useAccounts, usePendingChanges } from './settings-queries.js';

interface Approved {
  result: { code?: OneTimeCode } | null;
}

/** What one administrator has asked for, and another approves. */
export function ChangesPage() {
  const texts = useTexts(changesTexts);
  const changes = usePendingChanges();
  const refresh = useRefresh();
  const [code, setCode] = useState<OneTimeCode | null>(null);
  const decide = useMutation({
    mutationFn: ({ id, yes }: { id: string; yes: boolean }): Promise<Approved | undefined> =>
      yes ? post(`/api/changes/${id}/approve`) : request('DELETE', `/api/changes/${id}`),
    // A code that was shown is kept nowhere.
    gcTime: 0,
    onMutate: () => setCode(null),
    onSuccess: async (answer) => {
      setCode(answer?.result?.code ?? null);
      await refresh();
    },
  });
  return (
    <SettingsPage title={texts.title} lead={texts.lead}>
      <div role="status">
        {decide.isSuccess && decide.variables.yes && (
          <Alert variant="success" size="small">
            {texts.done}
          </Alert>
        )}
      </div>
      {decide.error && <ProblemView error={decide.error} />}
      {code && <Code code={code} />}
      <Answer of={changes}>
        {(rows) => (
          <Lists rows={rows} busy={decide.isPending} decide={(id, yes) => decide.mutate({ id, yes })} />
        )}
      </Answer>
    </SettingsPage>
  );
}

function Code({ code: { username, code, expiresAt } }: { code: OneTimeCode }) {
  const texts = useTexts(changesTexts).code;
  const { language } = useLanguage();
  const { zone } = useToday();
  return (
    <Alert variant="info">
      <Heading level="2" size="small">
        {texts.title(username)}
      </Heading>
      <p>
        <code data-code>{code}</code>
      </p>
      <p>{texts.lead(moment(expiresAt, language, zone))}</p>
    </Alert>
  );
}

interface ListsProps {
  rows: PendingChange[];
  busy: boolean;
  decide: (id: string, yes: boolean) => void;
}
function Lists({ rows, busy, decide }: ListsProps) {
  const texts = useTexts(changesTexts);
  const columns = useColumns();
  const me = useMe().data;
  const waiting = rows.filter(({ outcome }) => outcome === null);
  const decided = rows.filter(({ outcome }) => outcome !== null);
  const button = { size: 'xsmall', variant: 'secondary', disabled: busy } as const;
  const actions: Column<PendingChange> = {
    title: texts.actions,
    cell: ({ id, requestedBy, subject }) => {
      const isOwn = requestedBy === me?.id || subject === me?.id;
      return (
        <div className="row-actions">
          {isOwn && <span className="quiet">{texts.own}</span>}
          {!isOwn && (
            <Button {...button} onClick={() => decide(id, true)}>
              {texts.approve}
            </Button>
          )}
          <Button {...button} onClick={() => decide(id, false)}>
            {requestedBy === me?.id ? texts.takeBack : texts.refuse}
          </Button>
        </div>
      );
    },
  };
  const outcome: Column<PendingChange> = {
    title: texts.outcome,
    cell: ({ outcome, decidedByName }) =>
      decidedByName === null
        ? texts.tooOld
        : (outcome === 'approved' ? texts.approved : texts.refused)(decidedByName),
  };
  return (
    <>
      <ListOf title={texts.waiting} rows={waiting} columns={[...columns, actions]} />
      {decided.length > 0 && <ListOf title={texts.decided} rows={decided} columns={[...columns, outcome]} />}
    </>
  );
}

interface ListOfProps {
  title: string;
  rows: PendingChange[];
  columns: Column<PendingChange>[];
}
function ListOf({ title, rows, columns }: ListOfProps) {
  const texts = useTexts(changesTexts);
  return (
    <section aria-label={title}>
      <Heading level="2" size="small">
        {title}
      </Heading>
      {rows.length === 0 && <p>{texts.none}</p>}
      {rows.length > 0 && <DataTable label={title} rows={rows} columns={columns} keyOf={({ id }) => id} />}
    </section>
  );
}

function useColumns(): Column<PendingChange>[] {
  const texts = useTexts(changesTexts);
  const { language } = useLanguage();
  const { zone } = useToday();
  const accounts = useAccounts().data ?? [];
  const nameOf = (subject: string) => accounts.find(({ id }) => id === subject)?.name ?? subject;
  return [
    {
      title: texts.what,
      cell: ({ kind, subject, payload }) => (
        <>
          {texts.kinds[kind](nameOf(subject))}
          <Wanted payload={payload} />
        </>
      ),
    },
    {
      title: texts.asked,
      cell: ({ requestedByName, requestedAt }) => (
        <>
          {requestedByName}
          <div className="quiet">{moment(requestedAt, language, zone)}</div>
        </>
      ),
    },
  ];
}

/** What is to come of it: nobody approves what is not said. */
function Wanted({ payload }: Pick<PendingChange, 'payload'>) {
  const roleName = useRoleName();
  const { roles, teamIds, note, condition, caseNumbers, from, period, source } = payload as Record<
    string,
    unknown
  >;
  const lists = [(roles as string[] | undefined)?.map(roleName), teamIds, caseNumbers] as (
    string[] | undefined
  )[];
  const parts = [...lists.map((list) => list?.join(', ')), condition, from, note, period, source].filter(
    Boolean,
  ) as string[];
  return <div className="quiet">{parts.join(' · ')}</div>;
}
