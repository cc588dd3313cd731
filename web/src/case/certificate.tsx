import type { Certificate, CertificateStep, DeadlineRow } from '../api-types.js';
import { useCertificate } from '../queries.js';
import { recordTexts } from '../texts/record-texts.js';
import { longMoment, plainDate } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { Loading } from '../ui/loading.js';
import { ProblemView } from '../ui/problem-view.js';
import { stepWords } from './certificate-words.js';
import { DayCalendar } from './day-calendar.js';

const SKIPS_SHOWN = 6;
const STRETCHES_SHOWN = 6;

/** How the day was found, so that anybody can count it again: each step in words, and the days on a calendar. */
export function CertificateView({ caseId, deadline }: { caseId: string; deadline: DeadlineRow }) {
  const { data, error } = useCertificate(caseId, deadline.key, deadline.dueAt, true);
  if (!data) return error ? <ProblemView error={error} /> : <Loading />;
  return <CertificateSteps certificate={data} />;
}

export function CertificateSteps({ certificate }: { certificate: Certificate }) {
  return (
    <div className="certificate">
      <Steps certificate={certificate} />
      <DayCalendar certificate={certificate} />
      <Rule certificate={certificate} />
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

function Rule({
  certificate: { rule, anchor, targetOn, dueOn, dueAt, zone, calendarVersion },
}: {
  certificate: Certificate;
}) {
  const texts = useTexts(recordTexts).certificate;
  const { language } = useLanguage();
  return (
    <dl className="facts certificate-rule">
      <div>
        <dt>{texts.result}</dt>
        <dd>
          <strong>{dueAt ? longMoment(dueAt, language, zone) : plainDate(dueOn, language)}</strong>
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
          <code>{rule.due ?? `${anchor.expression} + ${rule.length ?? ''}`}</code>
          <div className="quiet">{texts.calendar(calendarVersion)}</div>
        </dd>
      </div>
    </dl>
  );
}
