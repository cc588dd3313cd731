import elkModule, { type ElkNode } from 'elkjs/lib/elk-api.js';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';
import {
  estimateWidth,
  FONT_SIZE,
  placeChart,
  toChart,
  type Definition,
  type ElkGraph,
  type MeasureText,
  type StatechartLayout,
} from '../../../src/machines/index.js';
import type { Language } from '../ui/language.js';

/** Draws definitions that are not published, in a worker of the page. Only the editor needs it: published versions come drawn. */
export class DraftDrawer {
  private readonly elk = new elkModule.default({ workerFactory: () => new Worker(workerUrl) });

  /** The drawing of an expanded definition. Throws what ELK throws for a machine that it cannot lay out. */
  async draw(definition: Definition, language: Language): Promise<StatechartLayout> {
    const run = async (graph: ElkGraph) => (await this.elk.layout(graph as ElkNode)) as ElkGraph;
    return placeChart(toChart(definition, language), await measureInPage(), run);
  }

  close(): void {
    this.elk.terminateWorker();
  }
}

const FAMILY = "'Source Sans 3 Variable'";

/** Widths as this browser sets the text; estimated where it has no canvas. */
async function measureInPage(): Promise<MeasureText> {
  await document.fonts.load(`600 ${FONT_SIZE}px ${FAMILY}`);
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return estimateWidth;
  return (text, bold) => {
    context.font = `${bold ? 600 : 400} ${FONT_SIZE}px ${FAMILY}, Arial, sans-serif`;
    return context.measureText(text).width;
  };
}
