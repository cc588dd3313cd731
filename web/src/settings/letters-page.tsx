import { Heading, Select } from '@navikt/ds-react';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import {
  compileDefinition,
  createCalendar,
  previewLetters,
  type Definition,
  type LetterPreview,
} from '../../../src/machines/index.js';
import type { CalendarData } from '../../../src/machines/index.js';
import { useVersionOverview, type VersionOverview } from '../definitions/definition-queries.js';
import { Answer } from '../leader/answer.js';
import { useDefinition, useToday } from '../queries.js';
import { longDate } from '../ui/dates.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { Loading } from '../ui/loading.js';
import { ProblemView } from '../ui/problem-view.js';
import { lettersTexts } from './letters-texts.js';
import { SettingsPage } from './settings-page.js';
import { useCalendar } from './settings-queries.js';
import { settingsTexts } from './settings-texts.js';

/** A case that is nobody's. */
const INVENTED_NUMBER = '2026-000123';

const keyOf = ({ caseType, version }: VersionOverview): string => `${caseType}/${version}`;

/** Every letter of a version as the letter system is handed it. */
export function LettersPage() {
  const texts = useTexts(lettersTexts).letters;
  const versions = useVersionOverview();
  const [chosen, setChosen] = useState('');
  return (
    <SettingsPage title={texts.title} lead={texts.lead}>
      <Answer of={versions}>
        {(all) => {
          const shown =
            all.find((each) => keyOf(each) === chosen) ?? all.find(({ current }) => current) ?? all[0];
          return shown ? (
            <>
              <ChooseVersion all={all} shown={shown} choose={setChosen} />
              <Letters key={keyOf(shown)} shown={shown} />
            </>
          ) : null;
        }}
      </Answer>
    </SettingsPage>
  );
}

interface ChooseProps {
  all: VersionOverview[];
  shown: VersionOverview;
  choose: (key: string) => void;
}
function ChooseVersion({ all, shown, choose }: ChooseProps) {
  const texts = useTexts(lettersTexts).letters;
  const shared = useTexts(settingsTexts);
  const words = useWords();
  return (
    <div className="choose-version">
      <Select
        size="small"
        label={texts.choose}
        description={shown.current ? texts.current : undefined}
        value={keyOf(shown)}
        onChange={({ target }) => choose(target.value)}
      >
        {all.map((each) => (
          <option key={keyOf(each)} value={keyOf(each)}>
            {texts.option(words(each.title), each.version)}
          </option>
        ))}
      </Select>
      <Link to={`/definitions/${shown.caseType}`}>{shared.toDefinition}</Link>
    </div>
  );
}

function Letters({ shown: { caseType, version } }: { shown: VersionOverview }) {
  const texts = useTexts(lettersTexts).letters;
  const definition = useDefinition(caseType, version);
  const calendar = useCalendar();
  const error = definition.error ?? calendar.error;
  if (error) return <ProblemView error={error} retry={() => void definition.refetch()} />;
  if (!definition.data || !calendar.data) return <Loading />;
  if (Object.keys(definition.data.letters).length === 0) return <p>{texts.none}</p>;
  return <Previews definition={definition.data} calendar={calendar.data.data} />;
}

function Previews({ definition, calendar }: { definition: Definition; calendar: CalendarData }) {
  const { now, today } = useToday();
  const previews = useMemo(
    () =>
      previewLetters(compileDefinition(definition), {
        now,
        calendar: createCalendar(calendar),
        caseValues: { id: '', number: INVENTED_NUMBER, openedOn: today, assigneeId: null, teamId: '' },
      }),
    [definition, calendar, now, today],
  );
  return (
    <ul className="bare-list blocks">
      {previews.map((preview) => (
        <li key={preview.name}>
          <Letter preview={preview} />
        </li>
      ))}
    </ul>
  );
}

function Letter({ preview }: { preview: LetterPreview }) {
  const texts = useTexts(lettersTexts).letters;
  const words = useWords();
  const { letter, to, toInWords, waits } = preview;
  return (
    <section className="card letter" aria-label={words(letter.title)}>
      <div>
        <Heading level="2" size="small" spacing>
          {words(letter.title)}
        </Heading>
        <dl className="facts-list">
          <dt>{texts.template}</dt>
          <dd>
            <code>{letter.template}</code> <span className="quiet">{texts.templateHelp}</span>
          </dd>
          <dt>{texts.to}</dt>
          <dd>{to.length > 0 ? words(toInWords) : texts.toNobody}</dd>
          {letter.source && (
            <>
              <dt>{texts.source}</dt>
              <dd>{letter.source}</dd>
            </>
          )}
        </dl>
        <p className="quiet">{waits ? texts.waits : texts.atOnce}</p>
      </div>
      <Paper preview={preview} />
    </section>
  );
}

/** The letter with what the engine puts into it. */
function Paper({ preview: { title, letter, toInWords } }: { preview: LetterPreview }) {
  const texts = useTexts(lettersTexts).letters;
  const words = useWords();
  const { language } = useLanguage();
  const { today } = useToday();
  return (
    <figure className="paper">
      <figcaption className="quiet">{texts.preview}</figcaption>
      <div className="paper-head">
        <span>{words(toInWords)}</span>
        <span>{longDate(today, language)}</span>
      </div>
      <div className="quiet">
        {texts.case} {INVENTED_NUMBER}
      </div>
      <p className="paper-title">{words(title)}</p>
      {letter.contents ? (
        <>
          <p>{texts.contents}</p>
          <ul className="plain-list">
            {letter.contents.map((text) => (
              <li key={text.da}>{words(text)}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>{texts.noContents}</p>
      )}
      <p className="quiet">{texts.invented}</p>
    </figure>
  );
}
