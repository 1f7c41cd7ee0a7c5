import type { Shutdown } from '../local/shutdown.ts';
import type { Steps } from '../local/terminal/steps.ts';

export interface BenchRun {
  root: string;
  /** The folder of this run alone. */
  dir: string;
  /** How long each measurement takes. */
  seconds: number;
  /** How often everything is measured; the median counts. */
  rounds: number;
  /** Whether gateway and services share their cores in overload instead of having a part each. */
  together: boolean;
  steps: Steps;
  shutdown: Shutdown;
}

/** Measures something and prints it; answers whether the goals were met. */
export type Bench = (run: BenchRun) => Promise<boolean>;
