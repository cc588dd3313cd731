import { BodyShort, Modal, Search } from '@navikt/ds-react';
import { useDeferredValue, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import type { CaseListRow, TaskListRow } from '../api-types.js';
import { LIST_LIMIT, useCases, useTasks } from '../queries.js';
import { shellTexts } from '../texts/shell-texts.js';
import { useCaseTypeTitle } from './case-type-title.js';
import { Dialog } from './dialog.js';
import { hasWordsOf } from './folded.js';
import { useTexts, useWords } from './language.js';
import { moveFocus } from './move-focus.js';

const SHOWN = 6;
const LEAST = 2;

/** Finds a case by number or citizen, and a task by what it says. */
export function SearchDialog({ close }: { close: () => void }) {
  const texts = useTexts(shellTexts);
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const navigate = useNavigate();
  const all = `/cases?${new URLSearchParams({ text: asked })}`;
  const submit = () => {
    if (asked.length < LEAST) return;
    void navigate(all);
    close();
  };
  return (
    <Dialog title={texts.search.label} begin="field" close={close} width={640} placement="top">
      <Modal.Body onKeyDown={(event: KeyboardEvent<HTMLElement>) => moveFocus(event, 'input, a')}>
        <form
          role="search"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <Search
            label={texts.search.label}
            variant="simple"
            size="small"
            value={text}
            onChange={setText}
            autoComplete="off"
          />
        </form>
        <div role="status" className="search-results">
          {asked.length < LEAST ? (
            <BodyShort className="quiet">{texts.search.hint}</BodyShort>
          ) : (
            <Results text={asked} all={all} close={close} />
          )}
        </div>
      </Modal.Body>
    </Dialog>
  );
}

function Results({ text, all, close }: { text: string; all: string; close: () => void }) {
  const texts = useTexts(shellTexts);
  const tasks = useTasks('team').data?.items ?? [];
  const cases = useCases({ text }).data?.items ?? [];
  const words = useWords();
  const found = matching(
    tasks,
    text,
    (task) => `${words(task.title)} ${task.caseNumber} ${task.citizenName ?? ''}`,
  );
  if (found.length === 0 && cases.length === 0) return <BodyShort>{texts.search.none}</BodyShort>;
  return (
    <>
      {cases.length > 0 && (
        <ResultList title={texts.search.cases}>
          {cases.slice(0, SHOWN).map((row) => (
            <CaseResult key={row.id} row={row} close={close} />
          ))}
        </ResultList>
      )}
      {found.length > 0 && (
        <ResultList title={texts.search.tasks}>
          {found.slice(0, SHOWN).map((task) => (
            <TaskResult key={task.id} task={task} close={close} />
          ))}
        </ResultList>
      )}
      <Link to={all} onClick={close} className="aksel-link">
        {texts.search.all(text)}
      </Link>
    </>
  );
}

function ResultList({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="small-heading">{title}</h2>
      <ul className="bare-list">{children}</ul>
    </section>
  );
}

function CaseResult({ row, close }: { row: CaseListRow; close: () => void }) {
  const titleOf = useCaseTypeTitle();
  return (
    <li className="search-result">
      <Link to={`/cases/${row.id}`} onClick={close} className="aksel-link">
        {row.citizenName ?? row.caseNumber}
      </Link>
      <span className="quiet">
        {titleOf(row.caseType)} · {row.caseNumber}
      </span>
    </li>
  );
}

function TaskResult({ task, close }: { task: TaskListRow; close: () => void }) {
  const words = useWords();
  return (
    <li className="search-result">
      <Link to={`/cases/${task.caseId}#task-${task.key}`} onClick={close} className="aksel-link">
        {words(task.title)}
      </Link>
      <span className="quiet">{[task.citizenName, task.caseNumber].filter(Boolean).join(' · ')}</span>
    </li>
  );
}

/** Looks through the first `LIST_LIMIT` tasks, the most urgent. */
function matching(tasks: TaskListRow[], text: string, lineOf: (task: TaskListRow) => string): TaskListRow[] {
  const fits = hasWordsOf(text);
  return tasks.slice(0, LIST_LIMIT).filter((task) => fits(lineOf(task)));
}
