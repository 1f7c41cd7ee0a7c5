import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/**
 * Gives the load a core of its own and everything else the others, so that what is measured is how the system bears the load and not how
 * both share a core; in production phones do not run on the server. Linux with two cores at least, else nothing is changed.
 */
export class Cores {
  readonly #last = availableParallelism() - 1;
  readonly areApart: boolean;

  constructor() {
    this.areApart = this.#last > 0 && this.#move(String(this.#last));
  }

  /** What this process starts from now on runs on the cores of the system. */
  startSystem(): void {
    if (this.areApart) this.#move(`0-${this.#last - 1}`);
  }

  /** This process has the core of the load. */
  startLoad(): void {
    if (this.areApart) this.#move(String(this.#last));
  }

  #move(cores: string): boolean {
    return spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, String(process.pid)]).status === 0;
  }
}
