import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Backoff } from './backoff.ts';
import { Failure } from './failure.ts';
import { LogFile } from './log-file.ts';
import { spawnChild, type ChildSpec } from './spawn-child.ts';

export interface ProcessPlan extends ChildSpec {
  name: string;
  logFile: string;
  /** Text in the command line that tells the process from any other that got its number later. */
  proof: string;
  stopSignal: NodeJS.Signals;
  /** How long it may take from start to ready. */
  readyMs: number;
  /** Resolves when the process can do its work. */
  probe(): Promise<void>;
}

export interface ProcessEvents {
  started?(process: SupervisedProcess): void;
  died?(process: SupervisedProcess, how: string, restartInMs: number): void;
  recovered?(process: SupervisedProcess): void;
  line?(process: SupervisedProcess, line: string): void;
}

/** One child process that is started again whenever it dies, until somebody stops it. */
export class SupervisedProcess {
  readonly plan: ProcessPlan;
  readonly log: LogFile;
  readonly #events: ProcessEvents;
  readonly #backoff = new Backoff();
  readonly #stopping = new AbortController();
  readonly #tail: NodeJS.Timeout;
  #child: ChildProcess | undefined;
  #exited: Promise<void> = Promise.resolve();
  #stopped: Promise<void> | undefined;
  #startedAt = 0;
  #everReady = false;

  constructor(plan: ProcessPlan, events: ProcessEvents = {}) {
    this.plan = plan;
    this.#events = events;
    this.log = new LogFile(plan.logFile);
    this.#tail = setInterval(() => this.#readLog(), 250);
    this.#tail.unref();
  }

  get pid(): number | undefined {
    return this.#child?.exitCode === null && this.#child.signalCode === null ? this.#child.pid : undefined;
  }

  /** Starts the process and waits until it is ready; a process that ends before that is a failure, not a restart. */
  async start(): Promise<void> {
    this.#spawn();
    await this.#untilReady();
    this.#everReady = true;
  }

  kill(signal: NodeJS.Signals): void {
    if (this.pid !== undefined) process.kill(this.pid, signal);
  }

  /** Asks the process to end, and ends it when the grace is over; a second call waits for the first. */
  stop(graceMs: number): Promise<void> {
    this.#stopped ??= this.#stop(graceMs);
    return this.#stopped;
  }

  async #stop(graceMs: number): Promise<void> {
    this.#stopping.abort();
    if (this.pid !== undefined) {
      this.kill(this.plan.stopSignal);
      const killer = setTimeout(() => this.kill('SIGKILL'), graceMs);
      await this.#exited;
      clearTimeout(killer);
    }
    clearInterval(this.#tail);
    this.#readLog();
    this.log.close();
  }

  #spawn(): void {
    const child = spawnChild(this.plan, this.log.fd);
    this.#child = child;
    this.#startedAt = Date.now();
    this.#exited = new Promise((resolve) => {
      child.once('error', () => resolve());
      child.once('exit', (code, signal) => {
        resolve();
        void this.#afterExit(signal ?? `exit code ${code}`);
      });
    });
    this.#events.started?.(this);
  }

  async #untilReady(): Promise<void> {
    const deadline = Date.now() + this.plan.readyMs;
    let last = 'no answer';
    while (Date.now() < deadline) {
      if (this.#stopping.signal.aborted) throw new Failure(`${this.plan.name} was stopped while it started.`);
      if (this.pid === undefined) throw new Failure(this.#story(`${this.plan.name} ended while it started`));
      try {
        await this.plan.probe();
        return;
      } catch (error) {
        last = error instanceof Error ? error.message : String(error);
      }
      await sleep(100);
    }
    throw new Failure(this.#story(`${this.plan.name} was not ready after ${this.plan.readyMs / 1000} s (${last})`));
  }

  async #afterExit(how: string): Promise<void> {
    if (this.#stopping.signal.aborted || !this.#everReady) return;
    const wait = this.#backoff.next(Date.now() - this.#startedAt);
    this.#events.died?.(this, how, wait);
    const waited = await sleep(wait, true, { signal: this.#stopping.signal }).catch(() => false);
    if (!waited) return;
    this.#spawn();
    await this.#untilReady().then(
      () => this.#events.recovered?.(this),
      // A process that dies again reports itself; one that hangs is ended so that it is started again.
      () => this.#stopping.signal.aborted || this.kill('SIGKILL'),
    );
  }

  #story(what: string): string {
    return [`${what}. The end of ${this.log.path}:`, ...this.log.tail(8).map((line) => `    ${line}`)].join('\n');
  }

  #readLog(): void {
    for (const line of this.log.newLines()) this.#events.line?.(this, line);
  }
}
