import { lazy, useEffect, useRef, type ComponentType } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import type { Right } from './api-types.js';
import { forgetDrafts, keepDrafts } from './form/drafts.js';
import { useMe, type Me } from './queries.js';
import { SignInPage } from './session/sign-in-page.js';
import type { shellTexts } from './texts/shell-texts.js';
import { Missing, NoPages } from './ui/empty-pages.js';
import { Loading } from './ui/loading.js';
import { ProblemView } from './ui/problem-view.js';
import { Shell } from './ui/shell.js';

const InboxPage = lazy(async () => ({ default: (await import('./inbox/inbox-page.js')).InboxPage }));
const CasePage = lazy(async () => ({ default: (await import('./case/case-page.js')).CasePage }));
const CasesPage = lazy(async () => ({ default: (await import('./cases/cases-page.js')).CasesPage }));
const NewCasePage = lazy(async () => ({ default: (await import('./cases/new-case-page.js')).NewCasePage }));

const OverviewPage = lazy(async () => ({
  default: (await import('./leader/overview-page.js')).OverviewPage,
}));
const ChartsPage = lazy(async () => ({ default: (await import('./leader/charts-page.js')).ChartsPage }));
const DeadlinesPage = lazy(async () => ({
  default: (await import('./leader/deadlines-page.js')).DeadlinesPage,
}));
const BreachesPage = lazy(async () => ({
  default: (await import('./leader/breaches-page.js')).BreachesPage,
}));
const WorkloadPage = lazy(async () => ({
  default: (await import('./leader/workload-page.js')).WorkloadPage,
}));
const LeadTimesPage = lazy(async () => ({
  default: (await import('./leader/lead-times-page.js')).LeadTimesPage,
}));
const BehindPage = lazy(async () => ({ default: (await import('./leader/cases-page.js')).BehindPage }));
const InspectorPage = lazy(async () => ({
  default: (await import('./inspector/inspector-page.js')).InspectorPage,
}));
const DefinitionsPage = lazy(async () => ({
  default: (await import('./definitions/definitions-page.js')).DefinitionsPage,
}));
const CaseTypePage = lazy(async () => ({
  default: (await import('./definitions/case-type-page.js')).CaseTypePage,
}));
const VersionPage = lazy(async () => ({
  default: (await import('./definitions/version-page.js')).VersionPage,
}));
const MovePage = lazy(async () => ({ default: (await import('./definitions/move-page.js')).MovePage }));
const EditorPage = lazy(async () => ({ default: (await import('./editor/editor-page.js')).EditorPage }));
const PublishPage = lazy(async () => ({
  default: (await import('./definitions/publish-page.js')).PublishPage,
}));
const RehearsalPage = lazy(async () => ({
  default: (await import('./definitions/rehearsal-page.js')).RehearsalPage,
}));
const MigrationPage = lazy(async () => ({
  default: (await import('./definitions/migration-page.js')).MigrationPage,
}));

const SimulatePage = lazy(async () => ({
  default: (await import('./simulator/simulate-page.js')).SimulatePage,
}));

const SettingsHome = lazy(async () => ({
  default: (await import('./settings/settings-home.js')).SettingsHome,
}));
const CalendarPage = lazy(async () => ({
  default: (await import('./settings/calendar-page.js')).CalendarPage,
}));
const PeoplePage = lazy(async () => ({ default: (await import('./settings/people-page.js')).PeoplePage }));
const ChangesPage = lazy(async () => ({ default: (await import('./settings/changes-page.js')).ChangesPage }));
const RetentionPage = lazy(async () => ({
  default: (await import('./settings/retention-page.js')).RetentionPage,
}));
const LettersPage = lazy(async () => ({ default: (await import('./settings/letters-page.js')).LettersPage }));
const ParametersPage = lazy(async () => ({
  default: (await import('./settings/parameters-page.js')).ParametersPage,
}));
const OwnPasswordPage = lazy(async () => ({
  default: (await import('./settings/own-password-page.js')).OwnPasswordPage,
}));
const AuditPage = lazy(async () => ({ default: (await import('./audit/audit-page.js')).AuditPage }));
const RulesPage = lazy(async () => ({ default: (await import('./rules/rules-page.js')).RulesPage }));

/** One page of the app: who may open it, and what the main menu calls it, if it stands there. */
export interface AppPage {
  path: string;
  rights: readonly Right[];
  Page: ComponentType;
  nav?: keyof typeof shellTexts.da &
    ('myTasks' | 'cases' | 'newCase' | 'team' | 'charts' | 'definitions' | 'settings' | 'audit');
}

const CASEWORK: readonly Right[] = ['caseworker', 'teamLeader'];
const LEADER: readonly Right[] = ['teamLeader'];
const NUMBERS: readonly Right[] = ['teamLeader', 'admin'];
const DEFINITIONS: readonly Right[] = ['teamLeader', 'admin'];
const ADMIN: readonly Right[] = ['admin'];
const AUDITOR: readonly Right[] = ['auditor'];
const EVERYBODY: readonly Right[] = ['caseworker', 'teamLeader', 'admin', 'auditor'];

