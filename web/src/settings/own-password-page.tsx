import { Alert, Button, Checkbox, TextField } from '@navikt/ds-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { ApiProblem, request } from '../api.js';
import { FormErrors, type FieldError } from '../definitions/form-errors.js';
import '../form/form.css';
import { useMe } from '../queries.js';
import { useTexts } from '../ui/language.js';
import { Page } from '../ui/page.js';
import { ProblemView } from '../ui/problem-view.js';
import { ownPasswordTexts } from './own-password-texts.js';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './password-length.js';

/** Everybody changes her own password here. */
export function OwnPasswordPage() {
  const texts = useTexts(ownPasswordTexts);
  const [done, setDone] = useState(false);
  return (
    <Page title={texts.title} lead={done ? null : texts.lead}>
      {done ? <Receipt /> : <PasswordForm onDone={() => setDone(true)} />}
    </Page>
  );
}

/** It takes the focus: the form that had it is gone. */
function Receipt() {
  const receipt = useRef<HTMLDivElement>(null);
  useEffect(() => receipt.current?.focus(), []);
  const texts = useTexts(ownPasswordTexts);
  return (
    <Alert ref={receipt} tabIndex={-1} variant="success">
      {texts.done}
    </Alert>
  );
}

interface Passwords {
  current: string;
  next: string;
}
const IDS: Record<keyof Passwords, string> = { current: 'password-current', next: 'password-next' };

function PasswordForm({ onDone }: { onDone: () => void }) {
  const texts = useTexts(ownPasswordTexts);
  const [form, setForm] = useState<Passwords>({ current: '', next: '' });
  const [attempt, setAttempt] = useState(0);
  const changing = useMutation({
    mutationFn: (body: Passwords) => request('PUT', '/api/me/password', { body }),
    gcTime: 0,
    onSuccess: onDone,
    onError: () => setAttempt(attempt + 1),
  });
  const refused = isWrongPassword(changing.error) ? changing.variables?.current : undefined;
  const faults = useFaults(form, refused);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (faults.length > 0) setAttempt(attempt + 1);
    else if (!changing.isPending) changing.mutate(form);
  };
  const shown = attempt > 0 ? faults : [];
  return (
    <form onSubmit={submit} noValidate className="schema-form">
      <FormErrors errors={shown} attempt={attempt} headingTag="h2" />
      {changing.error && refused === undefined && <ProblemView error={changing.error} />}
      <Fields form={form} onChange={setForm} errors={shown} />
      <div>
        <Button type="submit" size="small" loading={changing.isPending}>
          {texts.submit}
        </Button>
      </div>
    </form>
  );
}

const isWrongPassword = (error: unknown): boolean =>
  error instanceof ApiProblem && error.code === 'wrongPassword';

/** `refused`: what the server did not take for the current password. */
function useFaults({ current, next }: Passwords, refused: string | undefined): FieldError[] {
  const texts = useTexts(ownPasswordTexts);
  const all: [wrong: boolean, id: string, message: string][] = [
    [current === '', IDS.current, texts.currentMissing],
    [current !== '' && current === refused, IDS.current, texts.currentWrong],
    [next.length < SHORTEST_PASSWORD, IDS.next, texts.nextShort],
    [next.length > LONGEST_PASSWORD, IDS.next, texts.nextLong],
    [next.length >= SHORTEST_PASSWORD && next === current, IDS.next, texts.nextSame],
  ];
  return all.flatMap(([wrong, id, message]) => (wrong ? [{ id, message }] : []));
}

interface FieldsProps {
  form: Passwords;
  onChange: (form: Passwords) => void;
  errors: FieldError[];
}
function Fields({ form, onChange, errors }: FieldsProps) {
  const texts = useTexts(ownPasswordTexts);
  const [revealed, setRevealed] = useState(false);
  const field = (name: keyof Passwords) => ({
    id: IDS[name],
    label: texts[name],
    type: revealed ? ('text' as const) : ('password' as const),
    size: 'small' as const,
    spellCheck: false,
    value: form[name],
    onChange: ({ target }: { target: { value: string } }) => onChange({ ...form, [name]: target.value }),
    error: errors.find(({ id }) => id === IDS[name])?.message,
  });
  return (
    <>
      <Username />
      <TextField {...field('current')} autoComplete="current-password" />
      <TextField {...field('next')} autoComplete="new-password" description={texts.nextHelp} />
      <Checkbox size="small" checked={revealed} onChange={({ target }) => setRevealed(target.checked)}>
        {texts.reveal}
      </Checkbox>
    </>
  );
}

/** Seen by nobody but password managers, which keep the new password under this name. */
function Username() {
  const username = useMe().data?.username ?? '';
  return <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />;
}
