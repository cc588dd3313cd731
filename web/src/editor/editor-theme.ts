import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Colours of the design system only, so that light and dark need no lines of their own. */
const look = EditorView.theme({
  '&': {
    height: '100%',
    color: 'var(--ax-text-neutral)',
    backgroundColor: 'var(--ax-bg-default)',
    fontSize: '0.9375rem',
  },
  '&.cm-focused': { outline: '3px solid var(--ax-border-focus)', outlineOffset: '2px' },
  '.cm-scroller': {
    fontFamily: 'ui-monospace, SFMono-Regular, Consolas, "DejaVu Sans Mono", monospace',
    lineHeight: '1.5',
  },
  '.cm-content': { caretColor: 'var(--ax-text-neutral)', padding: '8px 0' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--ax-text-neutral)', borderLeftWidth: '2px' },
  '.cm-gutters': {
    color: 'var(--ax-text-neutral-subtle)',
    backgroundColor: 'var(--ax-bg-neutral-soft)',
    border: 'none',
    borderRight: '1px solid var(--ax-border-neutral-subtle)',
  },
  '.cm-activeLine': { backgroundColor: 'var(--ax-bg-neutral-moderateA)' },
  '.cm-activeLineGutter': {
    color: 'var(--ax-text-neutral)',
    backgroundColor: 'var(--ax-bg-neutral-moderate)',
  },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--ax-bg-accent-moderate-hover)',
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--ax-bg-accent-moderate)' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--ax-bg-success-moderate)',
    outline: '1px solid var(--ax-border-success)',
  },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--ax-bg-danger-moderate)' },
  '.cm-searchMatch': {
    backgroundColor: 'var(--ax-bg-warning-moderate)',
    outline: '1px solid var(--ax-border-warning)',
  },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--ax-bg-warning-moderate-pressed)' },
  '.cm-foldPlaceholder': {
    color: 'var(--ax-text-neutral)',
    backgroundColor: 'var(--ax-bg-neutral-moderate)',
    border: '1px solid var(--ax-border-neutral-subtle)',
    padding: '0 4px',
  },
});

const panels = EditorView.theme({
  '.cm-panels': {
    color: 'var(--ax-text-neutral)',
    backgroundColor: 'var(--ax-bg-neutral-soft)',
    fontFamily: 'var(--ax-font-family)',
  },
  '.cm-panels-top': { borderBottom: '1px solid var(--ax-border-neutral-subtle)' },
  '.cm-panel.cm-search': { padding: '8px 32px 8px 8px', display: 'flex', flexWrap: 'wrap', gap: '6px' },
  '.cm-panel.cm-search br': { display: 'none' },
  '.cm-panel.cm-search label': {
    fontSize: '0.875rem',
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
  },
  '.cm-textfield': {
    font: 'inherit',
    fontSize: '0.875rem',
    margin: '0',
    padding: '4px 6px',
    color: 'inherit',
    backgroundColor: 'var(--ax-bg-default)',
    border: '1px solid var(--ax-border-neutral)',
    borderRadius: '4px',
  },
  '.cm-button, .cm-panel.cm-search [name=close], .cm-dialog-close': {
    font: 'inherit',
    fontSize: '0.875rem',
    margin: '0',
    padding: '4px 8px',
    color: 'var(--ax-text-neutral)',
    background: 'var(--ax-bg-default)',
    border: '1px solid var(--ax-border-neutral)',
    borderRadius: '4px',
    cursor: 'pointer',
  },
  '.cm-panels :focus-visible': { outline: '3px solid var(--ax-border-focus)', outlineOffset: '1px' },
});

const tooltips = EditorView.theme({
  '.cm-tooltip': {
    color: 'var(--ax-text-neutral)',
    backgroundColor: 'var(--ax-bg-raised)',
    border: '1px solid var(--ax-border-neutral)',
    borderRadius: '6px',
    fontFamily: 'var(--ax-font-family)',
    boxShadow: 'var(--ax-shadow-dialog)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'inherit',
    fontSize: '0.9375rem',
    maxHeight: '16rem',
    maxWidth: 'min(30rem, 90vw)',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    color: 'var(--ax-text-neutral)',
    backgroundColor: 'var(--ax-bg-accent-moderate-pressed)',
  },
  '.cm-completionMatchedText': { textDecoration: 'underline', fontWeight: '600' },
  '.cm-completionDetail': { fontStyle: 'normal', color: 'var(--ax-text-neutral-subtle)', marginLeft: '12px' },
  'li[aria-selected] .cm-completionDetail': { color: 'inherit' },
  '.cm-completionInfo, .cm-help': { padding: '6px 10px', maxWidth: '22rem', whiteSpace: 'pre-line' },
  '.cm-help p': { margin: '2px 0' },
  '.cm-help code': { fontFamily: 'ui-monospace, Consolas, monospace', fontSize: '0.875rem' },
  '.cm-diagnostic': { padding: '6px 10px', maxWidth: '30rem' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--ax-border-danger)' },
  '.cm-diagnostic-warning': { borderLeft: '4px solid var(--ax-border-warning)' },
  '.cm-lintRange-error, .cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy 1.5px',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-error': { textDecorationColor: 'var(--ax-border-danger)' },
  '.cm-lintRange-warning': { textDecorationColor: 'var(--ax-border-warning)' },
  '.cm-lintRange-active': { backgroundColor: 'var(--ax-bg-danger-soft)' },
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--ax-text-accent-subtle)' },
  { tag: tags.string, color: 'var(--ax-text-success-subtle)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--ax-text-meta-purple-subtle)' },
  { tag: tags.invalid, color: 'var(--ax-text-danger)' },
]);

/** How the editor looks. */
export const editorTheme: Extension = [look, panels, tooltips, syntaxHighlighting(colours)];
