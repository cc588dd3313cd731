import type { Certificate, CertificateStep } from '../api-types.js';
import { recordTexts } from '../texts/record-texts.js';
import { longDate, longMoment, plainDate, timeSpan } from '../ui/dates.js';
import type { Language } from '../ui/language.js';
import { lengthInWords, shortHours } from '../ui/lengths.js';

/** Each step of a certificate in words. */
export function stepWords(certificate: Certificate, language: Language): (step: CertificateStep) => string {
  return (step) => hourWords(step, certificate, language) ?? dayWords(step, certificate, language);
}

/** Of a count of hours: from when to when each stretch lasts, and how much of it that is. Null for a step of days. */
function hourWords(
  { kind, at, detail = '', fromAt, toAt }: CertificateStep,
  { rule, zone }: Certificate,
  language: Language,
): string | null {
  const texts = recordTexts[language].certificate;
  if (kind === 'clockChange') {
    const say = detail.startsWith('-') ? texts.clockBack : texts.clockForward;
    return say(lengthInWords(detail, language));
  }
  if (fromAt && toAt) {
    const span = timeSpan(fromAt, toAt, language, zone);
    const taken = shortHours(detail, language);
    return sentence(
      at ? texts.pauseAt(span, taken, longMoment(at, language, zone)) : texts.stretch(span, taken),
    );
  }
  if (!at) return null;
  const when = longMoment(at, language, zone);
  if (kind === 'start') return texts.startAt(when);
  const length = lengthInWords(detail, language);
  const say = detail.startsWith('-') ? texts.backAt : texts.length;
  return say(rule.counting === 'officeHours' ? texts.inOffice(length) : length, when);
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function dayWords(
  { kind, on, detail = '', count, reason = '', name }: CertificateStep,
  { rule }: Certificate,
  language: Language,
): string {
  const texts = recordTexts[language].certificate;
  const unit = rule.counting === 'workingDays' ? (rule.days ?? rule.counting) : 'days';
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
}

const daysOf = (detail: string) => (detail.startsWith('weekdays') ? 'weekdays' : 'workingDays');
