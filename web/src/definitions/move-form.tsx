import { BodyLong, Button, Textarea } from '@navikt/ds-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import type { Problem } from '../../../src/machines/index.js';
import type { PendingChange } from '../api-types.js';
import { ApiProblem, post } from '../api.js';
import '../form/form.css';
import { useRefresh } from '../queries.js';
import { useTexts, useWords } from '../ui/language.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { definitionTexts } from './definition-texts.js';
import { FormErrors } from './form-errors.js';
import { DefinitionProblem } from './problems.js';
import { runTexts } from './run-texts.js';
import { Section } from './section.js';
import { subjectApi, type VersionSubject } from './subject.js';
import { ALL_CASES, numbersOf, orderOf, useChoiceErrors, WhichCases, type Choice } from './which-cases.js';

interface MoveFormProps {
  subject: VersionSubject;
  stateMap: Record<string, string>;
  /** How many cases may be moved at most. */
  open: number;
  rehearsed: boolean;
}

/** The order: which cases, why, and after a question the move itself. */
export function MoveForm({ subject, stateMap, open, rehearsed }: MoveFormProps) {
  const texts = useTexts(runTexts).move;
  const [choice, setChoice] = useState<Choice>(ALL_CASES);
  const [note, setNote] = useState('');
  const [attempt, setAttempt] = useState(0);
  const [asks, setAsks] = useState(false);
  const moving = useMoving(subject);
  const { ofChoice, other } = useRefusal(moving, choice);
  const errors = useChoiceErrors(choice, ofChoice);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAttempt((before) => before + 1);
    if (errors.length === 0) setAsks(true);
  };
  const onError = () => {
    setAsks(false);
    setAttempt((before) => before + 1);
  };
  const order = () =>
    moving.mutate({ stateMap, ...orderOf(choice), ...(note.trim() && { note: note.trim() }) }, { onError });
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
        {other && <DefinitionProblem error={other} />}
        <div>
          <Button type="submit" size="small" variant={rehearsed ? 'primary' : 'secondary'}>
            {texts.submit}
          </Button>
        </div>
      </form>
      {asks && (
        <Question
          named={choice.which === 'these' ? numbersOf(choice).length : null}
          open={open}
          rehearsed={rehearsed}
          busy={moving.isPending}
          onYes={order}
          close={() => setAsks(false)}
        />
      )}
    </Section>
  );
}

interface QuestionProps {
  /** How many cases were named; null when all or those that meet a condition are to go. */
  named: number | null;
  open: number;
  rehearsed: boolean;
  busy: boolean;
  onYes: () => void;
  close: () => void;
}
function Question({ named, open, rehearsed, ...rest }: QuestionProps) {
  const texts = useTexts(runTexts).move;
  const { cancel } = useTexts(definitionTexts);
  const one = named === 1;
  const lead = named === null ? texts.confirmLead(open) : texts.confirmThese(named);
  return (
    <ConfirmDialog title={texts.confirm(one)} lead={lead} yes={texts.yes(one)} no={cancel} {...rest}>
      {!rehearsed && <BodyLong>{texts.unrehearsed}</BodyLong>}
    </ConfirmDialog>
  );
}

type Order = { stateMap: Record<string, string>; note?: string } & ReturnType<typeof orderOf>;

function useMoving(subject: VersionSubject) {
  const navigate = useNavigate();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: Order) => post<PendingChange>(`${subjectApi(subject)}/migrate`, body),
    onSuccess: async () => {
      await refresh();
      await navigate('/settings/changes');
    },
  });
}

/** Problems of the choice itself, which are told at its field. */
const OF_CHOICE = new Set(['invalidCaseNumbers', 'invalidCondition']);

/** What the server found wrong: with the choice, as long as it is the same, or with something else. */
function useRefusal({ error, variables }: ReturnType<typeof useMoving>, choice: Choice) {
  const words = useWords();
  if (!(error instanceof ApiProblem) || !OF_CHOICE.has(error.code)) return { ofChoice: [], other: error };
  const { condition, caseNumbers } = variables ?? {};
  const same = JSON.stringify({ condition, caseNumbers }) === JSON.stringify(orderOf(choice));
  const problems = error.details['problems'] as Problem[];
  return { ofChoice: same ? problems.map(({ message }) => words(message)) : [], other: null };
}
