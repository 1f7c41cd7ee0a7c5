import { type Act, planActs } from './acts.ts';
import { type Fault, planSteps, type Step } from './steps.ts';
import { type Rates, USUAL } from './wechat-moods.ts';

export interface Plan {
  seed: number;
  users: number;
  /** How many pieces of each good there are; the scarce ones are the last. */
  stock: number[];
  acts: Act[];
  steps: Step[];
  /** What WeChat is like all the time. */
  usual: Rates;
}

const PLENTY = 20;
const SCARCE = 3;
const PIECES = 1_000_000;

/** Everything that is decided before a run: it follows from these values alone. */
export function makePlan(options: { seed: number; orders: number; faults: readonly Fault[]; kafka: boolean }): Plan {
  const { seed, orders } = options;
  const users = Math.max(2, Math.min(80, Math.ceil(orders / 6)));
  const few = Math.max(2, Math.floor(orders / 100));
  return {
    seed,
    users,
    stock: [...Array.from({ length: PLENTY }, () => PIECES), ...Array.from({ length: SCARCE }, () => few)],
    acts: planActs(seed, orders, users, { plenty: PLENTY, scarce: SCARCE }),
    steps: planSteps(options),
    usual: options.faults.includes('wechat') ? USUAL : {},
  };
}
