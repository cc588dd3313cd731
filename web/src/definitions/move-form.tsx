import { BodyLong, Button, Radio, RadioGroup, Textarea } from '@navikt/ds-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { post } from '../api.js';
import { DateField } from '../form/date-field.js';
import '../form/form.css';
import { UNREADABLE } from '../form/form-values.js';
import { useRefresh } from '../queries.js';
import { useTexts } from '../ui/language.js';
import type { MigrationReport } from './definition-queries.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { definitionTexts } from './definition-texts.js';
import { FormErrors, type FieldError } from './form-errors.js';
import { DefinitionProblem } from './problems.js';
import { runTexts } from './run-texts.js';
import { Section } from './section.js';
import { subjectApi, type VersionSubject } from './subject.js';

interface MoveFormProps {
  subject: VersionSubject;
  stateMap: Record<string, string>;
  /** How many cases may be moved at most. */
  open: number;
  rehearsed: boolean;
}

type Which = 'all' | 'since' | 'own';
interface Choice {
  which: Which;
  since: string;
  condition: string;
}
const IDS = { since: 'move-since', condition: 'move-condition' } as const;

/** The condition that the server is given; none for all open cases. */
function conditionOf({ which, since, condition }: Choice): string | undefined {
  if (which === 'since') return `case.openedOn >= date("${since}")`;
  return which === 'own' ? condition.trim() : undefined;
}

/** The order: which cases, why, and after a question the move itself. */
export function MoveForm({ subject, stateMap, open, rehearsed }: MoveFormProps) {
  const texts = useTexts(runTexts).move;
  const all = useTexts(definitionTexts);
  const [choice, setChoice] = useState<Choice>({ which: 'all', since: '', condition: '' });
  const [note, setNote] = useState('');
  const [attempt, setAttempt] = useState(0);
  const [asks, setAsks] = useState(false);
  const errors = useErrors(choice);
  const moving = useMoving(subject);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAttempt((before) => before + 1);
    if (errors.length === 0) setAsks(true);
  };
  const order = () => {
    const condition = conditionOf(choice);
    const body = { stateMap, ...(condition && { condition }), ...(note.trim() && { note: note.trim() }) };
    moving.mutate(body, { onError: () => setAsks(false) });
  };
  return (
    <Section title={texts.submit}>
      <form onSubmit={submit} noValidate className="schema-form">
        <FormErrors errors={errors} attempt={attempt} />
        <WhichCases choice={choice} onChange={setChoice} errors={attempt > 0 ? errors : []} />
        <Textarea
          label={texts.note}
          description={texts.noteHelp}
          size="small"
          minRows={2}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        {moving.error && <DefinitionProblem error={moving.error} />}
        <div>
          <Button type="submit" size="small" variant={rehearsed ? 'primary' : 'secondary'}>
            {texts.submit}
          </Button>
        </div>
      </form>
      {asks && (
        <ConfirmDialog
          title={texts.confirm}
          lead={texts.confirmLead(open)}
          yes={texts.yes}
          no={all.cancel}
          busy={moving.isPending}
          onYes={order}
          close={() => setAsks(false)}
        >
          {!rehearsed && <BodyLong>{texts.unrehearsed}</BodyLong>}
        </ConfirmDialog>
      )}
    </Section>
  );
}

function useErrors({ which, since, condition }: Choice): FieldError[] {
  const texts = useTexts(runTexts).move;
  if (which === 'since' && (since === '' || since === UNREADABLE))
    return [{ id: IDS.since, message: texts.sinceMissing }];
  if (which === 'own' && condition.trim() === '')
    return [{ id: IDS.condition, message: texts.conditionMissing }];
  return [];
}

function useMoving(subject: VersionSubject) {
  const navigate = useNavigate();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: object) => post<MigrationReport>(`${subjectApi(subject)}/migrate`, body),
    onSuccess: async ({ id }) => {
      await refresh();
      await navigate(`/definitions/migrations/${id}`);
    },
  });
}

interface WhichCasesProps {
  choice: Choice;
  onChange: (choice: Choice) => void;
  errors: FieldError[];
}

function WhichCases({ choice, onChange, errors }: WhichCasesProps) {
  const texts = useTexts(runTexts).move;
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.message;
  return (
    <>
      <RadioGroup
        legend={texts.which}
        size="small"
        value={choice.which}
        onChange={(which: Which) => onChange({ ...choice, which })}
      >
        <Radio value="all">{texts.everything}</Radio>
        <Radio value="since">{texts.openedSince}</Radio>
        <Radio value="own">{texts.own}</Radio>
      </RadioGroup>
      {choice.which === 'since' && (
        <DateField
          id={IDS.since}
          label={texts.since}
          description={undefined}
          error={errorOf(IDS.since)}
          value={choice.since}
          onChange={(since) => onChange({ ...choice, since })}
          onBlur={() => undefined}
        />
      )}
      {choice.which === 'own' && (
        <Textarea
          id={IDS.condition}
          label={texts.condition}
          description={texts.conditionHelp}
          size="small"
          className="code-input"
          minRows={2}
          value={choice.condition}
          error={errorOf(IDS.condition)}
          onChange={({ target }) => onChange({ ...choice, condition: target.value })}
        />
      )}
    </>
  );
}
