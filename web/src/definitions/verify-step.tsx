import { Alert, Button } from '@navikt/ds-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Problem, RuleProof } from '../../../src/machines/index.js';
import type { Draft } from '../api-types.js';
import { post } from '../api.js';
import { useRefresh, useToday } from '../queries.js';
import { moment } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { DefinitionProblem, ProblemList } from './problems.js';
import { publishTexts } from './publish-texts.js';
import { Step } from './step.js';
import { keepDraft, subjectApi, subjectPath, type DraftSubject } from './subject.js';
import { useExpanded } from './use-expanded.js';
import { useMayOpen } from './use-subject-links.js';

interface Verdict {
  problems: Problem[];
  proofs: RuleProof[];
  draft: Draft;
}

interface VerifyStepProps {
  subject: DraftSubject;
  isAdmin: boolean;
  /** There is something to read, or to see why not. */
  onAnswer: () => void;
}

/** Everything that stands between the document and its publication, all at once. */
export function VerifyStep({ subject, isAdmin, onAnswer }: VerifyStepProps) {
  const texts = useTexts(publishTexts).verify;
  const { language } = useLanguage();
  const { zone } = useToday();
  const { stage, draft } = subject;
  const editable = stage === 'draft' || stage === 'verified';
  return (
    <Step name="verify" title={texts.title} state={stage === 'draft' ? 'current' : 'done'} lead={texts.lead}>
      {stage !== 'draft' && draft.verifiedAt && <p>{texts.done(moment(draft.verifiedAt, language, zone))}</p>}
      {stage === 'draft' && !isAdmin && <p>{texts.first}</p>}
      {editable && isAdmin && <Verify key={subject.revision} subject={subject} onAnswer={onAnswer} />}
    </Step>
  );
}

function Verify({ subject, onAnswer }: Omit<VerifyStepProps, 'isAdmin'>) {
  const texts = useTexts(publishTexts).verify;
  const client = useQueryClient();
  const refresh = useRefresh();
  const mayOpen = useMayOpen();
  const verify = useMutation({
    mutationFn: () => post<Verdict>(`${subjectApi(subject)}/verify`),
    onSuccess: ({ draft }) => {
      keepDraft(client, draft);
      return refresh();
    },
    onSettled: onAnswer,
  });
  const isNew = subject.stage === 'draft';
  return (
    <>
      <div className="cell-line">
        <Button
          size="small"
          variant={isNew ? 'primary' : 'secondary'}
          loading={verify.isPending}
          onClick={() => verify.mutate()}
        >
          {isNew ? texts.button : texts.again}
        </Button>
        {isNew && mayOpen('/definitions/drafts/:id') && <Link to={subjectPath(subject)}>{texts.edit}</Link>}
      </div>
      <div role="status">
        {verify.isPending && <p>{texts.running}</p>}
        {verify.data && <Found verdict={verify.data} subject={subject} />}
      </div>
      {verify.error && <DefinitionProblem error={verify.error} />}
    </>
  );
}

function Found({ verdict, subject }: { verdict: Verdict; subject: DraftSubject }) {
  const texts = useTexts(publishTexts).verify;
  const { problems, proofs } = verdict;
  const document = useExpanded(subject.document);
  if (problems.length > 0) return <ProblemList {...{ problems, document }} editor={subjectPath(subject)} />;
  return (
    <Alert variant="success" size="small">
      {proofs.length === 0 ? texts.noRules : texts.clean(proofs.length)}
    </Alert>
  );
}
