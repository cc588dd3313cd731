/** What a drawing says of one state besides its title. */
export interface StateMark {
  /** A case is there now. */
  active?: boolean;
  /** A case has been there. */
  visited?: boolean;
  /** How many cases are there, and how many of them are overdue. */
  cases?: number;
  overdue?: number;
}

export interface ChartMarks {
  states: ReadonlyMap<string, StateMark>;
  /** Ids of the arrows that a case has taken. */
  taken?: ReadonlySet<string>;
  /** Ids of the arrows that are written about elsewhere on the page. */
  lit?: ReadonlySet<string>;
}

export const NO_MARKS: ChartMarks = { states: new Map() };
