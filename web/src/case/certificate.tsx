import type { Certificate, CertificateStep, DeadlineRow } from '../api-types.js';
import { useCertificate } from '../queries.js';
import { recordTexts } from '../texts/record-texts.js';
import { longDate, plainDate } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { lengthInWords } from '../ui/lengths.js';
import { Loading } from '../ui/loading.js';
import { ProblemView } from '../ui/problem-view.js';
import { DayCalendar } from './day-calendar.js';

const SKIPS_SHOWN = 6;

/** How the day was found, so that anybody can count it again: each step in words, and the days on a calendar. */
export function CertificateView({ caseId, deadline }: { caseId: string; deadline: DeadlineRow }) {
  const { data, error } = useCertificate(caseId, deadline.key, deadline.dueOn, true);
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
  const say = useStepWords(certificate);
  const shown = certificate.steps.filter((step) => !saysNothing(step, certificate));
  const skips = shown.filter(({ kind }) => kind === 'skip');
  const hidden = new Set(skips.slice(SKIPS_SHOWN));
  return (
    <ol className="certificate-steps">
      {shown
        .filter((step) => !hidden.has(step))
        .map((step, at) => (
          <li key={`${step.kind}${step.on}${at}`}>{say(step)}</li>
        ))}
      {hidden.size > 0 && <li>{texts.more(hidden.size)}</li>}
    </ol>
  );
}

/** A day found by an expression has no anchor of its own, and a target on the due day moves nothing. */
function saysNothing({ kind, on }: CertificateStep, { dueOn, rule }: Certificate): boolean {
  return (kind === 'start' && rule.due !== undefined) || (kind === 'target' && on === dueOn);
}

function useStepWords({ rule }: Certificate): (step: CertificateStep) => string {
  const texts = useTexts(recordTexts).certificate;
  const { language } = useLanguage();
  const unit = rule.counting === 'workingDays' ? (rule.days ?? rule.counting) : 'days';
  return ({ kind, on, detail = '', count, reason = '', name }) => {
    const date = longDate(on, language);
    switch (kind) {
      case 'start':
        return texts.start(date);
      case 'length':
        return texts.length(lengthInWords(detail, language, unit), date);
      case 'skip': {
        const why = texts.why[reason as keyof typeof texts.why] ?? texts.why.other;
        return texts.skip(plainDate(on, language), name ? `${why} (${name})` : why);
      }
      case 'roll':
        return rule.days === 'weekdays' ? texts.rollToWeekday(date) : texts.roll(date);
      case 'target':
        return texts.toTarget(date);
      case 'function': {
        const { other, ...known } = texts.functions;
        const named = (known as Partial<Record<string, (date: string, days?: string) => string>>)[detail];
        const days = count === undefined ? undefined : lengthInWords(`P${count}D`, language, daysOf(detail));
        return named ? named(date, days) : other(detail, date);
      }
      case 'pause':
        return texts.pause(date);
      case 'extension':
        return `${texts.extension(date)} ${detail}`.trim();
    }
  };
}

const daysOf = (detail: string) => (detail.startsWith('weekdays') ? 'weekdays' : 'workingDays');

function Rule({
  certificate: { rule, anchor, targetOn, dueOn, calendarVersion },
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
          <strong>{plainDate(dueOn, language)}</strong>
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
