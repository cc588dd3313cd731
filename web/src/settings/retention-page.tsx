import { Alert, Button } from '@navikt/ds-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RetentionRow } from '../api-types.js';
import { get } from '../api.js';
import { Answer } from '../leader/answer.js';
import { DataTable, type Column } from '../leader/data-table.js';
import { useTexts, useWords } from '../ui/language.js';
import { changesTexts } from './changes-texts.js';
import { ClearRetention, RetentionDialog } from './retention-dialogs.js';
import { retentionTexts } from './retention-texts.js';
import { SettingsPage } from './settings-page.js';
import { settingsTexts } from './settings-texts.js';

type Opened = { dialog: 'set' | 'clear'; row: RetentionRow };

/** How long cases of each type are kept, and what was disposed of. */
export function RetentionPage() {
  const texts = useTexts(retentionTexts);
  const { sent } = useTexts(changesTexts);
  const rules = useQuery({
    queryKey: ['retention'],
    queryFn: ({ signal }) => get<RetentionRow[]>('/api/retention', signal),
  });
  const [opened, setOpened] = useState<Opened | null>(null);
  const [said, setSaid] = useState('');
  const open = (next: Opened) => {
    setSaid('');
    setOpened(next);
  };
  const done = (words: string) => {
    setSaid(words);
    setOpened(null);
    void rules.refetch();
  };
  const dialog = opened && { row: opened.row, close: () => setOpened(null) };
  return (
    <SettingsPage title={texts.title} lead={texts.lead}>
      <div role="status">
        {said && (
          <Alert variant="success" size="small">
            {said}
          </Alert>
        )}
      </div>
      <Answer of={rules}>{(rows) => <Rules rows={rows} open={open} />}</Answer>
      {dialog && opened.dialog === 'set' && <RetentionDialog {...dialog} done={() => done(sent)} />}
      {dialog && opened.dialog === 'clear' && <ClearRetention {...dialog} done={() => done(texts.cleared)} />}
    </SettingsPage>
  );
}

function Rules({ rows, open }: { rows: RetentionRow[]; open: (opened: Opened) => void }) {
  const texts = useTexts(retentionTexts);
  const { caseType } = useTexts(settingsTexts);
  const words = useWords();
  const period = usePeriodWords();
  const button = { size: 'xsmall', variant: 'secondary' } as const;
  const columns: Column<RetentionRow>[] = [
    { title: caseType, cell: ({ title }) => words(title) },
    { title: texts.period, cell: ({ rule }) => (rule ? period(rule.period) : texts.forever) },
    {
      title: texts.source,
      cell: ({ rule }) =>
        rule && (
          <>
            {rule.source}
            <div className="quiet">{texts.agreed(rule.requestedByName, rule.approvedByName)}</div>
          </>
        ),
    },
    { title: texts.disposed, cell: ({ disposed }) => disposed, numeric: true },
    {
      title: texts.actions,
      cell: (row) => (
        <div className="row-actions">
          <Button {...button} onClick={() => open({ dialog: 'set', row })}>
            {texts.set}
          </Button>
          {row.rule && (
            <Button {...button} onClick={() => open({ dialog: 'clear', row })}>
              {texts.clear}
            </Button>
          )}
        </div>
      ),
    },
  ];
  return <DataTable label={texts.table} rows={rows} columns={columns} keyOf={(row) => row.caseType} />;
}

/** `P1Y6M` as people say it. */
function usePeriodWords(): (period: string) => string {
  const texts = useTexts(retentionTexts);
  return (period) => {
    const [, years = '0', months = '0'] = /^P(?:(\d+)Y)?(?:(\d+)M)?$/.exec(period) ?? [];
    return texts.words(Number(years), Number(months));
  };
}
