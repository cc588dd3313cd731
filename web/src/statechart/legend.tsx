import { useTexts } from '../ui/language.js';
import { TriggerSign } from './arrow-shape.js';
import { statechartTexts } from './statechart-texts.js';

/** What the signs of the drawing mean. */
export function Legend({ counts }: { counts: boolean }) {
  const texts = useTexts(statechartTexts).legend;
  const signs = [
    ['on', texts.on],
    ['after', texts.after],
    ['always', texts.always],
    ['onDone', texts.done],
  ] as const;
  return (
    <ul className="chart-legend" aria-label={texts.title}>
      {signs.map(([kind, words]) => (
        <li key={kind}>
          <svg className="chart legend-sign" viewBox="0 0 14 14" aria-hidden="true">
            <TriggerSign kind={kind} x={7} y={7} />
          </svg>
          {words}
        </li>
      ))}
      <li>
        <i>{texts.guarded}</i>
      </li>
      {counts && <li>{texts.badge}</li>}
    </ul>
  );
}
