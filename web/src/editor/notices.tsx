import { Alert, Button } from '@navikt/ds-react';
import { Link } from 'react-router';
import { useVersionOverview } from '../definitions/definition-queries.js';
import { DefinitionProblem } from '../definitions/problems.js';
import { subjectPath, type DraftSubject } from '../definitions/subject.js';
import { isOvertaken } from '../definitions/use-base.js';
import { useToday } from '../queries.js';
import { timeOfDay } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { editorTexts } from './editor-texts.js';
import type { LocalDraft } from './local-draft.js';

interface NoticesProps {
  subject: DraftSubject;
  mayWrite: boolean;
  kept: LocalDraft | null;
  onDrop: () => void;
  /** Others have saved: the text was read again, or is now older than theirs. */
  others: 'taken' | 'meanwhile' | null;
  error: unknown;
}

/** What the one who writes must know before anything else. */
export function Notices({ subject, mayWrite, kept, onDrop, others, error }: NoticesProps) {
  const texts = useTexts(editorTexts);
  const { language } = useLanguage();
  const { zone } = useToday();
  const { stage, draft } = subject;
  const closed = stage === 'published' || stage === 'discarded' ? texts.readOnly[stage] : null;
  const overtaken = isOvertaken(subject, useVersionOverview().data ?? []);
  const resets = mayWrite && (stage === 'verified' || stage === 'reviewed');
  return (
    <div role="status" className="notices">
      {!mayWrite && <Notice>{closed ?? texts.readOnly.leader}</Notice>}
      {overtaken && (
        <Notice warning>
          {texts.overtaken} <Link to={`${subjectPath(subject)}/publish`}>{texts.seeWhat}</Link>
        </Notice>
      )}
      {resets && <Notice>{texts.save.resets}</Notice>}
      {kept && (
        <Notice>
          {texts.kept.found(timeOfDay(kept.at, language, zone))}{' '}
          <Button size="xsmall" variant="secondary" onClick={onDrop}>
            {texts.kept.drop}
          </Button>
        </Notice>
      )}
      {others && <Notice warning={others === 'meanwhile'}>{texts.stale[others](draft.updatedByName)}</Notice>}
      {error !== null && <DefinitionProblem error={error} />}
    </div>
  );
}

function Notice({ warning = false, children }: { warning?: boolean; children: React.ReactNode }) {
  return (
    <Alert variant={warning ? 'warning' : 'info'} size="small">
      {children}
    </Alert>
  );
}
