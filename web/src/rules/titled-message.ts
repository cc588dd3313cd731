import { stateAt, type Definition, type Text } from '../../../src/machines/index.js';
import { withoutGaps } from '../case/task-title.js';
import type { Language } from '../ui/language.js';

/** A problem's message with the titles of states, events and tasks for their names. What has no title keeps its name; the definition may be unfinished. */
export function titledMessage(message: string, definition: Partial<Definition>, language: Language): string {
  return message.replaceAll(/“([\w.]+)”/g, (quoted, name: string) => {
    const title = titleOf(name, definition);
    return title ? `“${withoutGaps(title[language] ?? title.da)}”` : quoted;
  });
}

function titleOf(name: string, { machine, events, tasks }: Partial<Definition>): Text | undefined {
  const state = machine && stateAt(machine, name);
  const title = events?.[name]?.title ?? tasks?.[name]?.title ?? state?.meta?.title;
  return title?.da ? title : undefined;
}
