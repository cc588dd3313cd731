import { EditorView } from '@codemirror/view';
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import { openCodeView, speak, type CodeViewOptions } from './code-view.js';
import { showFindings, type Finding } from './findings.js';
import { rangeOf, type JsonText, type Range } from './json-tree.js';
import { jsonTextOf } from './knowledge.js';

/** What the page does with the editor. */
export interface CodeHandle {
  text: () => string;
  json: () => JsonText;
  cursor: () => number;
  focus: () => void;
  setText: (text: string) => void;
  /** Puts the cursor there and shows it in the middle. */
  goTo: (place: Range | readonly string[]) => void;
}

interface CodeEditorProps extends CodeViewOptions {
  language: 'da' | 'en';
  findings: readonly Finding[];
  ref: Ref<CodeHandle>;
}

/** The text of the definition. What it begins with is read once; afterwards the text belongs to the editor. */
export function CodeEditor({ findings, language, ref, ...options }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    const opened = openCodeView(host.current!, {
      ...latest.current,
      onText: () => latest.current.onText(),
      onCursor: () => latest.current.onCursor(),
    });
    view.current = opened;
    return () => opened.destroy();
  }, []);
  useImperativeHandle(ref, () => handleOf(() => view.current!), []);
  const { label } = options;
  useEffect(() => {
    if (view.current) speak(view.current, label, language);
  }, [label, language]);
  useEffect(() => {
    if (view.current) view.current.dispatch(showFindings(view.current.state, findings, language));
  }, [findings, language]);
  return <div className="code-editor" ref={host} />;
}

function handleOf(view: () => EditorView): CodeHandle {
  const json = () => jsonTextOf(view().state);
  return {
    json,
    text: () => view().state.doc.toString(),
    cursor: () => view().state.selection.main.head,
    focus: () => view().focus(),
    setText: (text) => view().dispatch({ changes: { from: 0, to: view().state.doc.length, insert: text } }),
    goTo: (place) => {
      const { from, to } = 'from' in place ? place : rangeOf(json(), place);
      const effects = EditorView.scrollIntoView(from, { y: 'center' });
      view().dispatch({ selection: { anchor: from, head: to }, effects });
      view().focus();
    },
  };
}
