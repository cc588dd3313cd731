import { Alert, Button, Heading } from '@navikt/ds-react';
import { useMutation } from '@tanstack/react-query';
import type { PlainText } from '../../../src/machines/effects.js';
import { request } from '../api.js';
import { useRefresh } from '../queries.js';
import { useTexts, useWords } from '../ui/language.js';
import { WithCode } from './changes.js';
import { useRebase, type RebasePreview } from './definition-queries.js';
import { DefinitionProblem } from './problems.js';
import { publishTexts } from './publish-texts.js';
import { subjectApi, type DraftSubject } from './subject.js';

/** What was published since the draft was begun, where the two change the same, and the button that puts them together. */
export function TakeIn({ subject, isAdmin }: { subject: DraftSubject; isAdmin: boolean }) {
  const texts = useTexts(publishTexts).differences;
  const { data, error } = useRebase(subject.id, subject.revision);
  const refresh = useRefresh();
  const take = useMutation({
    mutationFn: ({ version, conflicts, document }: RebasePreview) =>
      request('POST', `${subjectApi(subject)}/rebase`, {
        body: { version, ...(conflicts.length > 0 && { document }) },
        revision: subject.revision,
      }),
    onSettled: refresh,
  });
  if (error) return <DefinitionProblem error={error} />;
  if (!data || data.version === null || data.published.length === 0) return null;
  return (
    <Alert variant="warning" size="small">
      <p>{texts.overtaken(data.version)}</p>
      <Heading level="3" size="xsmall">
        {texts.came}
      </Heading>
      {data.changes.length === 0 ? (
        <p>{texts.cameNothing}</p>
      ) : (
        <Sentences of={data.changes.map(({ sentence }) => sentence)} />
      )}
      {data.conflicts.length > 0 && <Conflicts conflicts={data.conflicts} />}
      {take.error && <DefinitionProblem error={take.error} document={subject.document} />}
      {isAdmin && (
        <Button size="small" variant="secondary" loading={take.isPending} onClick={() => take.mutate(data)}>
          {data.conflicts.length > 0 ? texts.takeRest : texts.take}
        </Button>
      )}
    </Alert>
  );
}

function Conflicts({ conflicts }: Pick<RebasePreview, 'conflicts'>) {
  const texts = useTexts(publishTexts).differences;
  return (
    <>
      <Heading level="3" size="xsmall">
        {texts.both}
      </Heading>
      <p>{texts.bothLead}</p>
      <ul>
        {conflicts.map(({ path, published, draft }) => (
          <li key={path}>
            <code>{path}</code>
            {published.length > 0 && <p>{texts.theirs}</p>}
            <Sentences of={published} />
            {draft.length > 0 && <p>{texts.own}</p>}
            <Sentences of={draft} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Sentences({ of }: { of: PlainText[] }) {
  const words = useWords();
  if (of.length === 0) return null;
  return (
    <ul>
      {of.map((sentence) => (
        <li key={sentence.da}>
          <WithCode text={words(sentence)} />
        </li>
      ))}
    </ul>
  );
}
