import type { ActionDefinition } from '../definition.js';
import { escaped } from './markup.js';

/** An action as executable content: facts are assigned, the journal is a log, and everything else is sent out as an effect. */
export function executable(action: ActionDefinition, indent: string): string {
  switch (action.type) {
    case 'setFacts':
      return Object.entries(action.facts)
        .map(
          ([fact, expr]) => `${indent}<assign location="facts.${escaped(fact)}" expr="${escaped(expr)}"/>\n`,
        )
        .join('');
    case 'journal':
      return `${indent}<log label="journal" expr="${escaped(JSON.stringify(action.text.da))}"/>\n`;
    default:
      return effect(action, indent);
  }
}

function effect({ type, ...values }: ActionDefinition, indent: string): string {
  const params = Object.entries(values).map(
    ([name, value]) => `${indent}  <param name="${name}" expr="${escaped(JSON.stringify(value))}"/>\n`,
  );
  const open = `${indent}<send type="effect" event="${type}"`;
  return params.length === 0 ? `${open}/>\n` : `${open}>\n${params.join('')}${indent}</send>\n`;
}
