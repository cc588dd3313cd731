/** Width in px of a text on a chart, set bold or not. The browser measures; elsewhere `estimateWidth`. */
export type MeasureText = (text: string, bold: boolean) => number;

export const FONT_SIZE = 13;
export const LINE_HEIGHT = 16;

const NARROW = /[iljtfrI.,:;'’!|()[\]-]/;
const WIDE = /[mwMWÆæ@%—…]/;
const CAPITAL = /[\p{Lu}\d&§?»«“”]/u;

/** Width without a browser: from the widths of Source Sans 3 by kind of letter, a little too wide rather than too narrow. */
export const estimateWidth: MeasureText = (text, bold) => {
  let em = 0;
  for (const letter of text) {
    if (letter === ' ') em += 0.22;
    else if (NARROW.test(letter)) em += 0.32;
    else if (WIDE.test(letter)) em += 0.82;
    else em += CAPITAL.test(letter) ? 0.6 : 0.52;
  }
  return em * FONT_SIZE * (bold ? 1.06 : 1);
};

/** The words in lines of at most `width` px, as even as their number allows; a longer word has a line of its own. */
export function wrapText(text: string, width: number, measure: MeasureText, bold = false): string[] {
  const lines = Math.max(1, Math.ceil(measure(text, bold) / width));
  const even = Math.max(measure(text, bold) / lines + FONT_SIZE * 2, FONT_SIZE * 4);
  const greedy = fill(text, Math.min(width, even), measure, bold);
  return greedy.length > lines ? fill(text, width, measure, bold) : greedy;
}

function fill(text: string, width: number, measure: MeasureText, bold: boolean): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && measure(longer, bold) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The width of the widest line and the height of all, in px. */
export function textSize(
  lines: string[],
  measure: MeasureText,
  bold = false,
): { width: number; height: number } {
  const width = Math.max(0, ...lines.map((line) => measure(line, bold)));
  return { width: Math.ceil(width), height: lines.length * LINE_HEIGHT };
}
