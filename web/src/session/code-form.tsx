import { Button, TextField, VStack } from '@navikt/ds-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { post } from '../api.js';
import type { Me } from '../queries.js';
import { SHORTEST_PASSWORD } from '../settings/password-length.js';
import { shellTexts } from '../texts/shell-texts.js';
import { useTexts } from '../ui/language.js';
import { ProblemView } from '../ui/problem-view.js';

const EMPTY = { username: '', code: '', password: '' };

/** For whoever has been handed a one-time code: she sets a password of her own, and is signed in with it. */
export function CodeForm({ close }: { close: () => void }) {
  const texts = useTexts(shellTexts).signIn;
  const client = useQueryClient();
  const [form, setForm] = useState(EMPTY);
  const [submitted, setSubmitted] = useState(false);
  const enter = useMutation({
    mutationFn: async ({ username, code, password }: typeof EMPTY) => {
      await post('/api/session/code', { username, code, password });
      return post<Me>('/api/session', { username, password });
    },
    gcTime: 0,
    onSuccess: (me) => client.setQueryData(['me'], me),
  });
  const faults = {
    username: !form.username.trim() && texts.usernameMissing,
    code: !form.code.trim() && texts.codeMissing,
    password: form.password.length < SHORTEST_PASSWORD && texts.newPasswordShort,
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setSubmitted(true);
    const wrong = (Object.keys(faults) as (keyof typeof faults)[]).find((name) => faults[name]);
    if (wrong) event.currentTarget.querySelector<HTMLInputElement>(`[name=${wrong}]`)?.focus();
    else enter.mutate({ ...form, username: form.username.trim() });
  };
  const field = (name: keyof typeof EMPTY) => ({
    name,
    value: form[name],
    autoCapitalize: 'none',
    onChange: ({ target }: { target: { value: string } }) => setForm({ ...form, [name]: target.value }),
    error: submitted && faults[name],
  });
  return (
    <form onSubmit={submit} noValidate>
      <VStack gap="space-16">
        {enter.error && <ProblemView error={enter.error} />}
        <TextField {...field('username')} label={texts.username} autoComplete="username" />
        <TextField {...field('code')} label={texts.code} autoComplete="one-time-code" spellCheck={false} />
        <TextField
          {...field('password')}
          type="password"
          label={texts.newPassword}
          description={texts.newPasswordHelp}
          autoComplete="new-password"
        />
        <Button type="submit" loading={enter.isPending}>
          {texts.codeSubmit}
        </Button>
        <Button type="button" variant="tertiary" onClick={close}>
          {texts.haveNoCode}
        </Button>
      </VStack>
    </form>
  );
}
