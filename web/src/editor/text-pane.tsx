import { Heading, ReadMore } from '@navikt/ds-react';
import type { ReactNode } from 'react';
import { useTexts } from '../ui/language.js';
import { editorTexts } from './editor-texts.js';
import type { Help } from './help.js';

/** The text with what helps to write it: what stands at the cursor, and the keys. */
export function TextPane({ help, children }: { help: Help | null; children: ReactNode }) {
  const texts = useTexts(editorTexts).text;
  return (
    <section aria-label={texts.title} className="editor-text">
      <Heading level="2" size="small">
        {texts.title}
      </Heading>
      {children}
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
      <p className="editor-tab">{texts.tab}</p>
      <ReadMore header={texts.keys} size="small">
        <ul className="plain-list">
          {[texts.complete, texts.search, texts.save].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </ReadMore>
    </section>
  );
}
