import type { Screen } from './screen.ts';

/** A screen of tests: no colours, and what was printed is kept. */
export interface MemoryScreen extends Screen {
  readonly printed: string[];
}

/** Makes one of so many columns. */
export function memoryScreen(width = Infinity): MemoryScreen {
  const printed: string[] = [];
  const print = (lines: readonly string[]): void => void printed.push(...lines);
  return { live: width !== Infinity, width, printed, paint: (_tone, text) => text, print, redraw: print };
}
