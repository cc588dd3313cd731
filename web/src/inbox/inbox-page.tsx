import { Search, Tabs } from '@navikt/ds-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { TaskScope } from '../api-types.js';
import { useMe, useTasks, useToday } from '../queries.js';
import { inboxTexts } from '../texts/inbox-texts.js';
import { useTexts } from '../ui/language.js';
import { Page } from '../ui/page.js';
import { actOn, isOver, urgencyOf } from './task-groups.js';
import { TaskList } from './task-list.js';
import './inbox.css';

const SCOPES: readonly TaskScope[] = ['mine', 'team', 'unassigned'];

/** What to do now, by consequence. */
export function InboxPage() {
  const texts = useTexts(inboxTexts);
  const me = useMe().data;
  const [parameters, setParameters] = useSearchParams();
  const asked = parameters.get('list');
  const scope = SCOPES.find((each) => each === asked) ?? 'mine';
  const [filter, setFilter] = useState('');
  return (
    <Page
      title={texts.title}
      lead={<Summary />}
      aside={
        <Search
          label={texts.filter}
          hideLabel={false}
          size="small"
          variant="simple"
          value={filter}
          onChange={setFilter}
        />
      }
    >
      <Tabs
        value={scope}
        onChange={(next) => setParameters(next === 'mine' ? {} : { list: next })}
        size="small"
      >
        <Tabs.List aria-label={texts.tabsLabel}>
          {SCOPES.map((each) => (
            <ScopeTab key={each} scope={each} />
          ))}
        </Tabs.List>
        {me && (
          <Tabs.Panel value={scope}>
            <TaskList key={scope} scope={scope} filter={filter} me={me} />
          </Tabs.Panel>
        )}
      </Tabs>
    </Page>
  );
}

function ScopeTab({ scope }: { scope: TaskScope }) {
  const texts = useTexts(inboxTexts);
  const { data } = useTasks(scope);
  const name = texts.tabs[scope];
  const count = data && (data.next ? texts.more(data.items.length) : String(data.items.length));
  return <Tabs.Tab value={scope} label={count === undefined ? name : texts.tab(name, count)} />;
}

function Summary() {
  const texts = useTexts(inboxTexts);
  const { today, now } = useToday();
  const { data } = useTasks('mine');
  if (!data) return null;
  const urgencies = data.items.map((task) => urgencyOf(actOn(task), today, isOver(task, now)));
  const count = (urgency: string) => urgencies.filter((each) => each === urgency).length;
  return <span>{texts.summary(data.items.length, count('overdue'), count('today'))}</span>;
}
