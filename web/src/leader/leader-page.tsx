import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import type { Right } from '../api-types.js';
import { useMe } from '../queries.js';
import { useTexts } from '../ui/language.js';
import { Page } from '../ui/page.js';
import { leaderTexts } from './leader-texts.js';
import './leader.css';

const LEADER: readonly Right[] = ['teamLeader'];
const NUMBERS: readonly Right[] = ['teamLeader', 'admin'];
const TABS = [
  { path: '/team', name: 'overview', rights: LEADER },
  { path: '/team/charts', name: 'charts', rights: NUMBERS },
  { path: '/team/deadlines', name: 'deadlines', rights: LEADER },
  { path: '/team/breaches', name: 'breaches', rights: LEADER },
  { path: '/team/workload', name: 'workload', rights: LEADER },
  { path: '/team/lead-times', name: 'leadTimes', rights: NUMBERS },
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
  const rights = useMe().data?.rights ?? [];
  const tabs = TABS.filter((tab) => tab.rights.some((right) => rights.includes(right)));
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
