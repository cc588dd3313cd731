import { Button } from '@navikt/ds-react';
import { useState } from 'react';
import { useTexts } from '../ui/language.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { DefinitionProblem } from './problems.js';
import { publishTexts } from './publish-texts.js';
import type { DraftSubject } from './subject.js';
import { useDiscarding } from './use-discarding.js';

/** Gives a draft up, after a question. */
export function DiscardDraft({ subject }: { subject: DraftSubject }) {
  const texts = useTexts(publishTexts).discard;
  const [asks, setAsks] = useState(false);
  const discard = useDiscarding(subject);
  return (
    <div className="blocks-small">
      <div className="flush">
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
          onYes={() => discard.mutate(undefined, { onError: () => setAsks(false) })}
          close={() => setAsks(false)}
        />
      )}
    </div>
  );
}
