import { setTimeout as sleep } from 'node:timers/promises';
import { type Step, wordsOf } from '../plan/steps.ts';
import type { Plan } from '../plan/plan.ts';
import { mixed } from '../plan/wechat-moods.ts';
import type { ChaosSystem } from '../system/chaos-system.ts';
import type { Journal } from '../users/journal.ts';
import { payForgotten } from './late-money.ts';
import type { WechatControl } from './wechat-control.ts';

const LOOK_MS = 50;
const RISEN_MS = 30_000;

/** Takes the steps of the plan, each when its number of orders has been begun; harms to different targets overlap. */
export class Conductor {
  readonly taken: { step: Step; at: Date }[] = [];

  readonly #plan: Plan;
  readonly #system: ChaosSystem;
  readonly #wechat: WechatControl;
  readonly #journal: Journal;
  readonly #tell: (line: string) => void;

  constructor(plan: Plan, system: ChaosSystem, wechat: WechatControl, journal: Journal, tell: (line: string) => void) {
    this.#plan = plan;
    this.#system = system;
    this.#wechat = wechat;
    this.#journal = journal;
    this.#tell = tell;
  }

  async run(over: AbortSignal): Promise<void> {
    await this.#wechat.mood(this.#plan.usual);
    for (const step of this.#plan.steps) {
      while (this.#journal.begun < step.afterOrders && !over.aborted) await sleep(LOOK_MS);
      if (over.aborted) return;
      await this.#risen(step);
      this.taken.push({ step, at: new Date() });
      this.#tell(`step ${step.no}/${this.#plan.steps.length}: ${wordsOf(step)}`);
      await this.#take(step);
    }
  }

  /** Faults off, and everything up. */
  async heal(): Promise<void> {
    await this.#wechat.calm();
    await this.payLate();
    await Promise.all([...this.#system.mortals.values()].map(({ up }) => up));
  }

  /** Money comes for payments that are closed here. */
  async payLate(): Promise<void> {
    const paid = await payForgotten(this.#system.mysqlUrl, this.#wechat);
    if (paid > 0) this.#journal.count('payments made late', paid);
  }

  async #take(step: Step): Promise<void> {
    if (step.do === 'wechat') await this.#wechat.mood(mixed(this.#plan.usual, step.rates));
    else if (step.do === 'funds') await this.#wechat.funds(step.available);
    else if (step.do === 'late money') await this.payLate();
    else if (step.do === 'freeze') this.#system.mortals.get(step.target)?.freeze(step.forMs);
    else await this.#system.mortals.get(step.target)?.kill(step.downMs);
  }

  /** Who is down cannot be killed; but somebody may be unable to rise because of others that the plan harms next. */
  async #risen(step: Step): Promise<void> {
    if (!('target' in step)) return;
    const { up } = this.#system.mortals.get(step.target) ?? {};
    await Promise.race([up, sleep(RISEN_MS, undefined, { ref: false })]);
  }
}
