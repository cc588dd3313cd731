import type { CompiledAction } from './compiled.js';
import type { Compiler } from './compiler.js';
import type { ActionDefinition } from './definition.js';
import type { Expected, Place } from './expressions/environment.js';

/** Types the expressions of an action and fills its texts. */
export function compileAction(compiler: Compiler, action: ActionDefinition, place: Place): CompiledAction {
  const expressions: CompiledAction['expressions'] = {};
  const add = (key: string, source: string, expected: Expected) => {
    expressions[key] = compiler.expression(source, expected, { ...place, path: `${place.path}/${key}` });
  };
  switch (action.type) {
    case 'sendMessage':
      if (action.notBefore) add('notBefore', action.notBefore, 'moment');
      break;
    case 'openCase':
    case 'sendEvent':
    case 'setFacts':
      for (const [fact, source] of Object.entries(action.facts ?? {})) add(fact, source, 'any');
      break;
    case 'extendDeadline':
      add('until', action.until, 'date');
      add('reason', action.reason, 'string');
      break;
    case 'pauseDeadline':
      add('reason', action.reason, 'string');
      break;
    case 'putOnAgenda':
      return {
        action,
        expressions,
        text: compiler.text(action.title, { ...place, path: `${place.path}/title` }),
      };
    case 'journal':
      return {
        action,
        expressions,
        text: compiler.text(action.text, { ...place, path: `${place.path}/text` }),
      };
    case 'cancelMessages':
    case 'resumeDeadline':
      break;
  }
  return { action, expressions };
}
