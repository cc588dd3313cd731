import { isName } from '../parse/json.js';

const LETTERS: Record<string, string> = { æ: 'ae', ø: 'oe', å: 'aa', Æ: 'Ae', Ø: 'Oe', Å: 'Aa', ß: 'ss' };
const LONGEST = 60;

/** The text as a name that definitions may use; the fallback where no letter of it can be kept. */
function nameFrom(text: string, fallback: string): string {
  if (isName(text)) return text;
  const plain = text
    .normalize('NFC')
    .replace(/[æøåÆØÅß]/g, (letter) => LETTERS[letter]!)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '');
  const name = plain.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^[^A-Za-z]+|_+$/g, '');
  return name.slice(0, LONGEST) || fallback;
}

/** Names for the things of one kind, no two the same. Texts that are names already are called by them. */
export class Naming {
  private readonly names = new Map<string, string>();
  private readonly used = new Set<string>();

  constructor(
    private readonly fallback: string,
    known: Iterable<string> = [],
  ) {
    const texts = [...known];
    for (const text of texts.filter(isName)) this.nameOf(text);
    for (const text of texts) this.nameOf(text);
  }

  /** The same text always has the same name. */
  nameOf(text: string): string {
    const known = this.names.get(text);
    if (known !== undefined) return known;
    const name = this.unused(nameFrom(text, this.fallback));
    this.names.set(text, name);
    return name;
  }

  private unused(name: string): string {
    let free = name;
    for (let number = 2; this.used.has(free); number += 1) free = `${name}${number}`;
    this.used.add(free);
    return free;
  }
}
