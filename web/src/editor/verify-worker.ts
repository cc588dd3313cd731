import { shippedFragments } from '../../../src/machines/case-types.js';
import {
  createVerifyMemory,
  FUNCTIONS,
  METHODS,
  parseDefinition,
  unreachedIn,
  SIGNATURES,
  verify,
} from '../../../src/machines/index.js';
import type { Answer, KnownNeighbours, Question } from './check-messages.js';
import { atInclude } from './fragment-places.js';

/** Checks definitions beside the page, which goes on answering the one who writes. Asks the same as the server does before it publishes. */
const scope = globalThis as unknown as {
  postMessage: (answer: Answer) => void;
  addEventListener: (type: 'message', listener: (event: { data: Question }) => void) => void;
};

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- the page that started the worker is the only one who hears it
const answer = (what: Answer): void => scope.postMessage(what);

const fragments = shippedFragments();
/** Of the machine that was looked at last: a change of its rules alone is proved in little time. */
const memory = createVerifyMemory();
let neighbours: KnownNeighbours = null;

scope.addEventListener('message', ({ data }) => {
  if (data.type === 'neighbours') neighbours = data.neighbours;
  else check(data.id, data.document);
});
answer({
  type: 'ready',
  fragments: Object.keys(fragments),
  words: { functions: [...FUNCTIONS], methods: [...METHODS], signatures: SIGNATURES },
});

function check(id: number, document: unknown): void {
  const parsed = parseDefinition(document, fragments);
  if (!parsed.ok) {
    const problems = [...parsed.problems, ...unreachedIn(document, fragments)];
    return answer({ type: 'read', id, definition: null, problems });
  }
  const { definition } = parsed;
  answer({ type: 'read', id, definition, problems: [] });
  const onProgress = (configurations: number) => answer({ type: 'progress', id, configurations });
  const verification = verify(definition, { ...(neighbours && { neighbours }), memory, onProgress });
  const problems = verification.problems.map((found) => atInclude(found, document, definition, fragments));
  answer({ type: 'proved', id, verification: { ...verification, problems } });
}
