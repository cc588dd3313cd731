import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  completionStatus,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { gotoLine, highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, Prec, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  getDialog,
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
        wayOut,
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
  // Editable text can have the focus anyway; said once more for those who look for a tab stop in what scrolls.
  EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
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

/** In a shadow root the question for the line does not know that it has the focus, and would not give it back. */
function askForLine(view: EditorView): boolean {
  const asked = gotoLine(view);
  const dom = getDialog(view, 'cm-goto-line')?.dom;
  for (const type of ['keydown', 'click', 'submit'])
    dom?.addEventListener(type, () => setTimeout(() => dom.isConnected || view.focus()));
  return asked;
}

const keys: Extension = keymap.of([
  // As the help of the page says; what it would repeat, F3 does, too.
  { key: 'Mod-g', run: askForLine },
  ...closeBracketsKeymap,
  ...defaultKeymap,
  ...searchKeymap,
  ...historyKeymap,
  ...foldKeymap,
  ...completionKeymap,
  ...lintKeymap,
  indentWithTab,
]);

/** After Escape, Tab leaves the editor until something is written; unless Escape only takes suggestions away. */
const wayOut: Extension = Prec.highest(
  keymap.of([
    {
      key: 'Escape',
      run: (view) => {
        if (completionStatus(view.state) !== 'active') view.setTabFocusMode(true);
        return false;
      },
    },
  ]),
);

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
