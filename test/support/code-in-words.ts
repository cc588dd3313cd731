/** What stands in expressions, and never in a sentence for people. */
export const CODE =
  /\b(?:facts|event|parameters|case)\.\w|[=!<>]=|&&|\|\||\b(?:has|size|active|happened|dueOn|dueAt|lastOn|plus|orValue)\(|\bundefined\b/;
