import { Alert, BodyLong, Checkbox, Heading } from '@navikt/ds-react';
import { useState } from 'react';
import {
  instantAt,
  inventFacts,
  type Definition,
  type FactSchema,
  type Reason,
} from '../../../src/machines/index.js';
import type { Facts } from '../api-types.js';
import { FileField } from '../definitions/file-field.js';
import type { Subject } from '../definitions/subject.js';
import { SchemaForm } from '../form/schema-form.js';
import { useToday } from '../queries.js';
import { useTexts, useWords } from '../ui/language.js';
import { openingForm } from './forms.js';
import { begin as beginRun, fromFile, type Run } from './script.js';
import { simulatorTexts } from './simulator-texts.js';

/** No fact can be called this: names begin with a letter. */
const OPENED_AT = '_openedAt';
const MORNING = '09:00';

interface StartFormProps {
  subject: Subject;
  definition: Definition;
  /** What was begun with before. */
  last: Run | null;
  /** Why that did not open a case. */
  refused: Reason | null;
  begin: (run: Run) => void;
}

/** When the case is opened, and with which facts: invented already, to be changed. */
export function StartForm(props: StartFormProps) {
  const { subject, definition, last, refused, begin } = props;
  const texts = useTexts(simulatorTexts).start;
  const words = useWords();
  const [all, setAll] = useState(false);
  const { today, zone } = useToday();
  const startAt = last?.startAt ?? instantAt(today, MORNING, zone);
  const form = openingForm(definition, all);
  const openedAt: FactSchema = {
    type: 'string',
    format: 'date-time',
    title: { da: simulatorTexts.da.start.openedAt, en: simulatorTexts.en.start.openedAt },
  };
  const known = { ...inventFacts(form, { today, now: startAt }), ...last?.facts, [OPENED_AT]: startAt };
  const submit = ({ [OPENED_AT]: at, ...facts }: Facts) => {
    begin(beginRun(String(at), facts));
    return Promise.resolve(true);
  };
  return (
    <section className="simulation-start" aria-labelledby="simulation-start">
      <Heading level="2" size="small" id="simulation-start" tabIndex={-1}>
        {texts.title}
      </Heading>
      <BodyLong>{texts.lead}</BodyLong>
      {refused && (
        <Alert variant="error" size="small" role="alert">
          {texts.refused}: {words(refused.text)}
        </Alert>
      )}
      <SchemaForm
        key={String(all)}
        schema={{
          properties: { [OPENED_AT]: openedAt, ...form.properties },
          required: [OPENED_AT, ...form.required],
        }}
        known={known}
        draftKey={`simulation.${subject.id}.${String(all)}`}
        submitLabel={texts.submit}
        busy={false}
        refused={NONE}
        onSubmit={submit}
      >
        <Checkbox size="small" checked={all} onChange={() => setAll(!all)}>
          {texts.all}
        </Checkbox>
      </SchemaForm>
      <LoadFile caseType={definition.caseType} load={begin} />
    </section>
  );
}

const NONE: never[] = [];

/** Plays what was saved before. */
export function LoadFile({ caseType, load }: { caseType: string; load: (run: Run) => void }) {
  const texts = useTexts(simulatorTexts).start;
  const [wrong, setWrong] = useState(false);
  const read = (json: unknown) => {
    const run = json === undefined ? null : fromFile(json, caseType);
    setWrong(json !== undefined && run === null);
    if (run) load(run);
  };
  return (
    <FileField
      label={texts.load}
      description={texts.loadHelp}
      error={wrong ? texts.badFile : undefined}
      unreadable={texts.badFile}
      onRead={read}
    />
  );
}
