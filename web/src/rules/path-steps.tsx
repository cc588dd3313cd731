import type { PathStep } from '../../../src/machines/index.js';
import { useTexts } from '../ui/language.js';
import { rulesTexts } from './rules-texts.js';
import type { PathWords } from './use-path-words.js';

interface PathStepsProps {
  path: PathStep[];
  at: number;
  goTo: (at: number) => void;
  words: PathWords;
}

/** The steps in order, each with what the guards were asked. Choosing one goes there. */
export function PathSteps({ path, at, goTo, words }: PathStepsProps) {
  const texts = useTexts(rulesTexts).path;
  return (
    <ol className="path-steps" aria-label={texts.steps}>
      {path.map((step, index) => (
        <li key={index} className={index > at ? 'ahead' : ''}>
          <button
            type="button"
            aria-current={index === at ? 'step' : undefined}
            onClick={() => goTo(index)}
            data-step={index}
          >
            {words.event(step)}
          </button>
          <Asked step={step} words={words} />
        </li>
      ))}
    </ol>
  );
}

/** What the guards of the step asked, and what was answered; a question that is asked again and answered the same is shown once. */
function Asked({ step: { guards }, words }: { step: PathStep; words: PathWords }) {
  const texts = useTexts(rulesTexts).path;
  const distinct = [...new Map(guards.map((guard) => [`${guard.atom} ${guard.value}`, guard])).values()];
  if (distinct.length === 0) return null;
  return (
    <ul className="path-guards" aria-label={texts.asked}>
      {distinct.map(({ atom, value }) => (
        <li key={`${atom} ${value}`}>
          {words.question(atom) ?? <code>{atom}</code>} <strong>{value ? texts.yes : texts.no}</strong>
        </li>
      ))}
    </ul>
  );
}
