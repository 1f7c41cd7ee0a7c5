import { setTimeout as sleep } from 'node:timers/promises';
import { type ProcessEvents, type ProcessPlan, SupervisedProcess } from '../../local/process/supervised-process.ts';

const AGAIN_MS = 1_000;

/** A process that may be killed, frozen and started again, any number of times; each life has a log of its own. */
export class Mortal {
  readonly name: string;
  readonly #plan: ProcessPlan;
  readonly #events: ProcessEvents;
  readonly #logFile: string;
  #process: SupervisedProcess;
  #lives = 1;
  #up: Promise<void> = Promise.resolve();
  #deaths = 0;
  #ended = false;
  readonly #politely: NodeJS.Signals;

  /** Takes over a process that runs. */
  constructor(first: SupervisedProcess, events: ProcessEvents) {
    this.#process = first;
    this.#plan = first.plan;
    this.#logFile = first.plan.logFile;
    this.#politely = first.plan.stopSignal;
    this.#events = events;
    this.name = first.plan.name;
  }

  /** Resolves when it is ready, thawed and not about to be started. */
  get up(): Promise<void> {
    return this.#up;
  }

  /** Kills it as a crash would, without any warning, and starts it after a time, again and again until it is ready. */
  async kill(downMs: number): Promise<void> {
    this.#deaths += 1;
    await this.#end('SIGKILL', 0);
    this.#up = this.#revive(downMs, this.#deaths);
  }

  /** Stops its time, as a machine does that is moved or out of memory. */
  freeze(ms: number): void {
    const frozen = this.#process;
    frozen.kill('SIGSTOP');
    this.#up = sleep(ms).then(() => frozen.kill('SIGCONT'));
  }

  async stop(graceMs: number): Promise<void> {
    this.#ended = true;
    this.#process.kill('SIGCONT');
    await this.#end(this.#politely, graceMs);
  }

  async #end(signal: NodeJS.Signals, graceMs: number): Promise<void> {
    this.#process.plan.stopSignal = signal;
    await this.#process.stop(graceMs);
  }

  async #revive(downMs: number, deaths: number): Promise<void> {
    await sleep(downMs);
    while (!this.#ended && this.#deaths === deaths) {
      this.#lives += 1;
      const logFile = this.#logFile.replace(/\.log$/, `.${this.#lives}.log`);
      const next = new SupervisedProcess({ ...this.#plan, logFile }, this.#events);
      this.#process = next;
      try {
        return await next.start();
      } catch {
        // What it needs may be away as well; nothing else would start it any more.
        await this.#end('SIGKILL', 0);
        await sleep(AGAIN_MS);
      }
    }
  }
}
