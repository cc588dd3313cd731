import { Heading, ReadMore } from '@navikt/ds-react';
import type { ReactNode } from 'react';
import { useTexts } from '../ui/language.js';
import { editorTexts } from './editor-texts.js';
import type { Help } from './help.js';

interface TextPaneProps {
  mayWrite: boolean;
  /** Beside the heading. */
  status: ReactNode;
  help: Help | null;
  /** Below what stands at the cursor. */
  problems: ReactNode;
  children: ReactNode;
}

/** The text with what helps to write it: what stands at the cursor, what is wrong, and the keys. */
export function TextPane({ mayWrite, status, help, problems, children }: TextPaneProps) {
  const texts = useTexts(editorTexts).text;
  return (
    <section aria-label={texts.title} className="editor-text">
      <div className="text-head">
        <Heading level="2" size="small">
          {texts.title}
        </Heading>
        {status}
      </div>
      {children}
      {mayWrite && <p className="editor-tab">{texts.tab}</p>}
      <p className="editor-help" data-help>
        {help?.path ? (
          <>
            <code>{help.path}</code>
            {help.meaning && <strong>{help.meaning}</strong>}
            {help.description && <span lang="en">{help.description}</span>}
          </>
        ) : (
          texts.nowhere
        )}
      </p>
      {problems}
      <ReadMore header={texts.keys} size="small">
        <ul className="plain-list">
          {(mayWrite ? [texts.complete, texts.search, texts.save] : [texts.search]).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </ReadMore>
    </section>
  );
}
