import { Alert } from '@navikt/ds-react';
import { useEffect, useRef } from 'react';
import type { DraftChange } from '../api-types.js';
import { useMe } from '../queries.js';
import { useTexts } from '../ui/language.js';
import {
  useDraftHistory,
  useIsAdmin,
  useRehearsal,
  useRehearsals,
  useVersionOverview,
} from './definition-queries.js';
import { DifferencesStep } from './differences-step.js';
import { DiscardDraft } from './discard-draft.js';
import { DraftHistory } from './draft-history.js';
import { MoveStep } from './move-step.js';
import { PublishStep } from './publish-step.js';
import { publishTexts } from './publish-texts.js';
import { RehearsalStep } from './rehearsal-step.js';
import { ReviewStep } from './review-step.js';
import { SubjectFrame } from './subject-frame.js';
import type { DraftSubject } from './subject.js';
import { VerifyStep } from './verify-step.js';

/** The way of a draft to its publication: each step with how it stands, what it found, and what to do next. */
export function PublishPage() {
  return <SubjectFrame<DraftSubject>>{(subject) => <Way key={subject.id} subject={subject} />}</SubjectFrame>;
}

function Way({ subject }: { subject: DraftSubject }) {
  const texts = useTexts(publishTexts);
  const versions = (useVersionOverview().data ?? []).filter(({ caseType }) => caseType === subject.caseType);
  const isAdmin = useIsAdmin();
  const meId = useMe().data?.id;
  const last = useRehearsals(subject.caseType).data?.find(({ draftId }) => draftId === subject.id);
  const rehearsal = useRehearsal(last?.id ?? '').data ?? last;
  const { createdBy, updatedBy } = subject.draft;
  const isOwn = meId === createdBy || meId === updatedBy;
  const { steps, goTo } = useFocusOnStep(subject.stage);
  if (subject.stage === 'discarded') return <Discarded subject={subject} />;
  return (
    <div className="blocks">
      <p className="section-lead">{texts.lead}</p>
      <SentBack subject={subject} />
      <ol ref={steps} className="path-steps" aria-label={texts.steps}>
        <VerifyStep subject={subject} isAdmin={isAdmin} onAnswer={() => goTo('verify')} />
        <DifferencesStep subject={subject} versions={versions} isAdmin={isAdmin} />
        <RehearsalStep {...{ subject, versions, rehearsal, isAdmin }} onStarted={() => goTo('rehearse')} />
        <ReviewStep subject={subject} isOwn={isOwn} />
        <PublishStep subject={subject} versions={versions} isAdmin={isAdmin} />
        <MoveStep subject={subject} versions={versions} isAdmin={isAdmin} />
      </ol>
      <DraftHistory subject={subject} />
      {isAdmin && subject.stage !== 'published' && <DiscardDraft subject={subject} />}
    </div>
  );
}

/** The step that has just brought a draft to its stage. */
const STEP_OF: Partial<Record<DraftSubject['stage'], string>> = {
  draft: 'verify',
  verified: 'verify',
  reviewed: 'review',
  published: 'publish',
};

/** The buttons of a step go when it is done: whoever pressed one goes on from the step's heading. Whoever is elsewhere on the page stays there. */
function useFocusOnStep(stage: DraftSubject['stage']) {
  const steps = useRef<HTMLOListElement>(null);
  const before = useRef(stage);
  useEffect(() => {
    if (before.current === stage) return;
    before.current = stage;
    goTo(STEP_OF[stage]);
  }, [stage]);
  const goTo = (step: string | undefined) => {
    if (document.activeElement !== document.body) return;
    steps.current?.querySelector<HTMLElement>(`[data-step=${step}] h2`)?.focus();
  };
  return { steps, goTo };
}

function Discarded({ subject }: { subject: DraftSubject }) {
  const texts = useTexts(publishTexts);
  return (
    <div className="blocks">
      <Alert variant="info" size="small">
        {texts.discard.done}
      </Alert>
      <DraftHistory subject={subject} />
    </div>
  );
}

/** Why the draft is back with its author, until it is changed. */
function SentBack({ subject: { id, stage } }: { subject: DraftSubject }) {
  const texts = useTexts(publishTexts);
  const last: DraftChange | undefined = useDraftHistory(id).data?.at(-1);
  if (stage !== 'draft' || last?.action !== 'sentBack') return null;
  return (
    <Alert variant="warning" size="small">
      <strong>{texts.sentBack(last.byName)}</strong>
      <p className="alert-note">{last.note ?? texts.noReason}</p>
    </Alert>
  );
}
