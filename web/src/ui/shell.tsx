import { Suspense, useEffect, useRef, useState } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { Alert } from '@navikt/ds-react';
import { useRefresh, type Me } from '../queries.js';
import { useServerAway } from '../connection.js';
import type { AppPage } from '../routes.js';
import { useLiveUpdates } from '../use-live-updates.js';
import { shellTexts } from '../texts/shell-texts.js';
import { Crash } from './crash.js';
import { Header } from './header.js';
import { useTexts } from './language.js';
import { Loading } from './loading.js';
import { SearchDialog } from './search-dialog.js';
import { ShortcutDialog } from './shortcut-dialog.js';
import { useShortcuts } from './shortcuts.js';

export type ShellDialog = 'search' | 'shortcuts' | null;

/** The frame around every page. */
export function Shell({ me, pages }: { me: Me; pages: AppPage[] }) {
  const texts = useTexts(shellTexts);
  const [dialog, setDialog] = useState<ShellDialog>(null);
  const close = () => setDialog(null);
  const { pathname } = useLocation();
  useFrameShortcuts(pages, setDialog);
  useFocusOnMove(pathname);
  useLiveUpdates();
  const canSearch = pages.some(({ path }) => path === '/cases');
  return (
    <>
      <a href="#content" className="skip-link">
        {texts.skip}
      </a>
      <Header me={me} pages={pages} openDialog={setDialog} canSearch={canSearch} />
      <AwayBanner />
      <main id="content" tabIndex={-1}>
        <Crash key={pathname}>
          <Suspense fallback={<Loading />}>
            <Outlet context={pages} />
          </Suspense>
        </Crash>
      </main>
      {dialog === 'search' && <SearchDialog close={close} />}
      {dialog === 'shortcuts' && <ShortcutDialog close={close} />}
    </>
  );
}

function useFrameShortcuts(pages: AppPage[], setDialog: (dialog: ShellDialog) => void): void {
  const navigate = useNavigate();
  const go = (path: string) => () => {
    if (pages.some((page) => page.path === path)) void navigate(path);
  };
  useShortcuts({
    '?': () => setDialog('shortcuts'),
    '/': () => setDialog('search'),
    i: go('/tasks'),
    n: go('/cases/new'),
  });
}

/** A new page begins at its top, also for screen readers; the first page of all keeps the browser's own focus. */
function useFocusOnMove(pathname: string): void {
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    window.scrollTo(0, 0);
    document.getElementById('content')?.focus({ preventScroll: true });
  }, [pathname]);
}

/** Says that the server is away; when it is back, everything is read anew. */
function AwayBanner() {
  const texts = useTexts(shellTexts);
  const away = useServerAway();
  const refresh = useRefresh();
  const wasAway = useRef(false);
  useEffect(() => {
    if (wasAway.current && !away) void refresh();
    wasAway.current = away;
  });
  return (
    <div role="status">
      {away && (
        <Alert variant="warning" fullWidth size="small">
          {texts.away}
        </Alert>
      )}
    </div>
  );
}
