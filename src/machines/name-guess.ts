import leven from 'leven';
import type { Problem } from './problems.js';

/** So much is compared and no more, so that a document full of names that nobody knows is answered at once, too. */
const MOST_GUESSES = 200;
const MOST_NAMES = 200;
const LONGEST = 60;

/** Guesses which known names were meant by misspelt ones. One for each document: it stops guessing when there are too many. */
export class NameGuess {
  private guesses = 0;

  /** The sentence about a name that is not known, with the question whether another one was meant; as it is where none is near. Names in quotation marks are shown by their titles, this one as it must be written. */
  ask({ da, en }: Problem['message'], name: string, known: () => Iterable<string>): Problem['message'] {
    const near = this.guesses++ < MOST_GUESSES ? nearest(name, [...known()]) : undefined;
    if (near === undefined) return { da, en };
    return { da: `${da} Mente du ${near}?`, en: `${en} Did you mean ${near}?` };
  }
}

/** At most one letter in four is another; never the name as it was written. */
function nearest(name: string, known: string[]): string | undefined {
  if (name.length > LONGEST || known.length > MOST_NAMES) return undefined;
  const most = Math.max(1, Math.floor(name.length / 4));
  const distances = known
    .filter((one) => one !== name && Math.abs(one.length - name.length) <= most)
    .map((one): [string, number] => [one, leven(name.toLowerCase(), one.toLowerCase())])
    .filter(([, distance]) => distance <= most)
    .sort(([, one], [, other]) => one - other);
  return distances[0]?.[0];
}
