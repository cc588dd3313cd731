import elkModule, { type ElkNode } from 'elkjs/lib/elk.bundled.js';
import type { ElkGraph } from '../../machines/statechart/elk-graph.js';

const elk = new elkModule.default();

/** Lays one graph out in this process. 20–300 ms for the groups of the shipped case types, which is why layouts are stored. */
export async function runElk(graph: ElkGraph): Promise<ElkGraph> {
  return (await elk.layout(graph as ElkNode)) as ElkGraph;
}
