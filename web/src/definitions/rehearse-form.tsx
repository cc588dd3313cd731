import { Button, TextField } from '@navikt/ds-react';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { post } from '../api.js';
import { useRefresh } from '../queries.js';
import { useTexts } from '../ui/language.js';
import { useFocusWhenLost } from '../ui/use-focus-when-lost.js';
import type { Rehearsal } from './definition-queries.js';
import { DefinitionProblem } from './problems.js';
import { runTexts } from './run-texts.js';

interface RehearseFormProps {
  /** Of the draft or version in the API. */
  address: string;
  stateMap?: Record<string, string>;
  label: string;
  /** The main thing to do here, or one that may be left out. */
  variant: 'primary' | 'secondary';
  onStarted?: (rehearsal: Rehearsal) => void;
}

const MOST = 100_000;
const countOf = (text: string): number | null =>
  /^\d{1,6}$/.test(text.trim()) && Number(text) <= MOST ? Number(text) : null;

/** Starts a rehearsal of a draft or version. */
export function RehearseForm({ address, stateMap = {}, label, variant, onStarted }: RehearseFormProps) {
  const texts = useTexts(runTexts).rehearsal;
  const refresh = useRefresh();
  const [closed, setClosed] = useState('100');
  const [refused, setRefused] = useState(false);
  const starting = useMutation({
    mutationFn: (count: number) => post<Rehearsal>(`${address}/rehearse`, { stateMap, closed: count }),
    onSuccess: async (rehearsal) => {
      await refresh();
      onStarted?.(rehearsal);
    },
  });
  const button = useId();
  useFocusWhenLost(starting.isPending, button);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const count = countOf(closed);
    setRefused(count === null);
    if (count === null) event.currentTarget.querySelector('input')?.focus();
    else starting.mutate(count);
  };
  return (
    <form onSubmit={submit} noValidate className="blocks-small">
      <div className="form-line">
        <TextField
          label={texts.closed}
          size="small"
          inputMode="numeric"
          value={closed}
          onChange={({ target }) => setClosed(target.value)}
          error={refused && countOf(closed) === null && texts.closedWrong}
        />
        <Button id={button} type="submit" size="small" variant={variant} loading={starting.isPending}>
          {label}
        </Button>
      </div>
      {starting.error && <DefinitionProblem error={starting.error} />}
    </form>
  );
}
