/** One thing wrong with a definition. All problems of a document are reported at once. */
export interface Problem {
  /** Stable name of the kind of problem, explained in `docs/definition-format.md`. */
  code: string;
  /** JSON Pointer into the document, `/machine/states/received/on/SCREENED`. */
  path: string;
  message: { da: string; en: string };
  details?: Record<string, unknown>;
}
