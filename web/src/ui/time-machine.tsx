import { ClockDashedIcon } from '@navikt/aksel-icons';
import { Alert, BodyLong, Button, ErrorMessage, HStack, Label, Modal, VStack } from '@navikt/ds-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { AdvanceReport } from '../api-types.js';
import { post } from '../api.js';
import { useRefresh, useToday } from '../queries.js';
import { shellTexts } from '../texts/shell-texts.js';
import { addDays, moment, shortDate } from './dates.js';
import { useLanguage, useTexts } from './language.js';
import { Dialog } from './dialog.js';
import { ProblemView } from './problem-view.js';

/** Moves the clock of the sandbox, and says what came of it. */
export function TimeMachine() {
  const texts = useTexts(shellTexts).clock;
  const { language } = useLanguage();
  const { today } = useToday();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="tertiary"
        size="small"
        data-color="neutral"
        icon={<ClockDashedIcon aria-hidden />}
        aria-label={`${shortDate(today, language)}. ${texts.button}`}
        onClick={() => setOpen(true)}
      >
        <span className="wide-only">{shortDate(today, language)}</span>
      </Button>
      {open && <TimeDialog close={() => setOpen(false)} />}
    </>
  );
}

function TimeDialog({ close }: { close: () => void }) {
  const texts = useTexts(shellTexts).clock;
  const { language } = useLanguage();
  const { now, zone } = useToday();
  const refresh = useRefresh();
  const move = useMutation({
    mutationFn: (body: { advanceBy: string } | { advanceTo: string }) =>
      post<AdvanceReport>('/api/clock', body),
    onSuccess: refresh,
  });
  const step = (advanceBy: string) => () => move.mutate({ advanceBy });
  return (
    <Dialog title={texts.title} busy={move.isPending} close={close}>
      <Modal.Body>
        <VStack gap="space-16">
          <BodyLong>{texts.lead}</BodyLong>
          <BodyLong weight="semibold">
            {texts.now} {moment(now, language, zone)}
          </BodyLong>
          <HStack gap="space-8">
            <Button size="small" loading={move.isPending} onClick={step('P1D')}>
              {texts.day}
            </Button>
            <Button size="small" loading={move.isPending} onClick={step('P1W')}>
              {texts.week}
            </Button>
          </HStack>
          <DateForm move={(advanceTo) => move.mutate({ advanceTo })} busy={move.isPending} />
          <div role="status">
            {move.isPending && texts.moving}
            {move.data && (
              <Alert variant="success" size="small">
                {texts.report(move.data.fired, move.data.sent)}
              </Alert>
            )}
          </div>
          {move.error && <ProblemView error={move.error} />}
        </VStack>
      </Modal.Body>
    </Dialog>
  );
}

function DateForm({ move, busy }: { move: (instant: string) => void; busy: boolean }) {
  const texts = useTexts(shellTexts).clock;
  const { today, zone } = useToday();
  const [date, setDate] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const valid = date > today;
    setWrong(!valid);
    // The rules of the zones are large, and are loaded when they are asked for.
    if (valid) void import('./morning-of.js').then(({ morningOf }) => move(morningOf(date, zone)));
  };
  return (
    <form onSubmit={submit} noValidate>
      <HStack gap="space-8" align="end">
        <div>
          <Label htmlFor="time-machine-date" size="small">
            {texts.toDate}
          </Label>
          <input
            id="time-machine-date"
            type="date"
            className="aksel-text-field__input date-input"
            value={date}
            min={addDays(today, 1)}
            aria-invalid={wrong}
            aria-describedby={wrong ? 'time-machine-wrong' : undefined}
            onChange={(event) => setDate(event.target.value)}
          />
        </div>
        <Button type="submit" size="small" variant="secondary" loading={busy}>
          {texts.go}
        </Button>
      </HStack>
      {wrong && (
        <ErrorMessage size="small" id="time-machine-wrong" role="alert">
          {texts.wrongDate}
        </ErrorMessage>
      )}
    </form>
  );
}
