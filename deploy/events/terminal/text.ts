const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]/u;
const NOTHING = /[\p{Mark}\u200b-\u200d]/u;
// What a terminal would obey, or what would show a text in another order than it has.
const OBEYED = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** How many columns of a terminal a text takes; a Chinese character takes two. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}

/** As much of a text as fits into so many columns, with a mark where it was cut. */
export function cut(text: string, columns: number): string {
  let [fits, used] = ['', 0];
  for (const character of text) {
    const width = widthOf(character);
    if (used + width > columns) return `${shorten(fits, used - columns + 1)}…`;
    fits += character;
    used += width;
  }
  return fits;
}

/** A text from outside on one line, with everything that a terminal would obey written out. */
export function oneLine(text: string): string {
  return writtenOut(text.replaceAll(/[\r\n]+[ \t]*/g, ' '));
}

/** A text from outside on its lines, with everything else that a terminal would obey written out. */
export function lines(text: string): string[] {
  return text.split(/\r?\n/).map(writtenOut);
}

/** The first line of what an error says. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return oneLine(String(error));
  // Of several addresses that were tried, Node tells the code only.
  const { message, code = error.name } = error as NodeJS.ErrnoException;
  return oneLine(message.split('\n')[0] || code);
}

function writtenOut(text: string): string {
  return text.replaceAll(OBEYED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function widthOf(character: string): number {
  if (character < '\u0300') return 1;
  if (NOTHING.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

// Takes characters off the end until at least so many columns are free.
function shorten(text: string, columns: number): string {
  const characters = [...text];
  let free = 0;
  while (free < columns && characters.length > 0) free += widthOf(characters.pop() ?? '');
  return characters.join('');
}
