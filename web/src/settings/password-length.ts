/** As the server has it: long rather than strange. */
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;
