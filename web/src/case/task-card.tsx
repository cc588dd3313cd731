import { Button, Checkbox, Heading, HStack, ReadMore, Tag } from '@navikt/ds-react';
import { useState } from 'react';
import type { CaseView, EventView, TaskView } from '../api-types.js';
import { actOn } from '../inbox/task-groups.js';
import { useToday } from '../queries.js';
import { useRecipientName } from '../role-names.js';
import { caseTexts } from '../texts/case-texts.js';
import { shortDue } from '../ui/dates.js';
import { DayTag } from '../ui/day-tag.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { readStored, writeStored } from '../ui/preferences.js';
import { EventForm } from './event-form.js';
import { Reasons } from './reasons.js';
import type { EventForm as State } from './use-event-form.js';

interface TaskCardProps {
  task: TaskView;
  view: CaseView;
  state: State;
}

/** One open task: what it is for, how it is done, and the events that do it. */
export function TaskCard({ task, view, state }: TaskCardProps) {
  const texts = useTexts(caseTexts);
  const recipientName = useRecipientName();
  const words = useWords();
  const { language } = useLanguage();
  const { today, zone } = useToday();
  const day = actOn(task);
  const id = `task-${task.key}`;
  return (
    <section className="card task-card" id={id} tabIndex={-1} aria-labelledby={`${id}-title`}>
      <div className="card-head">
        <Heading size="small" level="3" id={`${id}-title`}>
          {words(task.title)}
        </Heading>
        {(day ?? task.pausedOn) && (
          <div className="card-due">
            <DayTag day={day} today={today} at={task.dueAt} pausedOn={task.pausedOn} />
            {day && <span>{texts.atLatest(shortDue(day, task.dueAt, { language, zone, today }))}</span>}
          </div>
        )}
      </div>
      {task.role !== 'caseworker' && (
        <Tag variant="outline" data-color="neutral" size="small">
          {texts.forRole(recipientName(task.role))}
        </Tag>
      )}
      {task.procedure && <p className="card-lead">{words(task.procedure.what)}</p>}
      <Checklist task={task} />
      <ProcedureView task={task} />
      <TaskEvents task={task} view={view} state={state} />
    </section>
  );
}

/** A help to memory for the one who does the task; kept in this browser, and no part of the case. */
function Checklist({ task }: { task: TaskView }) {
  const texts = useTexts(caseTexts);
  const words = useWords();
  const key = `checks.${task.id}`;
  const [ticked, setTicked] = useState<number[]>(() => JSON.parse(readStored(key) ?? '[]') as number[]);
  if (task.checklist.length === 0) return null;
  const toggle = (at: number) => {
    const next = ticked.includes(at) ? ticked.filter((each) => each !== at) : [...ticked, at];
    writeStored(key, JSON.stringify(next));
    setTicked(next);
  };
  return (
    <fieldset className="checklist">
      <legend>{texts.checklist}</legend>
      {task.checklist.map((item, at) => (
        <Checkbox key={item.da} size="small" checked={ticked.includes(at)} onChange={() => toggle(at)}>
          {words(item)}
        </Checkbox>
      ))}
    </fieldset>
  );
}

const PARTS = ['purpose', 'what', 'who', 'when', 'involvement', 'time'] as const;

export function ProcedureView({ task: { procedure } }: { task: Pick<TaskView, 'procedure'> }) {
  const texts = useTexts(caseTexts);
  const words = useWords();
  if (!procedure) return null;
  return (
    <ReadMore header={texts.procedure} size="small">
      <dl className="facts">
        {PARTS.map((part) => (
          <div key={part}>
            <dt>{texts.procedureParts[part]}</dt>
            <dd>{words(procedure[part])}</dd>
          </div>
        ))}
      </dl>
      {procedure.links?.map(({ title, url }) => (
        <a key={url} href={url} target="_blank" rel="noreferrer" className="aksel-link">
          {words(title)}
        </a>
      ))}
    </ReadMore>
  );
}

function TaskEvents({ task, view, state }: TaskCardProps) {
  const events = task.events.flatMap((type) => view.events.find((event) => event.type === type) ?? []);
  const possible = events.filter(({ accepted }) => accepted !== false);
  const blocked = events.filter(({ accepted }) => accepted === false);
  const isOpen = state.open?.taskKey === task.key;
  return (
    <>
      {!isOpen && (
        <HStack gap="space-8" className="event-buttons">
          {possible.map((event, at) => (
            <EventButton
              key={event.type}
              event={event}
              main={at === 0}
              onClick={() => state.start(event, task.key)}
            />
          ))}
        </HStack>
      )}
      {isOpen && <EventForm key={state.open!.event.type} view={view} state={state} />}
      {!isOpen && blocked.map((event) => <Blocked key={event.type} event={event} tagged />)}
    </>
  );
}

export function EventButton({
  event,
  main,
  onClick,
}: {
  event: EventView;
  main: boolean;
  onClick: () => void;
}) {
  const words = useWords();
  return (
    <Button size="small" variant={main ? 'primary' : 'secondary'} onClick={onClick} data-event={event.type}>
      {words(event.title)}
    </Button>
  );
}

/** An event that is not possible yet, and why. */
export function Blocked({ event, tagged = false }: { event: EventView; tagged?: boolean }) {
  const texts = useTexts(caseTexts);
  const words = useWords();
  return (
    <div className="blocked" data-blocked={event.type}>
      <div className="blocked-title">
        {words(event.title)}{' '}
        {tagged && (
          <Tag variant="outline" data-color="neutral" size="xsmall">
            {texts.notYet}
          </Tag>
        )}
      </div>
      <Reasons reasons={event.reasons} />
    </div>
  );
}
