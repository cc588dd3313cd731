import { MagnifyingGlassIcon } from '@navikt/aksel-icons';
import { Button, Theme } from '@navikt/ds-react';
import { lazy, Suspense } from 'react';
import { Link, NavLink } from 'react-router';
import { useClock, type Me } from '../queries.js';
import type { AppPage } from '../routes.js';
import { shellTexts } from '../texts/shell-texts.js';
import { useTexts } from './language.js';
import { ReminderMenu } from './reminder-menu.js';
import type { ShellDialog } from './shell.js';
import { UserMenu } from './user-menu.js';

const ReviewMenu = lazy(async () => ({ default: (await import('./review-menu.js')).ReviewMenu }));
const TimeMachine = lazy(async () => ({ default: (await import('./time-machine.js')).TimeMachine }));

interface HeaderProps {
  me: Me;
  pages: AppPage[];
  canSearch: boolean;
  openDialog: (dialog: ShellDialog) => void;
}

/** Whether other entries of the menu lie below this one: then it is not theirs too. */
const hasOthersBelow = (path: string, pages: AppPage[]): boolean =>
  pages.some((page) => page.nav !== undefined && page.path.startsWith(`${path}/`));

/** Dark in both appearances, so that the frame stays where it is. */
export function Header({ me, pages, canSearch, openDialog }: HeaderProps) {
  const texts = useTexts(shellTexts);
  const clock = useClock();
  return (
    <Theme theme="dark" hasBackground={false} asChild>
      <header className="header">
        <Link to="/" className="header-title">
          Sagsgang
        </Link>
        <nav className="header-nav" aria-label={texts.navigation}>
          {pages.map(({ path, nav }) =>
            nav ? (
              <NavLink key={path} to={path} end={hasOthersBelow(path, pages)} className="header-link">
                {texts[nav]}
              </NavLink>
            ) : null,
          )}
        </nav>
        <div className="header-tools">
          {canSearch && (
            <Button
              variant="tertiary"
              size="small"
              data-color="neutral"
              icon={<MagnifyingGlassIcon aria-hidden />}
              onClick={() => openDialog('search')}
              aria-label={texts.search.label}
            >
              <span className="wide-only">{texts.search.short}</span>
            </Button>
          )}
          {clock.data?.sandbox && (
            <Suspense fallback={null}>
              <TimeMachine />
            </Suspense>
          )}
          {canSearch && <ReminderMenu me={me} />}
          {me.rights.includes('admin') && (
            <Suspense fallback={null}>
              <ReviewMenu />
            </Suspense>
          )}
          <UserMenu me={me} pages={pages} openShortcuts={() => openDialog('shortcuts')} />
        </div>
      </header>
    </Theme>
  );
}
