import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import type { Right } from '../api-types.js';
import '../leader/leader.css';
import { useMe } from '../queries.js';
import { useTexts } from '../ui/language.js';
import { Page } from '../ui/page.js';
import './settings.css';
import { settingsTexts } from './settings-texts.js';

const EVERYBODY: readonly Right[] = ['caseworker', 'teamLeader', 'admin', 'auditor'];
const ADMIN: readonly Right[] = ['admin'];
const TABS = [
  { path: '/settings/calendar', name: 'calendar', rights: EVERYBODY },
  { path: '/settings/people', name: 'people', rights: ADMIN },
  { path: '/settings/changes', name: 'changes', rights: ADMIN },
  { path: '/settings/retention', name: 'retention', rights: ADMIN },
  { path: '/settings/letters', name: 'letters', rights: ADMIN },
  { path: '/settings/parameters', name: 'parameters', rights: ADMIN },
] as const;

interface SettingsPageProps {
  title: string;
  lead?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}

/** A page of the settings, with the way to the others for those who may open them. */
export function SettingsPage({ children, ...page }: SettingsPageProps) {
  const texts = useTexts(settingsTexts).pages;
  const rights = useMe().data?.rights ?? [];
  const tabs = TABS.filter((tab) => tab.rights.some((right) => rights.includes(right)));
  return (
    <Page {...page}>
      {tabs.length > 1 && (
        <nav aria-label={texts.label} className="leader-tabs">
          {tabs.map(({ path, name }) => (
            <NavLink key={path} to={path}>
              {texts[name]}
            </NavLink>
          ))}
        </nav>
      )}
      <div className="blocks">{children}</div>
    </Page>
  );
}
