import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { complete } from './complete.js';
import { editorTheme } from './editor-theme.js';
import { helpAt } from './help.js';
import { jsonTextOf, type Knowledge } from './knowledge.js';
import { DANISH_PHRASES } from './phrases.js';

export interface CodeViewOptions {
  text: string;
  readOnly: boolean;
  /** Read each time it is needed, so that it may change. */
  know: Knowledge;
  label: string;
  onText: () => void;
  onCursor: () => void;
}

/** What the page's language decides. */
const speech = new Compartment();

/**
 * The editor in a shadow root of the host: there its styles are sheets, which the content security policy allows, where in the page they
 * would be a style element, which it does not.
 */
export function openCodeView(host: HTMLElement, options: CodeViewOptions): EditorView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const { text, readOnly, know, onText, onCursor } = options;
  return new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        basics,
        keys,
        readOnly ? EditorState.readOnly.of(true) : [],
        autocompletion({ override: [complete(know)], icons: false, compareCompletions: () => 0 }),
        hoverTooltip((view, position) => hover(view, position, know)),
        speech.of(speechOf(options.label, know.language)),
        EditorView.updateListener.of(({ docChanged, selectionSet, view }) => {
          if (docChanged) {
            view.setTabFocusMode(false);
            onText();
          }
          if (docChanged || selectionSet) onCursor();
        }),
      ],
    }),
  });
}

/** Says the editor's own words in the language of the page. */
export function speak(view: EditorView, label: string, language: 'da' | 'en'): void {
  view.dispatch({ effects: speech.reconfigure(speechOf(label, language)) });
}

const speechOf = (label: string, language: 'da' | 'en'): Extension => [
  EditorState.phrases.of(language === 'da' ? DANISH_PHRASES : {}),
  EditorView.contentAttributes.of({ 'aria-label': label }),
];

const basics: Extension = [
  lineNumbers(),
  foldGutter(),
  lintGutter(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  history(),
  drawSelection(),
  indentOnInput(),
  indentUnit.of('  '),
  bracketMatching(),
  closeBrackets(),
  highlightSelectionMatches(),
  search({ top: true }),
  json(),
  editorTheme,
];

const keys: Extension = keymap.of([
  ...closeBracketsKeymap,
  ...defaultKeymap,
  ...searchKeymap,
  ...historyKeymap,
  ...foldKeymap,
  ...completionKeymap,
  ...lintKeymap,
  indentWithTab,
  // Not reached while Escape has something to close. Tab then leaves the editor until something is written.
  { key: 'Escape', run: (view) => (view.setTabFocusMode(true), false) },
]);

function hover(view: EditorView, position: number, know: Knowledge) {
  const { path, description, meaning } = helpAt(know, jsonTextOf(view.state), position);
  if (!description && !meaning) return null;
  return {
    pos: position,
    create: () => {
      const dom = document.createElement('div');
      dom.className = 'cm-help';
      for (const [tag, words] of [
        ['p', meaning],
        ['p', description],
        ['code', path],
      ] as const) {
        if (words) dom.appendChild(document.createElement(tag)).textContent = words;
      }
      return { dom };
    },
  };
}
