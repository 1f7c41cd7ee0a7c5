import type { LocalFiles } from './settings/local-files.ts';
import type { Screen } from './terminal/screen.ts';
import { oneLine } from './terminal/text.ts';

/** What a command works with. */
export interface Context {
  /** The root of the clone. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly local: LocalFiles;
  /** What was asked for. */
  readonly out: Screen;
  /** What is said about it. */
  readonly err: Screen;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Says something about what happens, beside the output. */
export function note({ err }: Context, text: string): void {
  err.print([err.paint('quiet', text)]);
}

/** Prints a document for machines, on one line. */
export function printJson({ out }: Context, document: unknown): void {
  out.print([oneLine(JSON.stringify(document))]);
}
