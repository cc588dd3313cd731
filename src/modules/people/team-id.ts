const LETTERS: Record<string, string> = { æ: 'ae', ø: 'oe', å: 'aa', ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** The id that a team gets from its name, for addresses and logs: `Børn & Unge` is `boern-unge`. */
export function teamIdOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[æøåäöüß]/g, (letter) => LETTERS[letter]!)
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
}
