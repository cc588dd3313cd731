import { ReadMore } from '@navikt/ds-react';
import type {
  CaseView,
  Certificate,
  CertificateStep,
  CertificateView as ReadCertificate,
  DeadlineRow,
  PlainText,
} from '../api-types.js';
import { useCertificate, useDefinition } from '../queries.js';
import { recordTexts } from '../texts/record-texts.js';
import { longMoment, moment, plainDate } from '../ui/dates.js';
import { useLanguage, useTexts, useWords, type Language } from '../ui/language.js';
import { Loading } from '../ui/loading.js';
import { ProblemView } from '../ui/problem-view.js';
import { stepWords } from './certificate-words.js';
import { DayCalendar } from './day-calendar.js';
import { useEventTitle } from './history-words.js';

const SKIPS_SHOWN = 6;
const STRETCHES_SHOWN = 6;

/** How the day was found, so that anybody can count it again: each step in words, and the days on a calendar. */
export function CertificateView({ view, deadline }: { view: CaseView; deadline: DeadlineRow }) {
  const { data, error } = useCertificate(view.id, deadline.key, deadline.dueAt, true);
  if (!data) return error ? <ProblemView error={error} /> : <Loading />;
  return (
    <>
      <CertificateSteps certificate={data} ruleWords={data.ruleWords} />
      {data.earlier.length > 0 && <Earlier view={view} earlier={data.earlier} />}
    </>
  );
}

/** What had been found before, until when, and what brought something else in its place. */
function Earlier({ view, earlier }: { view: CaseView; earlier: ReadCertificate['earlier'] }) {
  const texts = useTexts(recordTexts).certificate;
  const { language } = useLanguage();
  const { data: definition } = useDefinition(view.caseType, view.version);
  const title = useEventTitle(definition);
  return (
    <ReadMore header={texts.earlier(earlier.length)} size="small">
      <ol className="bare-list">
        {earlier.map(({ certificate, ruleWords, replacedAt, replacedBy }, at) => (
          <li key={at}>
            <p>
              {texts.replaced(
                texts.dayAndTarget(dueOf(certificate, language), targetOf(certificate, language)),
                moment(replacedAt, language, certificate.zone),
                title({ type: replacedBy, event: {}, effects: [] }),
              )}
            </p>
            <CertificateSteps certificate={certificate} ruleWords={ruleWords} />
          </li>
        ))}
      </ol>
    </ReadMore>
  );
}

const dueOf = ({ dueOn, dueAt, zone }: Certificate, language: Language): string =>
  dueAt ? longMoment(dueAt, language, zone) : plainDate(dueOn, language);

/** Null where the day aimed at is the due day. */
const targetOf = ({ dueOn, targetOn }: Certificate, language: Language): string | null =>
  targetOn === dueOn ? null : plainDate(targetOn, language);

interface CertificateStepsProps {
  certificate: Certificate;
  /** Its rule in the words of the definition; nothing where only the expression says it. */
  ruleWords: PlainText | null | undefined;
}

export function CertificateSteps({ certificate, ruleWords }: CertificateStepsProps) {
  return (
    <div className="certificate">
      <Steps certificate={certificate} />
      <DayCalendar certificate={certificate} />
      <Rule certificate={certificate} ruleWords={ruleWords} />
    </div>
  );
}

function Steps({ certificate }: { certificate: Certificate }) {
  const texts = useTexts(recordTexts).certificate;
  const { language } = useLanguage();
  const say = stepWords(certificate, language);
  const shown = certificate.steps.filter((step) => !saysNothing(step, certificate));
  const of = (wanted: CertificateStep['kind']) => shown.filter(({ kind }) => kind === wanted);
  const skips = of('skip').slice(SKIPS_SHOWN);
  // The last one says where the time ends.
  const stretches = of('stretch').slice(STRETCHES_SHOWN, -1);
  const hidden = new Set([...skips, ...stretches]);
  return (
    <ol className="certificate-steps">
      {shown
        .filter((step) => !hidden.has(step))
        .map((step, at) => (
          <li key={`${step.kind}${step.on}${at}`}>{say(step)}</li>
        ))}
      {skips.length > 0 && <li>{texts.more(skips.length)}</li>}
      {stretches.length > 0 && <li>{texts.moreStretches(stretches.length)}</li>}
    </ol>
  );
}

/** A day found by an expression has no anchor of its own, and a target on the due day moves nothing. */
function saysNothing({ kind, on }: CertificateStep, { dueOn, rule }: Certificate): boolean {
  return (kind === 'start' && rule.due !== undefined) || (kind === 'target' && on === dueOn);
}

function Rule({ certificate, ruleWords }: CertificateStepsProps) {
  const { rule, anchor, targetOn, dueOn, calendarVersion } = certificate;
  const words = useWords();
  const texts = useTexts(recordTexts).certificate;
  const { language } = useLanguage();
  return (
    <dl className="facts certificate-rule">
      <div>
        <dt>{texts.result}</dt>
        <dd>
          <strong>{dueOf(certificate, language)}</strong>
        </dd>
      </div>
      {targetOn !== dueOn && (
        <div>
          <dt>{texts.target}</dt>
          <dd>{plainDate(targetOn, language)}</dd>
        </div>
      )}
      <div>
        <dt>{texts.rule}</dt>
        <dd>
          {ruleWords ? (
            capital(words(ruleWords))
          ) : (
            <>
              {texts.expression} <code>{rule.due ?? `${anchor.expression} + ${rule.length ?? ''}`}</code>
            </>
          )}
          <div className="quiet">{texts.calendar(calendarVersion)}</div>
        </dd>
      </div>
    </dl>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
