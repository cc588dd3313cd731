import { useRoleName } from '../role-names.js';
import { MenuHamburgerIcon, PersonIcon } from '@navikt/aksel-icons';
import { ActionMenu, Button } from '@navikt/ds-react';
import { useNavigate } from 'react-router';
import type { Me } from '../queries.js';
import type { AppPage } from '../routes.js';
import { useSignOut } from '../session/sign-out.js';
import { shellTexts } from '../texts/shell-texts.js';
import { useLanguage, useTexts, type Language } from './language.js';
import { THEMES, useTheme, type ThemeChoice } from './theme.js';

interface UserMenuProps {
  me: Me;
  pages: AppPage[];
  openShortcuts: () => void;
}

/** Who is signed in, and what belongs to the person: language, appearance, signing out. On a narrow page also the main menu. */
export function UserMenu({ me, pages, openShortcuts }: UserMenuProps) {
  const texts = useTexts(shellTexts);
  const roleName = useRoleName();
  const signOut = useSignOut();
  const navigate = useNavigate();
  return (
    <ActionMenu>
      <ActionMenu.Trigger>
        <Button
          variant="tertiary"
          size="small"
          data-color="neutral"
          className="user-button"
          aria-label={texts.userMenu(me.name)}
          icon={<UserIcon />}
        >
          <span className="wide-only">{me.name}</span>
        </Button>
      </ActionMenu.Trigger>
      <ActionMenu.Content align="end">
        <ActionMenu.Label>{[me.name, ...me.roles.map(roleName)].join(' · ')}</ActionMenu.Label>
        <ActionMenu.Group aria-label={texts.navigation} className="narrow-only">
          {pages.map(({ path, nav }) =>
            nav ? (
              <ActionMenu.Item key={path} onSelect={() => void navigate(path)}>
                {texts[nav]}
              </ActionMenu.Item>
            ) : null,
          )}
        </ActionMenu.Group>
        <ActionMenu.Divider />
        <LanguageChoice />
        <ActionMenu.Divider />
        <ThemeChoices />
        <ActionMenu.Divider />
        <ActionMenu.Item onSelect={() => void navigate('/settings/calendar')}>
          {texts.calendar}
        </ActionMenu.Item>
        <ActionMenu.Item onSelect={() => void navigate('/password')}>{texts.changePassword}</ActionMenu.Item>
        <ActionMenu.Item onSelect={openShortcuts} shortcut="?">
          {texts.keys.open}
        </ActionMenu.Item>
        <ActionMenu.Item onSelect={signOut}>{texts.signOut}</ActionMenu.Item>
      </ActionMenu.Content>
    </ActionMenu>
  );
}

function UserIcon() {
  return (
    <>
      <PersonIcon aria-hidden className="wide-only" />
      <MenuHamburgerIcon aria-hidden className="narrow-only" />
    </>
  );
}

function LanguageChoice() {
  const texts = useTexts(shellTexts);
  const { language, setLanguage } = useLanguage();
  return (
    <ActionMenu.RadioGroup
      label={texts.language}
      value={language}
      onValueChange={(value: string) => setLanguage(value as Language)}
    >
      <ActionMenu.RadioItem value="da">
        <span lang="da">{texts.danish}</span>
      </ActionMenu.RadioItem>
      <ActionMenu.RadioItem value="en">
        <span lang="en">{texts.english}</span>
      </ActionMenu.RadioItem>
    </ActionMenu.RadioGroup>
  );
}

function ThemeChoices() {
  const texts = useTexts(shellTexts);
  const { choice, setChoice } = useTheme();
  return (
    <ActionMenu.RadioGroup
      label={texts.theme}
      value={choice}
      onValueChange={(value: string) => setChoice(value as ThemeChoice)}
    >
      {THEMES.map((theme) => (
        <ActionMenu.RadioItem key={theme} value={theme}>
          {texts[theme]}
        </ActionMenu.RadioItem>
      ))}
    </ActionMenu.RadioGroup>
  );
}
