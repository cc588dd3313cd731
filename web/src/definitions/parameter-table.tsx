import { Tag } from '@navikt/ds-react';
import type { Definition, Text } from '../api-types.js';
import { DataTable } from '../leader/data-table.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { lengthInWords } from '../ui/lengths.js';
import { versionTexts } from './version-texts.js';

type Parameter = Definition['parameters'][string];

/** What a lawyer may change, with the source of each value and whether one fixes it. */
export function Parameters({ parameters }: Pick<Definition, 'parameters'>) {
  const texts = useTexts(versionTexts);
  const words = useWords();
  const valueOf = useValueWords();
  const rows = Object.entries(parameters).map(([name, parameter]) => ({ name, ...parameter }));
  if (rows.length === 0) return <p>{texts.noParameters}</p>;
  return (
    <>
      <DataTable
        label={texts.parameters}
        rows={rows}
        keyOf={({ name }) => name}
        columns={[
          {
            title: texts.parameter,
            cell: ({ name, title }) => (
              <>
                {words(title)}
                <div className="quiet">
                  <code>{name}</code>
                </div>
              </>
            ),
          },
          {
            title: texts.value,
            cell: ({ value }) => (
              <span className={typeof value === 'string' ? 'no-wrap' : undefined}>{valueOf(value)}</span>
            ),
          },
          {
            title: texts.source,
            cell: ({ source, mark }) => (
              <>
                {source} <Mark mark={mark} />
              </>
            ),
          },
        ]}
      />
      {rows.some(({ mark }) => mark) && <p className="quiet">{texts.marksHelp}</p>}
    </>
  );
}

function Mark({ mark }: Pick<Parameter, 'mark'>) {
  const texts = useTexts(versionTexts).marks;
  if (!mark) return null;
  return (
    <Tag size="xsmall" variant="moderate" data-color={mark === 'GKU' ? 'warning' : 'neutral'}>
      {texts[mark]}
    </Tag>
  );
}

function useValueWords(): (value: Parameter['value']) => string {
  const texts = useTexts(versionTexts);
  const { language } = useLanguage();
  return (value) => {
    if (typeof value === 'boolean') return value ? texts.yes : texts.no;
    if (Array.isArray(value)) return value.join(', ');
    return typeof value === 'string' && /^PT?\d/.test(value) ? lengthInWords(value, language) : String(value);
  };
}

/** The letters that the case type sends, and what each must hold. */
export function Letters({ letters }: Pick<Definition, 'letters'>) {
  const texts = useTexts(versionTexts);
  const words = useWords();
  const rows = Object.entries(letters).map(([name, letter]) => ({ name, ...letter }));
  if (rows.length === 0) return <p>{texts.noLetters}</p>;
  return (
    <DataTable
      label={texts.letters}
      rows={rows}
      keyOf={({ name }) => name}
      columns={[
        { title: texts.letter, cell: ({ title }) => words(title) },
        { title: texts.template, cell: ({ template }) => <code>{template}</code> },
        {
          title: texts.contents,
          cell: ({ contents = [] }) => contents.map((text: Text) => words(text)).join('; '),
        },
      ]}
    />
  );
}
