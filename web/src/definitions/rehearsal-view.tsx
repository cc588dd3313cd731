import { Alert, Button, Tag } from '@navikt/ds-react';
import { useMutation } from '@tanstack/react-query';
import { request } from '../api.js';
import { Answer } from '../leader/answer.js';
import { useRefresh, useToday } from '../queries.js';
import { moment } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { ProblemView } from '../ui/problem-view.js';
import { useIsAdmin, useRehearsal, type Rehearsal } from './definition-queries.js';
import { Progress } from './progress.js';
import { RehearsalResult } from './rehearsal-result.js';
import { runTexts } from './run-texts.js';

/** A rehearsal as it runs, and what it has found. */
export function RehearsalView({ id, level = '3' }: { id: string; level?: '2' | '3' }) {
  const rehearsal = useRehearsal(id);
  return (
    <Answer of={rehearsal}>
      {(found) => (
        <div className="blocks-small">
          <Head rehearsal={found} />
          {found.summary && <RehearsalResult rehearsal={found} summary={found.summary} level={level} />}
        </div>
      )}
    </Answer>
  );
}

const COLOURS = { running: 'info', done: 'success', cancelled: 'neutral', failed: 'danger' } as const;

export function RehearsalStatus({ status }: { status: Rehearsal['status'] }) {
  const texts = useTexts(runTexts).rehearsal;
  return (
    <Tag size="small" variant="moderate" data-color={COLOURS[status]}>
      {texts.status[status]}
    </Tag>
  );
}

function Head({ rehearsal }: { rehearsal: Rehearsal }) {
  const texts = useTexts(runTexts).rehearsal;
  const { language } = useLanguage();
  const { zone } = useToday();
  const isAdmin = useIsAdmin();
  const refresh = useRefresh();
  const { id, status, total, done, requestedByName, requestedAt } = rehearsal;
  const cancel = useMutation({
    mutationFn: () => request('DELETE', `/api/definitions/rehearsals/${id}`),
    onSettled: refresh,
  });
  return (
    <>
      <div className="cell-line">
        <span role="status">
          <RehearsalStatus status={status} />
        </span>
        <span className="quiet">{texts.ordered(requestedByName, moment(requestedAt, language, zone))}</span>
      </div>
      {status === 'running' && (
        <div className="cell-line">
          <Progress label={texts.progress(done, total)} done={done} total={total} />
          {isAdmin && (
            <Button
              size="small"
              variant="secondary"
              loading={cancel.isPending}
              onClick={() => cancel.mutate()}
            >
              {texts.cancel}
            </Button>
          )}
        </div>
      )}
      {status === 'failed' && (
        <Alert variant="error" size="small">
          {texts.failed}
        </Alert>
      )}
      {cancel.error && <ProblemView error={cancel.error} />}
    </>
  );
}
