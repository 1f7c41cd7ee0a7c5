import type { Shutdown } from '../../local/shutdown.ts';
import type { Steps } from '../../local/terminal/steps.ts';
import type { Plan } from '../plan/plan.ts';

export interface ChaosRun {
  root: string;
  /** The folder of this run alone. */
  dir: string;
  plan: Plan;
  kafka: boolean;
  lines: Steps;
  shutdown: Shutdown;
}
