import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { useSearchParams } from 'react-router';
import { keysOf, type PlacedArrow } from '../../../src/machines/index.js';
import { useIsAdmin } from '../definitions/definition-queries.js';
import type { DraftSubject } from '../definitions/subject.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { CodeEditor, type CodeHandle } from './code-editor.js';
import { keysOfArrow, keysOfState } from './drawing-link.js';
import { DrawingPane } from './drawing-pane.js';
import { EditorDialogs } from './editor-dialogs.js';
import { editorTexts } from './editor-texts.js';
import { rangeOfFinding, type Finding } from './findings.js';
import { Notices } from './notices.js';
import { CheckStatus, ProblemList } from './problem-list.js';
import { SaveBar } from './save-bar.js';
import { TextPane } from './text-pane.js';
import { isJson, useChecks, type Checking } from './use-checks.js';
import { useCursor } from './use-cursor.js';
import { useDraftText, type DraftText } from './use-draft-text.js';
import { useDrawing } from './use-drawing.js';
import { useKnowledge } from './use-knowledge.js';
import './editor.css';

const OPEN = new Set(['draft', 'verified', 'reviewed']);
const WHOLE = new Set(['reading', 'proving', 'done']);

/** Writing a draft: its text, the drawing of its machine beside it, and below what is wrong with it. */
export function Editor({ subject }: { subject: DraftSubject }) {
  const mayWrite = useIsAdmin() && OPEN.has(subject.stage);
  const code = useRef<CodeHandle>(null);
  const draft = useDraftText(subject, mayWrite, code);
  const { checking, look } = useTextChecks(code, subject.caseType);
  const [discarding, setDiscarding] = useState(false);
  const isWhole = () => isJson(code.current?.text() ?? '');
  const backToText = useCallback(() => code.current?.focus(), [code]);
  const { saving, dirty, kept, others } = draft;
  return (
    <div className="editor blocks">
      <Notices {...{ subject, mayWrite, kept, others, error: saving.error }} onDrop={draft.drop} />
      {mayWrite && (
        <SaveBar
          dirty={dirty}
          busy={saving.busy}
          savedAt={saving.savedAt}
          whole={WHOLE.has(checking.checks.stage)}
          isWhole={isWhole}
          onSave={draft.save}
          onDiscard={() => setDiscarding(true)}
        />
      )}
      <Workspace {...{ code, draft, mayWrite, checking, look }} caseType={subject.caseType} />
      <EditorDialogs
        {...{ id: subject.id, draft, discarding, setDiscarding }}
        mine={() => JSON.parse(code.current?.text() ?? 'null') as unknown}
        {...{ isWhole, backToText }}
      />
    </div>
  );
}

interface WorkspaceProps {
  caseType: string;
  code: RefObject<CodeHandle | null>;
  draft: DraftText;
  mayWrite: boolean;
  checking: Checking;
  look: () => void;
}

/** Text, drawing and problems, each leading into the text. */
function Workspace({ caseType, code, draft, mayWrite, checking, look }: WorkspaceProps) {
  const texts = useTexts(editorTexts).text;
  const { language } = useLanguage();
  const { checks } = checking;
  const drawing = useDrawing(checks.definition);
  const know = useKnowledge(caseType, checking);
  const { help, lit, moved } = useCursor(code, know, drawing.layout);
  const { toState, toArrow, toFinding } = useWaysIntoText(code);
  usePlaceOfAddress(code);
  const onText = () => {
    draft.changed();
    look();
  };
  return (
    <div className="editor-grid">
      <TextPane
        mayWrite={mayWrite}
        help={help}
        status={<CheckStatus checks={checks} />}
        problems={
          <ProblemList findings={checks.findings} definition={checks.definition} onChoose={toFinding} />
        }
      >
        <CodeEditor
          ref={code}
          text={draft.initial}
          readOnly={!mayWrite}
          label={mayWrite ? texts.label : texts.readLabel}
          findings={checks.findings}
          onCursor={moved}
          {...{ know, language, onText }}
        />
      </TextPane>
      <DrawingPane
        drawing={drawing}
        current={checks.current}
        stuck={checks.stage === 'broken' || checks.stage === 'done'}
        lit={lit}
        onState={toState}
        onArrow={toArrow}
      />
    </div>
  );
}

/** The checks of the text, from the first moment on and whenever it has changed. */
function useTextChecks(code: RefObject<CodeHandle | null>, caseType: string) {
  const checking = useChecks(caseType);
  const look = () =>
    checking.changed(() => code.current && { text: code.current.text(), json: code.current.json() });
  const first = useRef(look);
  useEffect(() => first.current(), []);
  return { checking, look };
}

/** Whoever comes from a problem on another page (`?at=/rules/0`) begins where it is written. */
function usePlaceOfAddress(code: RefObject<CodeHandle | null>) {
  const [parameters] = useSearchParams();
  const at = parameters.get('at');
  useEffect(() => {
    if (at) code.current?.goTo(keysOf(at));
  }, [at, code]);
}

/** From the drawing and the problems to where they are written. */
function useWaysIntoText(code: RefObject<CodeHandle | null>) {
  const toState = useCallback((path: string) => code.current?.goTo(keysOfState(path)), [code]);
  const toArrow = useCallback(
    (arrow: PlacedArrow) => code.current?.goTo(keysOfArrow(code.current.json(), arrow)),
    [code],
  );
  const toFinding = useCallback(
    (finding: Finding) => code.current?.goTo(rangeOfFinding(code.current.json(), finding)),
    [code],
  );
  return { toState, toArrow, toFinding };
}
