import { AppError } from '../../errors.js';

/** U+0000 and halves of a surrogate pair: no PostgreSQL text can hold them. */
const isUnstorable = (text: string): boolean => text.includes('\0') || !text.isWellFormed();

const MESSAGE = {
  da: 'Teksten indeholder et tegn, der ikke kan gemmes (U+0000 eller et halvt tegn).',
  en: 'The text holds a character that cannot be stored (U+0000 or half a character).',
};
const MOST_ERRORS = 20;

/** Throws `invalidBody` with the place of each text, name or value, that the database could not hold. */
export function refuseUnstorable(parts: Record<string, unknown>): void {
  const errors: { path: string; code: string; message: typeof MESSAGE }[] = [];
  const waiting = Object.entries(parts).map(([path, value]) => ({ path, value }));
  for (let next = waiting.pop(); next && errors.length < MOST_ERRORS; next = waiting.pop()) {
    const { path, value } = next;
    if (typeof value === 'string' && isUnstorable(value))
      errors.push({ path, code: 'unstorable', message: MESSAGE });
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      if (isUnstorable(name)) errors.push({ path, code: 'unstorable', message: MESSAGE });
      waiting.push({ path: path ? `${path}.${name}` : name, value: inner });
    }
  }
  if (errors.length > 0) throw new AppError('invalidBody', { errors });
}
