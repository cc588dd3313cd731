const DANISH: Record<string, string> = { å: 'aa', ä: 'æ', ö: 'ø', '-': ' ' };

/** What is compared when people search: small letters without accents, aa for å, æ for ä, ø for ö, a space for a hyphen. As the server does. */
export function folded(text: string): string {
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[åäö-]/g, (letter) => DANISH[letter]!);
  return letters.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
}

/** Condition on a line of text: every word of what was asked is somewhere in it. */
export function hasWordsOf(asked: string): (line: string) => boolean {
  const words = folded(asked).split(/\s+/).filter(Boolean);
  return (line) => {
    const text = folded(line);
    return words.every((word) => text.includes(word));
  };
}

/** The items in the order of a dictionary of the language. */
export function inOrder<T>(items: readonly T[], textOf: (item: T) => string, language: string): T[] {
  const { compare } = new Intl.Collator(language, { numeric: true });
  return [...items].sort((one, other) => compare(textOf(one), textOf(other)));
}
