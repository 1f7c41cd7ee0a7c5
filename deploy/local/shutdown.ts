import { endCommands } from './process/run-command.ts';
import type { SupervisedProcess } from './process/supervised-process.ts';

type Stoppable = SupervisedProcess | (() => Promise<void>);

// Together below the ten seconds that a person waits after Ctrl-C.
const APPS_GRACE_MS = 5_000;
const SERVERS_GRACE_MS = 3_500;

/** Everything that was started, and the order in which it ends: first who uses the servers, then the servers. */
export class Shutdown {
  readonly #apps: Stoppable[] = [];
  readonly #servers: Stoppable[] = [];
  readonly #last: (() => Promise<void>)[] = [];
  #ended: Promise<void> | undefined;

  get begun(): boolean {
    return this.#ended !== undefined;
  }

  app(stoppable: Stoppable): void {
    this.#apps.push(stoppable);
  }

  server(stoppable: Stoppable): void {
    this.#servers.push(stoppable);
  }

  /** What to do when nothing runs any more. */
  last(work: () => Promise<void>): void {
    this.#last.push(work);
  }

  /** Ends everything; a second call waits for the first. */
  run(): Promise<void> {
    this.#ended ??= this.#run();
    return this.#ended;
  }

  async #run(): Promise<void> {
    endCommands();
    await stopAll(this.#apps, APPS_GRACE_MS);
    await stopAll(this.#servers, SERVERS_GRACE_MS);
    for (const work of this.#last.toReversed()) await work();
  }
}

async function stopAll(all: Stoppable[], graceMs: number): Promise<void> {
  await Promise.all(all.map((each) => (typeof each === 'function' ? each() : each.stop(graceMs))));
}
