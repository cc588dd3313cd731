import type { Certificate, CertificateStep } from '../api-types.js';
import { recordTexts } from '../texts/record-texts.js';
import { longDate, longMoment, plainDate, timeSpan } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { lengthInWords, shortHours } from '../ui/lengths.js';

/** Each step of a certificate in words. */
export function useStepWords(certificate: Certificate): (step: CertificateStep) => string {
  const hourWords = useHourWords(certificate);
  const dayWords = useDayWords(certificate);
  return (step) => hourWords(step) ?? dayWords(step);
}

/** Of a count of hours: from when to when each stretch lasts, and how much of it that is. Null for a step of days. */
function useHourWords({ rule, zone }: Certificate): (step: CertificateStep) => string | null {
  const texts = useTexts(recordTexts).certificate;
  const { language } = useLanguage();
  return ({ kind, at, detail = '', fromAt, toAt }) => {
    if (kind === 'clockChange') {
      const say = detail.startsWith('-') ? texts.clockBack : texts.clockForward;
      return say(lengthInWords(detail, language));
    }
    if (fromAt && toAt) {
      const span = timeSpan(fromAt, toAt, language, zone);
      return at
        ? texts.pauseAt(span, shortHours(detail, language), longMoment(at, language, zone))
        : sentence(texts.stretch(span, shortHours(detail, language)));
    }
    if (!at) return null;
    const when = longMoment(at, language, zone);
    if (kind === 'start') return texts.startAt(when);
    const length = lengthInWords(detail, language);
    const say = detail.startsWith('-') ? texts.backAt : texts.length;
    return say(rule.counting === 'officeHours' ? texts.inOffice(length) : length, when);
  };
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function useDayWords({ rule }: Certificate): (step: CertificateStep) => string {
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
      default:
        return `${texts.extension(date)} ${detail}`.trim();
    }
  };
}

const daysOf = (detail: string) => (detail.startsWith('weekdays') ? 'weekdays' : 'workingDays');
