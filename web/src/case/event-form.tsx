import { Alert, BodyLong, Heading, ReadMore, Textarea, VStack } from '@navikt/ds-react';
import { useId, useState } from 'react';
import type { CaseView, Facts } from '../api-types.js';
import { ApiProblem } from '../api.js';
import { EarlierMomentFields, useEarlierMoment } from '../form/earlier-moment.js';
import { SchemaForm } from '../form/schema-form.js';
import { useMe } from '../queries.js';
import { caseTexts } from '../texts/case-texts.js';
import { useTexts, useWords } from '../ui/language.js';
import { ProblemView } from '../ui/problem-view.js';
import { Meanwhile } from './meanwhile.js';
import { Reasons } from './reasons.js';
import type { EventForm as State, Extras } from './use-event-form.js';

const NOTE_LENGTH = 4000;

/** The form of the open event. */
export function EventForm({ view, state }: { view: CaseView; state: State }) {
  const texts = useTexts(caseTexts).form;
  const words = useWords();
  const me = useMe().data;
  const extras = useExtras();
  const heading = useId();
  if (!state.open) return null;
  const { event } = state.open;
  const now = view.events.find(({ type }) => type === event.type);
  // An answer that was lost may have been a yes: sending the same again brings it.
  const gone = !state.unanswered && (!now || now.accepted === false);
  const send = async (facts: Facts) => {
    const read = extras.read();
    return read !== null && state.send(facts, read);
  };
  return (
    <section className="event-form" aria-labelledby={heading}>
      <Heading size="small" level="3" id={heading} tabIndex={-1} ref={(element) => focusOnce(element)}>
        {words(event.title)}
      </Heading>
      {event.help && <BodyLong className="quiet">{words(event.help)}</BodyLong>}
      <VStack gap="space-16">
        <Meanwhile view={view} state={state} />
        {gone && (
          <Alert variant="warning" size="small">
            {texts.gone}
            {now && <Reasons reasons={now.reasons} />}
          </Alert>
        )}
        <Refusal error={state.error} />
        <SchemaForm
          schema={event.form}
          known={knownFacts(view, event.type)}
          draftKey={`${me?.id ?? ''}.${view.id}.${event.type}`}
          submitLabel={texts.submit}
          busy={state.busy}
          blocked={gone}
          refused={fieldErrors(state.error)}
          onSubmit={send}
          onCancel={state.cancel}
        >
          <ExtraFields extras={extras} />
        </SchemaForm>
      </VStack>
    </section>
  );

  /** What an event overwrites is shown; what is decided anew each time, and what is added to a list, is asked anew. */
  function knownFacts({ facts }: CaseView, type: string): Facts {
    const form = view.events.find((each) => each.type === type)?.form.properties ?? {};
    const kept = Object.entries(form).filter(([, schema]) => !schema.enum && schema.type !== 'boolean');
    return Object.fromEntries(kept.flatMap(([name]) => (name in facts ? [[name, facts[name]!]] : [])));
  }
}

const focused = new WeakSet<HTMLElement>();

/** The form was asked for, so it gets the focus when it appears, and not again. */
function focusOnce(element: HTMLElement | null): void {
  if (!element || focused.has(element)) return;
  focused.add(element);
  element.focus();
}

/** Everything but what has a place of its own: a stale form, and errors of fields. */
function Refusal({ error }: { error: unknown }) {
  if (!error || fieldErrors(error).length > 0) return null;
  if (error instanceof ApiProblem && error.code === 'staleSeq') return null;
  return <ProblemView error={error} />;
}

function fieldErrors(error: unknown) {
  return error instanceof ApiProblem && error.code === 'invalidFacts' ? error.errors : NO_ERRORS;
}
const NO_ERRORS: ApiProblem['errors'] = [];

/** A note and an earlier moment, which any event may have. */
function useExtras() {
  const [note, setNote] = useState('');
  const [open, setOpen] = useState(false);
  const moment = useEarlierMoment();
  const read = (): Extras | null => {
    const when = moment.read();
    if (when === null) setOpen(true);
    return when && { ...(note.trim() && { note: note.trim() }), ...when };
  };
  return { note, setNote, open, setOpen, moment, read };
}

function ExtraFields({ extras }: { extras: ReturnType<typeof useExtras> }) {
  const texts = useTexts(caseTexts).form;
  return (
    <ReadMore header={texts.noteAndTime} size="small" open={extras.open} onOpenChange={extras.setOpen}>
      <VStack gap="space-16">
        <Textarea
          label={texts.note}
          description={texts.noteHelp}
          size="small"
          minRows={2}
          maxLength={NOTE_LENGTH}
          value={extras.note}
          onChange={(event) => extras.setNote(event.target.value)}
        />
        <EarlierMomentFields moment={extras.moment} />
      </VStack>
    </ReadMore>
  );
}
