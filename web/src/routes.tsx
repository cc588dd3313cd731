import { lazy, type ComponentType } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import type { Role } from './api-types.js';
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

/** One page of the app: who may open it, and what the main menu calls it, if it stands there. */
export interface AppPage {
  path: string;
  roles: readonly Role[];
  Page: ComponentType;
  nav?: keyof typeof shellTexts.da & ('myTasks' | 'cases' | 'newCase');
}

const CASEWORK: readonly Role[] = ['caseworker', 'teamLeader'];

/** Every page, in the order of the main menu. The first page with `nav` of a role is its home. Each is loaded when it is opened. */
export const PAGES: readonly AppPage[] = [
  { path: '/tasks', roles: CASEWORK, Page: InboxPage, nav: 'myTasks' },
  { path: '/cases', roles: CASEWORK, Page: CasesPage, nav: 'cases' },
  { path: '/cases/new', roles: CASEWORK, Page: NewCasePage, nav: 'newCase' },
  { path: '/cases/:id', roles: CASEWORK, Page: CasePage },
];

/** The pages that the user's roles may open. */
export function pagesOf({ roles }: Me): AppPage[] {
  return PAGES.filter((page) => page.roles.some((role) => roles.includes(role)));
}

export function AppRoutes() {
  const me = useMe();
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
