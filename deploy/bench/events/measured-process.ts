import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../../local/process/run-command.ts';
import type { Command, News, Plan } from './protocol.ts';

const START_MS = 60_000;

/** Bundles the measured service as applications are bundled; answers its file. */
export async function bundleService(root: string, dir: string): Promise<string> {
  const bundler = join(root, 'deploy/build/bundle-program.mjs');
  const { code, output } = await runCommand(process.execPath, [bundler, join(import.meta.dirname, 'service'), dir]);
  if (code !== 0) throw new Error(output);
  return join(dir, 'main.js');
}

/** One measured process. */
export class MeasuredProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #hear: (news: News) => void = () => {};

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#ended = new Promise((resolve) => child.once('exit', () => resolve()));
    child.on('message', (news: News) => this.#hear(news));
  }

  /** Starts it and waits until its relay and its consumer run. */
  static async start(file: string, dir: string, plan: Plan): Promise<MeasuredProcess> {
    await mkdir(dir, { recursive: true });
    const log = openSync(join(dir, `${plan.name}.log`), 'a');
    const child = spawn(process.execPath, ['--enable-source-maps', file], {
      env: { ...process.env, NODE_ENV: 'production', PLAN: JSON.stringify(plan) },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    const measured = new MeasuredProcess(child);
    await measured.#next('runs', START_MS);
    return measured;
  }

  /** Begins a transaction with one event at each tick; answers when each was committed. */
  async write(rate: number, seconds: number): Promise<Map<number, number>> {
    this.#tell({ do: 'write', rate, seconds });
    return new Map((await this.#next('commits', seconds * 1000 + START_MS)).commits);
  }

  /** When the effects since the last time were committed. */
  async effects(): Promise<[number, number][]> {
    this.#tell({ do: 'effects' });
    return (await this.#next('effects', START_MS)).effects;
  }

  /** What the process has cost so far, in ms of a core, and when that was. */
  async cpu(): Promise<{ ms: number; at: number }> {
    this.#tell({ do: 'cpu' });
    const { cpu, at } = await this.#next('cpu', START_MS);
    return { ms: (cpu.user + cpu.system) / 1000, at };
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.#ended;
  }

  #tell(command: Command): void {
    this.#child.send(command);
  }

  #next<K extends string>(kind: K, timeoutMs: number): Promise<Extract<News, Record<K, unknown>>> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`the measured process does not tell its ${kind}`)), timeoutMs);
      void this.#ended.then(() => reject(new Error('the measured process has ended')));
      this.#hear = (news) => {
        if (!(kind in news)) return;
        clearTimeout(late);
        resolve(news as Extract<News, Record<K, unknown>>);
      };
    });
  }
}
