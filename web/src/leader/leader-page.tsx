import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import type { Role } from '../api-types.js';
import { useMe } from '../queries.js';
import { useTexts } from '../ui/language.js';
import { Page } from '../ui/page.js';
import { leaderTexts } from './leader-texts.js';
import './leader.css';

const LEADER: readonly Role[] = ['teamLeader'];
const NUMBERS: readonly Role[] = ['teamLeader', 'admin'];
const TABS = [
  { path: '/team', name: 'overview', roles: LEADER },
  { path: '/team/charts', name: 'charts', roles: NUMBERS },
  { path: '/team/deadlines', name: 'deadlines', roles: LEADER },
  { path: '/team/breaches', name: 'breaches', roles: LEADER },
  { path: '/team/workload', name: 'workload', roles: LEADER },
  { path: '/team/lead-times', name: 'leadTimes', roles: NUMBERS },
] as const;

interface LeaderPageProps {
  title: string;
  lead?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}

/** A page of the team leader, with the way to the others. */
export function LeaderPage({ children, ...page }: LeaderPageProps) {
  const texts = useTexts(leaderTexts).pages;
  const roles = useMe().data?.roles ?? [];
  const tabs = TABS.filter((tab) => tab.roles.some((role) => roles.includes(role)));
  return (
    <Page {...page}>
      <nav aria-label={texts.label} className="leader-tabs">
        {tabs.map(({ path, name }) => (
          <NavLink key={path} to={path} end={path === '/team'}>
            {texts[name]}
          </NavLink>
        ))}
      </nav>
      {children}
    </Page>
  );
}
