import { Button } from '@navikt/ds-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { request } from '../api.js';
import { useRefresh } from '../queries.js';
import { useTexts } from '../ui/language.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { DefinitionProblem } from './problems.js';
import { publishTexts } from './publish-texts.js';
import { subjectApi, type DraftSubject } from './subject.js';

/** Gives a draft up, after a question. */
export function DiscardDraft({ subject }: { subject: DraftSubject }) {
  const texts = useTexts(publishTexts).discard;
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [asks, setAsks] = useState(false);
  const discard = useMutation({
    mutationFn: () => request('DELETE', subjectApi(subject), { revision: subject.revision }),
    onSuccess: async () => {
      await refresh();
      await navigate('/definitions');
    },
    onError: () => setAsks(false),
  });
  return (
    <div className="blocks-small">
      <div>
        <Button size="small" variant="tertiary" data-color="danger" onClick={() => setAsks(true)}>
          {texts.button}
        </Button>
      </div>
      {discard.error && <DefinitionProblem error={discard.error} />}
      {asks && (
        <ConfirmDialog
          title={texts.title}
          lead={texts.lead}
          yes={texts.yes}
          no={texts.keep}
          danger
          busy={discard.isPending}
          onYes={() => discard.mutate()}
          close={() => setAsks(false)}
        />
      )}
    </div>
  );
}
