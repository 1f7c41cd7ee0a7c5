import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { demandDiskSpace, explain } from '../local/check-machine.ts';
import { Shutdown } from '../local/shutdown.ts';
import { Steps } from '../local/terminal/steps.ts';

/** A program that tries the system: it starts servers and services of its own in a folder of its own, and leaves nothing behind. */
export class Trial {
  readonly root = join(import.meta.dirname, '../..');
  readonly dir: string;
  readonly steps = new Steps();
  readonly shutdown = new Shutdown();
  #begun = false;
  #interrupted = false;

  constructor(name: string) {
    this.dir = join(this.root, `.local/${name}/run-${process.pid}`);
  }

  /** Does the work until it ends, fails or somebody stops it. */
  async run(work: () => Promise<void>): Promise<void> {
    const stop = (): void => {
      this.#interrupted = true;
      void this.#clear(false).then(() => process.exit(130));
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    // Whoever started it is gone.
    process.on('disconnect', stop);
    try {
      await work();
    } catch (error) {
      // What fails because everything is being stopped is no news.
      if (this.#interrupted) return;
      console.error(`\n${explain(error) ?? (error instanceof Error ? error.stack : String(error))}`);
      await this.#clear(true);
      process.exit(1);
    }
  }

  /** Makes the folder; throws a Failure when the disk is too full for it. */
  async begin(): Promise<void> {
    this.#begun = true;
    await mkdir(this.dir, { recursive: true });
    await demandDiskSpace(this.dir);
  }

  /** Stops everything and ends this process, with 0 when all was well and else with 1. */
  async end({ good, keep, lastWord }: { good: boolean; keep: boolean; lastWord?: string }): Promise<void> {
    if (this.#interrupted) return;
    if (lastWord) this.steps.say(`\n${lastWord}`);
    await this.#clear(keep);
    process.exit(good ? 0 : 1);
  }

  async #clear(keep: boolean): Promise<void> {
    await this.shutdown.run();
    if (!this.#begun) return;
    if (keep) console.error(`Logs and data are in ${this.dir}`);
    else await rm(this.dir, { recursive: true, force: true });
  }
}