/** Every page, in the order of the main menu. The first page with `nav` of a role is its home. Each is loaded when it is opened. */
export const PAGES: readonly AppPage[] = [
  { path: '/team', rights: LEADER, Page: OverviewPage, nav: 'team' },
  { path: '/tasks', rights: CASEWORK, Page: InboxPage, nav: 'myTasks' },
  { path: '/cases', rights: CASEWORK, Page: CasesPage, nav: 'cases' },
  { path: '/cases/new', rights: CASEWORK, Page: NewCasePage, nav: 'newCase' },
  { path: '/cases/:id', rights: CASEWORK, Page: CasePage },
  { path: '/cases/:id/inspect', rights: CASEWORK, Page: InspectorPage },
  { path: '/definitions', rights: DEFINITIONS, Page: DefinitionsPage, nav: 'definitions' },
  { path: '/definitions/:caseType', rights: DEFINITIONS, Page: CaseTypePage },
  { path: '/definitions/:caseType/versions/:version', rights: DEFINITIONS, Page: VersionPage },
  { path: '/definitions/:caseType/versions/:version/move', rights: ADMIN, Page: MovePage },
  { path: '/definitions/drafts/:id', rights: DEFINITIONS, Page: EditorPage },
  { path: '/definitions/drafts/:id/simulate', rights: DEFINITIONS, Page: SimulatePage },
  { path: '/definitions/:caseType/versions/:version/simulate', rights: DEFINITIONS, Page: SimulatePage },
  { path: '/definitions/drafts/:id/rules', rights: DEFINITIONS, Page: RulesPage },
  { path: '/definitions/:caseType/versions/:version/rules', rights: DEFINITIONS, Page: RulesPage },
  { path: '/definitions/drafts/:id/publish', rights: DEFINITIONS, Page: PublishPage },
  { path: '/definitions/rehearsals/:id', rights: DEFINITIONS, Page: RehearsalPage },
  { path: '/definitions/migrations/:id', rights: DEFINITIONS, Page: MigrationPage },
  { path: '/team/charts', rights: NUMBERS, Page: ChartsPage, nav: 'charts' },
  { path: '/team/charts/:caseType/:version', rights: NUMBERS, Page: ChartsPage },
  { path: '/team/deadlines', rights: LEADER, Page: DeadlinesPage },
  { path: '/team/breaches', rights: LEADER, Page: BreachesPage },
  { path: '/team/workload', rights: LEADER, Page: WorkloadPage },
  { path: '/team/lead-times', rights: NUMBERS, Page: LeadTimesPage },
  { path: '/team/cases', rights: LEADER, Page: BehindPage },
  { path: '/settings', rights: ADMIN, Page: SettingsHome, nav: 'settings' },
  { path: '/settings/calendar', rights: EVERYBODY, Page: CalendarPage },
  { path: '/settings/people', rights: ADMIN, Page: PeoplePage },
  { path: '/settings/changes', rights: ADMIN, Page: ChangesPage },
  { path: '/settings/retention', rights: ADMIN, Page: RetentionPage },
  { path: '/settings/letters', rights: ADMIN, Page: LettersPage },
  { path: '/settings/parameters', rights: ADMIN, Page: ParametersPage },
  { path: '/password', rights: EVERYBODY, Page: OwnPasswordPage },
  { path: '/audit', rights: AUDITOR, Page: AuditPage, nav: 'audit' },
];

/** The pages that the user's rights open. */
export function pagesOf({ rights }: Me): AppPage[] {
  return PAGES.filter((page) => page.rights.some((right) => rights.includes(right)));
}

/** What is half written belongs to whoever is signed in; it ends with her session, also when that has run out, and is never another's. */
function useDraftsOf(me: Me | null | undefined): void {
  const last = useRef<string | null>(null);
  useEffect(() => {
    if (me === undefined) return;
    if (me === null || (last.current !== null && last.current !== me.id)) forgetDrafts();
    if (me !== null) keepDrafts();
    last.current = me?.id ?? null;
  }, [me]);
}

export function AppRoutes() {
  const me = useMe();
  useDraftsOf(me.data);
  if (me.data === undefined) {
    return me.error ? <ProblemView error={me.error} retry={() => void me.refetch()} /> : <Loading />;
  }
  if (me.data === null) return <SignInPage />;
  const pages = pagesOf(me.data);
  const home = pages.find(({ nav }) => nav);
  return (
    <Routes>
      <Route element={<Shell me={me.data} pages={pages} />}>
        <Route index element={home ? <Navigate to={home.path} replace /> : <NoPages />} />
        {pages.map(({ path, Page }) => (
          <Route key={path} path={path} element={<Page />} />
        ))}
        <Route path="*" element={<Missing />} />
      </Route>
    </Routes>
  );
}
