import { monthName } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import type { LeadTimeRow } from './leader-queries.js';
import { leaderTexts } from './leader-texts.js';

const WIDTH = 720;
const HEIGHT = 150;
const BASE = 120;
const TOP = 18;

/** Ended cases per month, those with an exceeded deadline hatched. The table beside it says the same in numbers. */
export function MonthBars({ title, months }: { title: string; months: LeadTimeRow[] }) {
  const texts = useTexts(leaderTexts).leadTimes;
  const { language } = useLanguage();
  if (months.length < 2) return null;
  const most = Math.max(...months.map(({ ended }) => ended));
  const slot = WIDTH / Math.max(months.length, 6);
  const height = (count: number) => (count / most) * (BASE - TOP);
  return (
    <figure className="figure">
      <svg className="bars" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={texts.chart(title)}>
        <defs>
          <pattern
            id="hatch"
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line className="hatch-line" x1="0" y1="0" x2="0" y2="6" />
          </pattern>
        </defs>
        <line className="bar-axis" x1={0} x2={WIDTH} y1={BASE} y2={BASE} />
        {months.map(({ month, ended, breached }, index) => {
          const x = index * slot + slot * 0.2;
          const width = slot * 0.6;
          return (
            <g key={month}>
              <rect
                className="bar-in-time"
                x={x}
                y={BASE - height(ended)}
                width={width}
                height={height(ended - breached)}
              />
              <rect
                className="bar-late"
                x={x}
                y={BASE - height(breached)}
                width={width}
                height={height(breached)}
              />
              <text x={x + width / 2} y={BASE - height(ended) - 5} textAnchor="middle">
                {ended}
              </text>
              <text className="quiet-text" x={x + width / 2} y={BASE + 18} textAnchor="middle">
                {monthName(month ?? '', language).slice(0, 3)}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption className="quiet">
        {texts.chart(title)}: {texts.inTime}, {texts.late}
      </figcaption>
    </figure>
  );
}
