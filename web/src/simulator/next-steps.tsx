import { Button, Heading, HStack, ReadMore, Tag } from '@navikt/ds-react';
import { useState } from 'react';
import { recipientInWords } from '../../../src/machines/index.js';
import type { EventView } from '../api-types.js';
import { Blocked, EventButton, ProcedureView } from '../case/task-card.js';
import { withoutGaps } from '../case/task-title.js';
import { caseTexts } from '../texts/case-texts.js';
import { useTexts, useWords } from '../ui/language.js';
import { ChildEnds } from './child-ends.js';
import { EventCard } from './event-card.js';
import type { PlayLine, Sim } from './sim.js';
import { simulatorTexts } from './simulator-texts.js';

interface NextStepsProps {
  sim: Sim;
  playLine: PlayLine;
}

/** What can happen now: the open tasks, child cases that may end, everything else; and what cannot, and why. */
export function NextSteps({ sim, playLine }: NextStepsProps) {
  const texts = useTexts(simulatorTexts).now;
  const [open, setOpen] = useState<EventView | null>(null);
  const { simulation, events } = sim;
  if (simulation.snapshot.status === 'done') return null;
  // An event without questions is sent at once.
  const choose = (event: EventView) =>
    Object.keys(event.form.properties).length === 0 ? playLine({ event: event.type }) : setOpen(event);
  if (open) return <EventCard sim={sim} event={open} playLine={playLine} cancel={() => setOpen(null)} />;
  const tasks = Object.keys(simulation.snapshot.tasks);
  const ofTasks = new Set(tasks.flatMap((key) => sim.definition.tasks[key]?.events ?? []));
  const possible = events.filter(({ accepted }) => accepted !== false);
  const others = possible.filter(({ type }) => !ofTasks.has(type));
  return (
    <>
      <section aria-labelledby="simulation-tasks" className="simulation-tasks">
        <Heading level="2" size="xsmall" id="simulation-tasks">
          {texts.tasks}
        </Heading>
        {tasks.length === 0 && <p className="quiet">{texts.noTasks}</p>}
        {tasks.map((key) => (
          <Task key={key} name={key} sim={sim} possible={possible} choose={choose} />
        ))}
      </section>
      {Object.keys(simulation.snapshot.children).map((id) => (
        <ChildEnds key={id} id={id} sim={sim} playLine={playLine} />
      ))}
      <Group title={texts.other} events={others.filter(({ roles }) => roles.length > 0)} choose={choose} />
      <Group
        title={texts.outside}
        events={others.filter(({ roles }) => roles.length === 0)}
        choose={choose}
      />
      <NotNow events={events.filter(({ accepted }) => accepted === false)} choose={choose} />
    </>
  );
}

interface Choosing {
  choose: (event: EventView) => void;
}

function Task({ name, sim, possible, choose }: Choosing & { name: string; sim: Sim; possible: EventView[] }) {
  const texts = useTexts(caseTexts);
  const words = useWords();
  const { title, role, procedure, events } = sim.definition.tasks[name]!;
  const mine = possible.filter(({ type }) => events.includes(type));
  return (
    <section className="card" aria-label={withoutGaps(words(title))} data-task={name}>
      <Heading level="3" size="xsmall">
        {withoutGaps(words(title))}
      </Heading>
      {role !== 'caseworker' && (
        <Tag variant="outline" data-color="neutral" size="small">
          {texts.forRole(words(recipientInWords(role, sim.definition.roles)))}
        </Tag>
      )}
      {procedure && <ProcedureView task={{ procedure }} />}
      <HStack gap="space-8" className="event-buttons">
        {mine.map((event, at) => (
          <EventButton key={event.type} event={event} main={at === 0} onClick={() => choose(event)} />
        ))}
      </HStack>
    </section>
  );
}

function Group({ title, events, choose }: Choosing & { title: string; events: EventView[] }) {
  if (events.length === 0) return null;
  return (
    <section aria-label={title}>
      <Heading level="2" size="xsmall" spacing>
        {title}
      </Heading>
      <HStack gap="space-8">
        {events.map((event) => (
          <EventButton key={event.type} event={event} main={false} onClick={() => choose(event)} />
        ))}
      </HStack>
    </section>
  );
}

const FEW = 4;

/** What the case would refuse, and why. It can be tried all the same: a script may show that it is refused. */
function NotNow({ events, choose }: Choosing & { events: EventView[] }) {
  const texts = useTexts(simulatorTexts).now;
  const words = useWords();
  if (events.length === 0) return null;
  return (
    <ReadMore header={texts.blocked(events.length)} size="small" defaultOpen={events.length < FEW}>
      {events.map((event) => (
        <div key={event.type}>
          <Blocked event={event} />
          <Button
            size="xsmall"
            variant="tertiary"
            aria-label={texts.tryNamed(words(event.title))}
            onClick={() => choose(event)}
          >
            {texts.tryAnyway}
          </Button>
        </div>
      ))}
    </ReadMore>
  );
}
