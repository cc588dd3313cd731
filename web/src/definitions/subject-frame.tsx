import { Tag } from '@navikt/ds-react';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { Answer } from '../leader/answer.js';
import '../leader/leader.css';
import { useTexts, useWords } from '../ui/language.js';
import { Page } from '../ui/page.js';
import { useIsAdmin } from './definition-queries.js';
import { definitionTexts } from './definition-texts.js';
import { subjectPath, useSubject, type Subject } from './subject.js';
import { Trail } from './trail.js';
import { useMayOpen } from './use-subject-links.js';
import './definitions.css';

/** The pages of a draft and of a version, in the order of their tabs: which address of `PAGES`, and what it adds to the subject's own. */
const TABS = {
  draft: [
    { name: 'edit', path: '/definitions/drafts/:id', tail: '' },
    { name: 'simulate', path: '/definitions/drafts/:id/simulate', tail: '/simulate' },
    { name: 'rules', path: '/definitions/drafts/:id/rules', tail: '/rules' },
    { name: 'publish', path: '/definitions/drafts/:id/publish', tail: '/publish' },
  ],
  version: [
    { name: 'overview', path: '/definitions/:caseType/versions/:version', tail: '' },
    { name: 'simulate', path: '/definitions/:caseType/versions/:version/simulate', tail: '/simulate' },
    { name: 'rules', path: '/definitions/:caseType/versions/:version/rules', tail: '/rules' },
    { name: 'move', path: '/definitions/:caseType/versions/:version/move', tail: '/move' },
  ],
} as const;

interface SubjectFrameProps<Shown extends Subject> {
  /** Beside the title. */
  aside?: (subject: Shown) => ReactNode;
  children: (subject: Shown) => ReactNode;
}

/** A page about the draft or version of the address: where it belongs, what it is called, how far it is, and its other pages. */
export function SubjectFrame<Shown extends Subject = Subject>({ aside, children }: SubjectFrameProps<Shown>) {
  const subject = useSubject();
  return (
    <Answer of={subject}>
      {(found) => (
        <Framed subject={found} aside={aside?.(found as Shown)}>
          {children(found as Shown)}
        </Framed>
      )}
    </Answer>
  );
}

function Framed({ subject, aside, children }: { subject: Subject; aside: ReactNode; children: ReactNode }) {
  const texts = useTexts(definitionTexts);
  const words = useWords();
  const nameOf = (shown: Subject) => (shown.kind === 'draft' ? texts.draft : texts.version(shown.version));
  return (
    <Page
      title={words(subject.title) || subject.caseType}
      above={
        <span className="trail">
          <Trail caseType={subject.caseType} name={nameOf(subject)} />
          <StageTag stage={subject.stage} />
        </span>
      }
      aside={aside}
    >
      <Tabs subject={subject} label={texts.frame.tabs} />
      {children}
    </Page>
  );
}

const COLOURS = {
  draft: 'neutral',
  verified: 'info',
  reviewed: 'success',
  published: 'success',
  discarded: 'neutral',
} as const;

export function StageTag({ stage }: { stage: Subject['stage'] }) {
  const texts = useTexts(definitionTexts);
  return (
    <Tag size="xsmall" variant="moderate" data-color={COLOURS[stage]}>
      {texts.stages[stage]}
    </Tag>
  );
}

/** Only pages that there are and that the user may open. */
function Tabs({ subject, label }: { subject: Subject; label: string }) {
  const texts = useTexts(definitionTexts).frame;
  const mayOpen = useMayOpen();
  const mayWrite = useIsAdmin();
  const tabs = TABS[subject.kind].filter(({ path }) => mayOpen(path));
  return (
    <nav aria-label={label} className="leader-tabs">
      {tabs.map(({ name, tail }) => (
        <NavLink key={name} to={subjectPath(subject) + tail} end>
          {texts[name === 'edit' && !mayWrite ? 'read' : name]}
        </NavLink>
      ))}
    </nav>
  );
}
