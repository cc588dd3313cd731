import { Button, Checkbox } from '@navikt/ds-react';
import { Link } from 'react-router';
import type { TaskListRow } from '../api-types.js';
import { useToday } from '../queries.js';
import { useRoleName } from '../role-names.js';
import { inboxTexts } from '../texts/inbox-texts.js';
import { localDate, shortDate, shortDue } from '../ui/dates.js';
import { DayTag } from '../ui/day-tag.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { lengthInWords } from '../ui/lengths.js';
import { actOn } from './task-groups.js';

interface TaskRowProps {
  task: TaskListRow;
  today: string;
  caseTitle: string;
  selected: boolean;
  /** Undefined where the user may not assign the task. */
  onSelect?: (() => void) | undefined;
  onTake?: (() => void) | undefined;
  /** Whose it is, in lists of more than one person's tasks. */
  showAssignee: boolean;
}

/** One task: how urgent, what, for whom, and why that day. */
export function TaskRow({ task, today, caseTitle, selected, onSelect, onTake, showAssignee }: TaskRowProps) {
  const texts = useTexts(inboxTexts);
  const words = useWords();
  const title = words(task.title);
  return (
    <li className="task-row" data-task={task.id}>
      <div className="task-check">
        {onSelect && (
          <Checkbox size="small" hideLabel checked={selected} onChange={onSelect}>
            {texts.select(title, task.caseNumber)}
          </Checkbox>
        )}
      </div>
      <div className="task-tag">
        {(actOn(task) ?? task.pausedOn) && (
          <DayTag day={actOn(task)} today={today} at={task.dueAt} pausedOn={task.pausedOn} />
        )}
      </div>
      <div className="task-what">
        <Link to={`/cases/${task.caseId}#task-${task.key}`} className="task-link">
          {title}
        </Link>
        <div className="quiet">
          {[task.citizenName, caseTitle].filter(Boolean).join(' · ')} ·{' '}
          <span className="case-number">{task.caseNumber}</span>
          {showAssignee && <Assignee task={task} />}
        </div>
      </div>
      <Why task={task} today={today} />
      <div className="task-act">
        {onTake && (
          <Button
            size="xsmall"
            variant="secondary"
            onClick={onTake}
            aria-label={`${texts.take}: ${title}, ${task.caseNumber}`}
          >
            {texts.take}
          </Button>
        )}
      </div>
    </li>
  );
}

function Assignee({ task }: { task: TaskListRow }) {
  const texts = useTexts(inboxTexts);
  const roleName = useRoleName();
  const whose = task.role === 'caseworker' ? (task.assigneeName ?? texts.nobody) : roleName(task.role);
  return <span> · {whose}</span>;
}

/** The date, and the reason for it: what it is the deadline of and what it was counted from. */
function Why({ task, today }: { task: TaskListRow; today: string }) {
  const texts = useTexts(inboxTexts);
  const words = useWords();
  const { language } = useLanguage();
  const { zone } = useToday();
  const day = actOn(task);
  if (!day) {
    const since = shortDate(localDate(task.openedAt, zone), language, today);
    return <div className="task-why quiet">{texts.openSince(since)}</div>;
  }
  const counted =
    task.countedLength && task.countedFrom
      ? texts.counted(
          lengthInWords(task.countedLength, language),
          shortDate(task.countedFrom, language, today),
        )
      : '';
  const beforeDue = task.latestSendOn !== null && task.latestSendOn === day && task.dueOn !== day;
  const reasons = [beforeDue ? texts.latestSend : '', words(task.deadlineTitle), counted];
  return (
    <div className="task-why">
      <div className="task-date">{shortDue(day, task.dueAt, { language, zone, today })}</div>
      <div className="quiet">{reasons.filter(Boolean).join(' · ')}</div>
    </div>
  );
}
