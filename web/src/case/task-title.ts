/** A sentence of a title whose gaps only an open task could fill. */
const UNFILLED = /[^.]*\{[^}]*\}[^.]*\.?/g;

/** The title of a task as far as it does not depend on the case. */
export const withoutGaps = (title: string): string => title.replace(UNFILLED, '').trim();
