import type { CompiledAction } from './compiled.js';
import type { Compiler } from './compiler.js';
import type { ActionDefinition } from './definition.js';
import type { Expected, Place } from './expressions/environment.js';

/** Types the expressions of an action and fills its texts. */
export function compileAction(compiler: Compiler, action: ActionDefinition, place: Place): CompiledAction {
  const expressions: CompiledAction['expressions'] = {};
  const at = (...keys: string[]): Place => ({ ...place, path: [place.path, ...keys].join('/') });
  const add = (key: string, source: string, expected: Expected) => {
    expressions[key] = compiler.expression(source, expected, at(key));
  };
  switch (action.type) {
    case 'sendMessage':
      if (action.notBefore) add('notBefore', action.notBefore, 'moment');
      break;
    case 'openCase':
    case 'sendEvent':
    case 'setFacts':
      for (const [fact, source] of Object.entries(action.facts ?? {})) {
        expressions[fact] = compiler.expression(source, 'any', at('facts', fact));
      }
      break;
    case 'extendDeadline':
      add('until', action.until, 'date');
      add('reason', action.reason, 'string');
      break;
    case 'pauseDeadline':
      add('reason', action.reason, 'string');
      break;
    case 'putOnAgenda':
      return { action, expressions, text: compiler.text(action.title, at('title')) };
    case 'journal':
      return { action, expressions, text: compiler.text(action.text, at('text')) };
    case 'cancelMessages':
    case 'resumeDeadline':
      break;
  }
  return { action, expressions };
}
