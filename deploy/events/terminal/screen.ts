/** What is told by a colour. */
export type Tone = 'plain' | 'quiet' | 'name' | 'good' | 'warning' | 'bad';

const CODES: Record<Tone, string> = { plain: '', quiet: '2', name: '36', good: '32', warning: '33', bad: '31' };

/** Where lines for people go: a terminal, or a pipe that knows neither width nor colours. */
export interface Screen {
  /** Whether a person looks at it now. */
  readonly live: boolean;
  /** Columns; infinite when nobody cuts what is too long. */
  readonly width: number;
  paint(tone: Tone, text: string): string;
  print(lines: readonly string[]): void;
  /** Prints in place of the last so many lines, on a terminal. */
  redraw(lines: readonly string[], over: number): void;
}

/** The screen behind a stream; NO_COLOR takes the colours away. */
export function screenOn(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Screen {
  const live = stream.isTTY;
  const painted = live && !env['NO_COLOR'];
  const print = (lines: readonly string[]): void => void stream.write(lines.map((line) => `${line}\n`).join(''));
  return {
    live,
    // Asked each time, since a window changes its size.
    get width() {
      return live ? Math.max(40, stream.columns || 80) : Infinity;
    },
    paint: (tone, text) => (painted && CODES[tone] ? `\u001b[${CODES[tone]}m${text}\u001b[0m` : text),
    print,
    redraw: (lines, over) => {
      if (live && over > 0) stream.write(`\u001b[${over}A\u001b[J`);
      print(lines);
    },
  };
}
