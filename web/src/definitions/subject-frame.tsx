import { Tag } from '@navikt/ds-react';
import type { ReactNode } from 'react';
import { Link, NavLink, useOutletContext } from 'react-router';
import { Answer } from '../leader/answer.js';
import '../leader/leader.css';
import type { AppPage } from '../routes.js';
import { useTexts, useWords } from '../ui/language.js';
import { Page } from '../ui/page.js';
import { definitionTexts } from './definition-texts.js';
import { subjectPath, useSubject, type Subject } from './subject.js';
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
  return (
    <Page title={words(subject.title) || subject.caseType} above={<Trail subject={subject} />} aside={aside}>
      <Tabs subject={subject} label={texts.frame.tabs} />
      {children}
    </Page>
  );
}

/** Where the page belongs, and how far its subject is. */
function Trail({ subject }: { subject: Subject }) {
  const texts = useTexts(definitionTexts);
  const { caseType, stage } = subject;
  return (
    <span className="trail">
      <nav aria-label={texts.frame.trail}>
        <Link to="/definitions">{texts.definitions}</Link> <span aria-hidden>›</span>{' '}
        <Link to={`/definitions/${caseType}`}>{caseType}</Link> <span aria-hidden>›</span>{' '}
        <span aria-current="location">
          {subject.kind === 'draft' ? texts.draft : texts.version(subject.version)}
        </span>
      </nav>
      <StageTag stage={stage} />
    </span>
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
  const pages = useOutletContext<AppPage[]>();
  const tabs = TABS[subject.kind].filter(({ path }) => pages.some((page) => page.path === path));
  return (
    <nav aria-label={label} className="leader-tabs">
      {tabs.map(({ name, tail }) => (
        <NavLink key={name} to={subjectPath(subject) + tail} end>
          {texts[name]}
        </NavLink>
      ))}
    </nav>
  );
}
