import { Heading } from '@navikt/ds-react';
import type { Change, Severity } from '../../../src/machines/diff.js';
import type { Definition } from '../api-types.js';
import { useTexts, useWords } from '../ui/language.js';
import type { DefinitionDiff } from './definition-queries.js';
import { definitionTexts } from './definition-texts.js';
import { useTitles } from './use-titles.js';

const SEVERITIES: Severity[] = ['rule', 'deadline', 'behaviour', 'text'];

interface ChangesProps {
  diff: DefinitionDiff;
  /** Where the names of what is affected get their titles: the later version first. */
  definitions: unknown[];
  level?: '3' | '4';
}

/** What is different, the gravest first, and what it reaches. */
export function Changes({ diff, definitions, level = '3' }: ChangesProps) {
  const texts = useTexts(definitionTexts).changes;
  if (diff.changes.length === 0) return <p>{texts.none}</p>;
  return (
    <div className="changes">
      {SEVERITIES.map((severity) => (
        <Group
          key={severity}
          severity={severity}
          changes={diff.changes.filter((change) => change.severity === severity)}
          level={level}
        />
      ))}
      <AffectedParts diff={diff} definitions={definitions} level={level} />
    </div>
  );
}

interface GroupProps {
  severity: Severity;
  changes: Change[];
  level: '3' | '4';
}
function Group({ severity, changes, level }: GroupProps) {
  const texts = useTexts(definitionTexts).changes;
  const words = useWords();
  if (changes.length === 0) return null;
  return (
    <section>
      <Heading level={level} size="xsmall">
        {texts.severities[severity]} ({changes.length})
      </Heading>
      <ul className={`change-list ${severity}`}>
        {changes.map(({ path, kind, sentence }) => (
          <li key={`${kind}${path}${sentence.da}`}>
            <WithCode text={words(sentence)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What stands between backticks is a name of the document. */
export function WithCode({ text }: { text: string }) {
  return text.split('`').map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part));
}

function AffectedParts({ diff: { affected }, definitions, level }: Required<ChangesProps>) {
  const texts = useTexts(definitionTexts).changes;
  const titles = useTitles(definitions as (Definition | undefined)[]);
  const parts = [
    { title: texts.states, names: affected.states.map((path) => titles.state(path) || texts.whole) },
    { title: texts.deadlines, names: affected.deadlines.map((key) => titles.of('deadlines', key)) },
    { title: texts.tasks, names: affected.tasks.map((key) => titles.of('tasks', key)) },
    { title: texts.events, names: affected.events.map((key) => titles.of('events', key)) },
  ].filter(({ names }) => names.length > 0);
  if (parts.length === 0) return null;
  return (
    <section>
      <Heading level={level} size="xsmall">
        {texts.affected}
      </Heading>
      <dl className="facts-list">
        {parts.map(({ title, names }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{[...new Set(names)].join(', ')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
