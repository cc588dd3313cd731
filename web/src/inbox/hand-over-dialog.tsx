import { Select } from '@navikt/ds-react';
import { useState, type FormEvent } from 'react';
import { usePeople } from '../queries.js';
import { inboxTexts } from '../texts/inbox-texts.js';
import { FormModal } from '../ui/form-modal.js';
import { useTexts } from '../ui/language.js';
import { ProblemView } from '../ui/problem-view.js';

interface HandOverProps {
  teamId: string;
  /** Whom it belongs to now: not offered again. */
  assigneeId: string | null;
  busy: boolean;
  error: unknown;
  onChoose: (assigneeId: string | null, name: string) => void;
  close: () => void;
}

const NOBODY = 'nobody';

/** Asks who is to have the case. */
export function HandOverDialog({ teamId, assigneeId, busy, error, onChoose, close }: HandOverProps) {
  const texts = useTexts(inboxTexts).dialog;
  const people = usePeople().data ?? [];
  const [chosen, setChosen] = useState('');
  const [submitted, setSubmitted] = useState(false);
  const offered = people.filter(
    ({ id, roles, teamIds }) => id !== assigneeId && roles.includes('caseworker') && teamIds.includes(teamId),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSubmitted(true);
    if (!chosen) return;
    const name = offered.find(({ id }) => id === chosen)?.name ?? '';
    onChoose(chosen === NOBODY ? null : chosen, name);
  };
  return (
    <FormModal
      title={texts.title}
      lead={texts.lead}
      submit={texts.submit}
      cancel={texts.cancel}
      busy={busy}
      onSubmit={submit}
      close={close}
    >
      <Select
        label={texts.person}
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
        error={submitted && !chosen && texts.missing}
      >
        <option value="">{texts.choose}</option>
        {offered.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        {assigneeId !== null && <option value={NOBODY}>{texts.nobody}</option>}
      </Select>
      {error !== null && <ProblemView error={error} />}
    </FormModal>
  );
}
