import { shippedDefinitions, shippedFragments } from '../../../src/machines/case-types.js';
import type { Definition } from '../../../src/machines/definition.js';
import { parseDefinition } from '../../../src/machines/parse.js';
import { toChart } from '../../../src/machines/statechart/chart.js';
import type { StatechartLayout } from '../../../src/machines/statechart/layout.js';
import { placeChart } from '../../../src/machines/statechart/place.js';
import { drawingFaults, type DrawingFaults } from '../../support/drawing-faults.js';
import { estimateWidth } from '../../../src/machines/statechart/text-size.js';
import { runElk } from '../../../src/modules/layouts/run-elk.js';

/** What the drawings are today. A number may be lowered here, never raised. */
const FAULTS: Record<string, DrawingFaults> = {
  newApplication: { crossings: 2, labelOverlaps: 0, arrowsThroughBoxes: 0 },
  refusal: { crossings: 0, labelOverlaps: 0, arrowsThroughBoxes: 0 },
  remandedCase: { crossings: 7, labelOverlaps: 0, arrowsThroughBoxes: 0 },
  transitionToAdult: { crossings: 1, labelOverlaps: 0, arrowsThroughBoxes: 0 },
};

function shipped(caseType: string): Definition {
  const parsed = parseDefinition(shippedDefinitions()[caseType], shippedFragments());
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.definition;
}

const draw = (caseType: string, language: 'da' | 'en'): Promise<StatechartLayout> =>
  placeChart(toChart(shipped(caseType), language), estimateWidth, runElk);

const charts = Object.keys(shippedDefinitions()).flatMap((caseType) =>
  (['da', 'en'] as const).map((language): [string, 'da' | 'en'] => [caseType, language]),
);

describe.each(charts)('the drawing of %s in %s', (caseType, language) => {
  let layout: StatechartLayout;
  beforeAll(async () => {
    layout = await draw(caseType, language);
  });

  it('shows every state and every arrow of the chart', () => {
    const chart = toChart(shipped(caseType), language);
    expect(layout.states.map(({ path }) => path)).toEqual(chart.states.map(({ path }) => path));
    expect(layout.arrows.map(({ id }) => id)).toEqual(chart.arrows.map(({ id }) => id));
  });

  it('keeps each state within the one around it, and all within the page', () => {
    const boxes = new Map(layout.states.map((state) => [state.path, state]));
    const page = { x: 0, y: 0, width: layout.width, height: layout.height };
    const outside = layout.states.filter((state) => {
      const around = boxes.get(state.parent) ?? page;
      const beside = state.x < around.x || state.x + state.width > around.x + around.width;
      return beside || state.y < around.y || state.y + state.height > around.y + around.height;
    });
    expect(outside.map(({ path }) => path)).toEqual([]);
  });

  it('is no harder to read than it was', () => {
    const faults = drawingFaults(layout);
    const allowed = FAULTS[caseType]!;
    expect(faults.crossings).toBeLessThanOrEqual(allowed.crossings);
    expect(faults.labelOverlaps).toBeLessThanOrEqual(allowed.labelOverlaps);
    expect(faults.arrowsThroughBoxes).toBeLessThanOrEqual(allowed.arrowsThroughBoxes);
  });

  it('is the same each time it is made', async () => {
    expect(await draw(caseType, language)).toEqual(layout);
  });
});
