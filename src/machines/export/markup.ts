/** What XML 1.0 and HTML cannot hold: control characters, halves of characters, and two that are not characters. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{7e}\u{a0}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
/** Characters that turn the direction of all that comes after them. */
const OVERRIDES = /[\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The text with everything replaced that a document of any kind cannot hold, or that would spill over into what surrounds it. */
export const writable = (text: string): string =>
  text.replaceAll(UNWRITABLE, '\u{fffd}').replaceAll(OVERRIDES, '\u{fffd}');

/** Text for an element or a quoted attribute of XML or HTML. */
export const escaped = (text: string): string =>
  writable(text).replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!);
