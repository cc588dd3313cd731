import { Alert, BodyLong, Button, Heading, TextField, VStack } from '@navikt/ds-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import type { WaysInDto } from '../api-types.js';
import { get, post } from '../api.js';
import type { Me } from '../queries.js';
import { shellTexts } from '../texts/shell-texts.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { ProblemView } from '../ui/problem-view.js';
import { CodeForm } from './code-form.js';

/** Signing in with name and password. The address stays as it was, so that one lands where one was going. */
export function SignInPage() {
  const texts = useTexts(shellTexts);
  useEffect(() => {
    document.title = `${texts.signIn.title} – Sagsgang`;
  }, [texts]);
  return (
    <main className="sign-in" id="content">
      <div className="sign-in-card">
        <VStack gap="space-24">
          <div>
            <div className="sign-in-name">Sagsgang</div>
            <Heading size="large" level="1">
              {texts.signIn.title}
            </Heading>
            <BodyLong className="quiet">{texts.signIn.lead}</BodyLong>
          </div>
          <WaysIn />
          <LanguageSwitch />
        </VStack>
      </div>
    </main>
  );
}

/** By the identity provider, with a password, or both. */
function WaysIn() {
  const texts = useTexts(shellTexts).signIn;
  const ways = useQuery({
    queryKey: ['sign-in'],
    queryFn: ({ signal }) => get<WaysInDto>('/api/sign-in', signal),
    staleTime: Infinity,
  });
  const [withCode, setWithCode] = useState(false);
  const refused = new URLSearchParams(location.search).get('signIn');
  if (ways.error) return <ProblemView error={ways.error} retry={() => void ways.refetch()} />;
  if (!ways.data) return null;
  const { local, federated } = ways.data;
  return (
    <VStack gap="space-16">
      {isRefusal(refused) && (
        <Alert variant="error" size="small">
          {texts.refusals[refused]}
        </Alert>
      )}
      {federated.map((address) => (
        <Button key={address} as="a" href={address} variant={local ? 'secondary' : 'primary'}>
          {texts.federated}
        </Button>
      ))}
      {local && (withCode ? <CodeForm close={() => setWithCode(false)} /> : <SignInForm />)}
      {local && !withCode && (
        <Button variant="tertiary" size="small" onClick={() => setWithCode(true)}>
          {texts.haveCode}
        </Button>
      )}
    </VStack>
  );
}

type Refusal = keyof typeof shellTexts.da.signIn.refusals;
const isRefusal = (code: string | null): code is Refusal =>
  code !== null && Object.hasOwn(shellTexts.da.signIn.refusals, code);

function SignInForm() {
  const texts = useTexts(shellTexts).signIn;
  const client = useQueryClient();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [submitted, setSubmitted] = useState(false);
  const signIn = useMutation({
    mutationFn: () => post<Me>('/api/session', { username: username.trim(), password }),
    onSuccess: (me) => client.setQueryData(['me'], me),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setSubmitted(true);
    const missing = !username.trim() ? 'username' : !password ? 'password' : null;
    if (missing) event.currentTarget.querySelector<HTMLInputElement>(`[name=${missing}]`)?.focus();
    else signIn.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <VStack gap="space-16">
        {signIn.error && <ProblemView error={signIn.error} />}
        <TextField
          label={texts.username}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          value={username}
          onChange={(event) => setUsername(event.target.value)}
          error={submitted && !username.trim() && texts.usernameMissing}
        />
        <TextField
          label={texts.password}
          name="password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={submitted && !password && texts.passwordMissing}
        />
        <Button type="submit" loading={signIn.isPending}>
          {texts.submit}
        </Button>
      </VStack>
    </form>
  );
}

function LanguageSwitch() {
  const texts = useTexts(shellTexts);
  const { language, setLanguage } = useLanguage();
  const other = language === 'da' ? ('en' as const) : ('da' as const);
  return (
    <Button variant="tertiary" size="small" lang={other} className="start" onClick={() => setLanguage(other)}>
      {other === 'da' ? texts.danish : texts.english}
    </Button>
  );
}
