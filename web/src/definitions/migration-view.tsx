import { Alert, Button, Tag } from '@navikt/ds-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api.js';
import { useRefresh, useToday } from '../queries.js';
import { moment } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { ProblemView } from '../ui/problem-view.js';
import { ConfirmDialog } from './confirm-dialog.js';
import {
  useIsAdmin,
  type ItemOutcome,
  type MigrationReport,
  type MigrationRun,
} from './definition-queries.js';
import { Progress } from './progress.js';
import { runTexts } from './run-texts.js';

const COLOURS = { running: 'info', paused: 'warning', done: 'success', cancelled: 'neutral' } as const;
export const OUTCOMES: ItemOutcome[] = ['migrated', 'refused', 'stays', 'waiting', 'closed'];

export function MigrationStatus({ status }: { status: MigrationRun['status'] }) {
  const texts = useTexts(runTexts).migration;
  return (
    <Tag size="small" variant="moderate" data-color={COLOURS[status]}>
      {texts.status[status]}
    </Tag>
  );
}

export const casesOf = ({ cases }: MigrationReport) => {
  const total = Object.values(cases).reduce((sum, count) => sum + count, 0);
  return { total, done: total - cases.waiting };
};

/** How far a migration is, what became of the cases in numbers, and the means to pause, go on and stop. */
export function MigrationView({ report }: { report: MigrationReport }) {
  const texts = useTexts(runTexts);
  const { language } = useLanguage();
  const { zone } = useToday();
  const { status, requestedByName, requestedAt, cases } = report;
  const { total, done } = casesOf(report);
  return (
    <div className="blocks-small">
      <div className="cell-line">
        <span role="status">
          <MigrationStatus status={status} />
        </span>
        <span className="quiet">
          {texts.rehearsal.ordered(requestedByName, moment(requestedAt, language, zone))}
        </span>
      </div>
      <div className="cell-line">
        {total > 0 && <Progress label={texts.migration.progress(done, total)} done={done} total={total} />}
        <Controls report={report} />
      </div>
      {total === 0 && <p>{texts.migration.none}</p>}
      <ul className="outcome-counts">
        {OUTCOMES.filter((outcome) => outcome !== 'closed' || cases.closed > 0).map((outcome) => (
          <li key={outcome} data-outcome={outcome} data-count={cases[outcome]}>
            <strong>{cases[outcome]}</strong> {texts.migration.outcomes[outcome]}
          </li>
        ))}
      </ul>
      {cases.refused > 0 && (
        <Alert variant="warning" size="small">
          {texts.migration.refusedHelp}
        </Alert>
      )}
    </div>
  );
}

/** For admins, as long as the run has not come to its end. */
function Controls({ report: { id, status } }: { report: MigrationReport }) {
  const texts = useTexts(runTexts).migration;
  const refresh = useRefresh();
  const isAdmin = useIsAdmin();
  const [stops, setStops] = useState(false);
  const set = useMutation({
    mutationFn: (what: 'pause' | 'resume' | 'cancel') => post(`/api/definitions/migrations/${id}/${what}`),
    onSettled: async () => {
      setStops(false);
      await refresh();
    },
  });
  if (!isAdmin || status === 'done' || status === 'cancelled') return null;
  const other = status === 'running' ? 'pause' : 'resume';
  return (
    <>
      <Button size="small" variant="secondary" loading={set.isPending} onClick={() => set.mutate(other)}>
        {texts[other]}
      </Button>
      <Button size="small" variant="tertiary" data-color="danger" onClick={() => setStops(true)}>
        {texts.cancel}
      </Button>
      {set.error && <ProblemView error={set.error} />}
      {stops && (
        <ConfirmDialog
          title={texts.cancel}
          lead={texts.cancelLead}
          yes={texts.cancel}
          no={texts.keep}
          danger
          busy={set.isPending}
          onYes={() => set.mutate('cancel')}
          close={() => setStops(false)}
        />
      )}
    </>
  );
}
