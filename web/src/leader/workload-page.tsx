import { Alert, Button, Heading } from '@navikt/ds-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { TaskListRow } from '../api-types.js';
import { HandOverDialog } from '../inbox/hand-over-dialog.js';
import { useAssign } from '../inbox/use-assign.js';
import { useTasks, useToday } from '../queries.js';
import { useCaseTypeTitle } from '../ui/case-type-title.js';
import { DayTag } from '../ui/day-tag.js';
import { useTexts, useWords } from '../ui/language.js';
import { Answer } from './answer.js';
import { behind } from './cases-page.js';
import { CasesTable } from './cases-table.js';
import { DataTable, type Column } from './data-table.js';
import { LeaderPage } from './leader-page.js';
import { useWorkload, type Workload } from './leader-queries.js';
import { leaderTexts } from './leader-texts.js';

/** Who has what, and the cases that nobody has. */
export function WorkloadPage() {
  const texts = useTexts(leaderTexts).workload;
  const workload = useWorkload();
  return (
    <LeaderPage title={texts.title} lead={texts.lead}>
      <div className="blocks">
        <Queue />
        <section aria-labelledby="people">
          <Heading level="2" size="small" id="people" spacing>
            {texts.people}
          </Heading>
          <Answer of={workload}>{(rows) => <People rows={rows} />}</Answer>
        </section>
      </div>
    </LeaderPage>
  );
}

/** Unassigned cases, each by its most urgent task. */
function Queue() {
  const texts = useTexts(leaderTexts).workload;
  const tasks = useTasks('unassigned');
  const [chosen, setChosen] = useState<TaskListRow | null>(null);
  const [given, setGiven] = useState('');
  const [recipient, setRecipient] = useState('');
  const assign = useAssign(() => {
    setGiven(chosen ? texts.given(chosen.caseNumber, recipient) : '');
    setChosen(null);
  });
  const firstOfCases = [
    ...new Map((tasks.data?.items ?? []).toReversed().map((task) => [task.caseId, task])).values(),
  ];
  const rows = firstOfCases.toReversed();
  return (
    <section aria-labelledby="queue">
      <Heading level="2" size="small" id="queue" spacing>
        {texts.queue(rows.length)}
      </Heading>
      <div role="status">
        {given && (
          <Alert variant="success" size="small">
            {given}
          </Alert>
        )}
      </div>
      <Answer of={tasks}>
        {() =>
          rows.length === 0 ? <p>{texts.queueEmpty}</p> : <QueueTable rows={rows} onGive={setChosen} />
        }
      </Answer>
      {chosen && (
        <HandOverDialog
          teamId={chosen.teamId}
          assigneeId={null}
          busy={assign.isPending}
          error={assign.error}
          close={() => setChosen(null)}
          onChoose={(assigneeId, name) => {
            setRecipient(name);
            assign.mutate({ tasks: [chosen], assigneeId });
          }}
        />
      )}
    </section>
  );
}

function QueueTable({ rows, onGive }: { rows: TaskListRow[]; onGive: (task: TaskListRow) => void }) {
  const texts = useTexts(leaderTexts);
  const words = useWords();
  const titleOf = useCaseTypeTitle();
  const { today } = useToday();
  const columns: Column<TaskListRow>[] = [
    {
      title: texts.next,
      cell: (task) => (
        <DayTag
          day={task.latestSendOn ?? task.dueOn}
          today={today}
          at={task.dueAt}
          pausedOn={task.pausedOn}
        />
      ),
    },
    {
      title: texts.case,
      cell: ({ caseId, caseNumber, caseType, title }) => (
        <>
          <Link to={`/cases/${caseId}`} className="case-link">
            {words(title)}
          </Link>
          <div className="quiet">
            {titleOf(caseType)} · {caseNumber}
          </div>
        </>
      ),
    },
    {
      title: texts.workload.give,
      cell: (task) => (
        <Button
          size="small"
          variant="secondary"
          aria-label={texts.workload.giveCase(task.caseNumber)}
          onClick={() => onGive(task)}
        >
          {texts.workload.choose}
        </Button>
      ),
    },
  ];
  return (
    <DataTable
      label={texts.workload.queue(rows.length)}
      rows={rows}
      columns={columns}
      keyOf={({ id }) => id}
    />
  );
}

function People({ rows }: { rows: Workload[] }) {
  const texts = useTexts(leaderTexts);
  const [shown, setShown] = useState<Workload | null>(null);
  const columns: Column<Workload>[] = [
    {
      title: texts.workload.name,
      cell: (row) => (
        <Button
          size="xsmall"
          variant="tertiary"
          aria-expanded={shown?.userId === row.userId}
          onClick={() => setShown(row)}
        >
          {row.name}
        </Button>
      ),
    },
    {
      title: texts.workload.cases,
      numeric: true,
      cell: ({ userId, openCases }) => (
        <Link to={behind({ assigneeId: userId, status: 'active' })}>{openCases}</Link>
      ),
    },
    {
      title: texts.overdue,
      numeric: true,
      cell: ({ userId, overdueCases }) => (
        <Link to={behind({ assigneeId: userId, status: 'active', overdue: true })}>{overdueCases}</Link>
      ),
    },
    { title: texts.workload.tasks, numeric: true, cell: ({ openTasks }) => openTasks },
    { title: texts.workload.late, numeric: true, cell: ({ overdueTasks }) => overdueTasks },
    { title: texts.workload.week, numeric: true, cell: ({ tasksThisWeek }) => tasksThisWeek },
  ];
  const label = shown ? texts.workload.casesOf(shown.name) : '';
  return (
    <div className="blocks">
      <DataTable label={texts.workload.people} rows={rows} columns={columns} keyOf={({ userId }) => userId} />
      {shown && (
        <section aria-label={label}>
          <Heading level="3" size="xsmall">
            {label}
          </Heading>
          <CasesTable
            label={label}
            filter={{ assigneeId: shown.userId, status: 'active' }}
            empty={texts.none}
          />
        </section>
      )}
    </div>
  );
}
