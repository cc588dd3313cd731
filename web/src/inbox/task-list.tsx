import { Alert, BodyShort, Button, Heading } from '@navikt/ds-react';
import { useDeferredValue, useState } from 'react';
import type { TaskListRow, TaskScope } from '../api-types.js';
import { useTasks, useToday, type Me } from '../queries.js';
import { inboxTexts } from '../texts/inbox-texts.js';
import { useCaseTypeTitle } from '../ui/case-type-title.js';
import { EmptyState } from '../ui/empty-pages.js';
import { useTexts } from '../ui/language.js';
import { Loading } from '../ui/loading.js';
import { ProblemView } from '../ui/problem-view.js';
import { HandOverDialog } from './hand-over-dialog.js';
import { SelectionBar } from './selection-bar.js';
import { filterTasks, firstRows, groupTasks, type TaskGroup } from './task-groups.js';
import { TaskRow } from './task-row.js';
import { useAssign } from './use-assign.js';
import { useRowKeys } from './use-row-keys.js';

/** So many fill the tallest screen. The rest is drawn when these can be worked with already. */
const FIRST = 30;

/** The tasks of one tab, in groups, with what can be done to several at once. */
export function TaskList({ scope, filter, me }: { scope: TaskScope; filter: string; me: Me }) {
  const { today, now } = useToday();
  const titleOf = useCaseTypeTitle();
  const { data, error, refetch, fetchNextPage, isFetchingNextPage } = useTasks(scope);
  const shown = filterTasks(data?.items ?? [], filter, titleOf);
  const board = useBoard(shown, me);
  const drawn = Math.max(FIRST, useDeferredValue(shown.length));
  if (!data) return error ? <ProblemView error={error} retry={() => void refetch()} /> : <Loading />;
  const groups = groupTasks(shown, today, now);
  const rows = firstRows(groups, drawn);
  return (
    <div className="task-list">
      <div role="status">
        {board.done && (
          <Alert variant="success" size="small" closeButton onClose={board.forget}>
            {board.done}
          </Alert>
        )}
      </div>
      {board.error !== null && !board.handing && <ProblemView error={board.error} />}
      {groups.length === 0 && <Empty scope={scope} filtered={filter !== ''} />}
      {groups.map((group, at) => (
        <Group
          key={group.urgency}
          group={group}
          rows={rows[at]!}
          board={board}
          me={me}
          today={today}
          scope={scope}
        />
      ))}
      {data.next && (
        <More shown={data.items.length} busy={isFetchingNextPage} onClick={() => void fetchNextPage()} />
      )}
      <SelectionBar board={board} canTake={me.roles.includes('caseworker')} />
      {board.handing && (
        <HandOverDialog
          teamId={board.handing[0]!.teamId}
          assigneeId={board.handing.length === 1 ? board.handing[0]!.assigneeId : null}
          busy={board.busy}
          error={board.error}
          onChoose={board.give}
          close={board.closeDialog}
        />
      )}
    </div>
  );
}

function More({ shown, busy, onClick }: { shown: number; busy: boolean; onClick: () => void }) {
  const texts = useTexts(inboxTexts);
  return (
    <div>
      <BodyShort className="quiet" spacing>
        {texts.cut(shown)}
      </BodyShort>
      <Button size="small" variant="secondary" loading={busy} onClick={onClick}>
        {texts.next}
      </Button>
    </div>
  );
}

export type Board = ReturnType<typeof useBoard>;

/** Which tasks are selected, and giving them to somebody. */
function useBoard(tasks: readonly TaskListRow[], me: Me) {
  const texts = useTexts(inboxTexts);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [handing, setHanding] = useState<TaskListRow[] | null>(null);
  const [receiver, setReceiver] = useState('');
  const [done, setDone] = useState('');
  const assign = useAssign((cases, assigneeId) => {
    setSelected(new Set());
    setHanding(null);
    if (assigneeId === null) setDone(texts.givenBack(cases));
    else setDone(assigneeId === me.id ? texts.taken(cases) : texts.givenTo(cases, receiver));
  });
  const canTake = (task: TaskListRow) =>
    mayAssign(task) && me.roles.includes('caseworker') && task.assigneeId !== me.id;
  const select = (task: TaskListRow) => {
    if (!mayAssign(task)) return;
    const next = new Set(selected);
    if (!next.delete(task.id)) next.add(task.id);
    setSelected(next);
  };
  const take = (wanted: TaskListRow[]) => {
    const takeable = wanted.filter(canTake);
    if (takeable.length > 0) assign.mutate({ tasks: takeable, assigneeId: me.id });
  };
  const handOver = (wanted: TaskListRow[]) => setHanding(wanted.filter(mayAssign));
  useRowKeys(tasks, {
    select,
    take: (task) => take([task]),
    handOver: (task) => mayAssign(task) && handOver([task]),
  });
  const chosen = tasks.filter(({ id }) => selected.has(id));
  return {
    chosen,
    handing,
    done,
    select,
    take,
    handOver,
    canTake,
    busy: assign.isPending,
    error: assign.error,
    isSelected: ({ id }: TaskListRow) => selected.has(id),
    clear: () => setSelected(new Set()),
    forget: () => setDone(''),
    closeDialog: () => setHanding(null),
    give: (assigneeId: string | null, name: string) => {
      setReceiver(name);
      assign.mutate({ tasks: handing ?? [], assigneeId });
    },
  };
}

/** Only what a caseworker does goes with the case from hand to hand. */
export function mayAssign({ role }: TaskListRow): boolean {
  return role === 'caseworker';
}

interface GroupProps {
  group: TaskGroup;
  /** What is drawn of it already. */
  rows: readonly TaskListRow[];
  board: Board;
  me: Me;
  today: string;
  scope: TaskScope;
}

function Group({ group, rows, board, today, scope }: GroupProps) {
  const texts = useTexts(inboxTexts);
  const titleOf = useCaseTypeTitle();
  const name = texts.groups[group.urgency];
  return (
    <section aria-label={name}>
      <Heading size="xsmall" level="2" className="group-heading">
        {name} <span className="quiet">{group.tasks.length}</span>
      </Heading>
      <ul className="bare-list">
        {rows.map((task) => (
          <TaskRow
            key={task.id}
            task={task}
            today={today}
            caseTitle={titleOf(task.caseType)}
            selected={board.isSelected(task)}
            onSelect={mayAssign(task) ? () => board.select(task) : undefined}
            onTake={scope !== 'mine' && board.canTake(task) ? () => board.take([task]) : undefined}
            showAssignee={scope !== 'mine'}
          />
        ))}
      </ul>
    </section>
  );
}

function Empty({ scope, filtered }: { scope: TaskScope; filtered: boolean }) {
  const texts = useTexts(inboxTexts).empty;
  if (filtered) return <EmptyState title={texts.filtered}>{texts.filteredHelp}</EmptyState>;
  return <EmptyState title={texts[scope]}>{texts[`${scope}Help`]}</EmptyState>;
}
