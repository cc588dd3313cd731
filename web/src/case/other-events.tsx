import { Heading, HStack, ReadMore } from '@navikt/ds-react';
import type { CaseView } from '../api-types.js';
import { caseTexts } from '../texts/case-texts.js';
import { useTexts } from '../ui/language.js';
import { EventForm } from './event-form.js';
import { Blocked, EventButton } from './task-card.js';
import type { EventForm as State } from './use-event-form.js';

/** What can happen without being anybody's task, and what cannot yet. What only the engine sends is left out. */
export function OtherEvents({ view, state }: { view: CaseView; state: State }) {
  const texts = useTexts(caseTexts);
  const ofTasks = new Set(view.tasks.flatMap(({ events }) => events));
  const others = view.events.filter(({ type, roles }) => !ofTasks.has(type) && roles.length > 0);
  const possible = others.filter(({ accepted }) => accepted !== false);
  const blocked = others.filter(({ accepted }) => accepted === false);
  const { open } = state;
  const homeless = open !== null && !view.tasks.some(({ key }) => key === open.taskKey);
  if (others.length === 0 && !homeless) return null;
  return (
    <section className="card" aria-label={texts.other}>
      <Heading size="xsmall" level="2" spacing>
        {texts.other}
      </Heading>
      {homeless ? (
        <EventForm key={open.event.type} view={view} state={state} />
      ) : (
        <HStack gap="space-8">
          {possible.map((event) => (
            <EventButton
              key={event.type}
              event={event}
              main={false}
              onClick={() => state.start(event, null)}
            />
          ))}
        </HStack>
      )}
      {blocked.length > 0 && (
        <ReadMore
          header={`${texts.notYet} (${blocked.length})`}
          size="small"
          defaultOpen={view.tasks.length < 2 && blocked.length < 4}
        >
          {blocked.map((event) => (
            <Blocked key={event.type} event={event} />
          ))}
        </ReadMore>
      )}
    </section>
  );
}
