interface Edit {
  file: string;
  /** Once in the file. */
  text: string;
  instead: string;
}

export interface Bug extends Edit {
  name: string;
  /** Its number among the promises. */
  promise: number;
  also?: Edit[];
  /** The tests of which at least one must fail. */
  foundBy: string;
  /** `chaos` unless it says otherwise. */
  project?: string;
  env?: Record<string, string>;
}

export const BUGS: Bug[];
export const editsOf: (bug: Bug) => Edit[];
export const plant: (filename: string, source: string) => string;
