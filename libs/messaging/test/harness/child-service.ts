import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@minisuite/testing';
import { findProgram } from '../../../../deploy/local/process/find-program.ts';
import { runCommand } from '../../../../deploy/local/process/run-command.ts';
import type { ChildPlan, Command, News } from './child/main.js';
import type { Passage, Point } from './script.js';

const ROOT = process.cwd();
const DIR = join(process.env['TEST_DIR'] ?? join(ROOT, '.local/test'), `messaging-${process.env['JEST_WORKER_ID']}`);
const setpriv = findProgram('setpriv');

let built: Promise<string> | undefined;
let started = 0;

// Once for each test file: a process that can be killed has to be one that runs without Jest.
function program(): Promise<string> {
  built ??= (async () => {
    const bundler = join(ROOT, 'deploy/build/bundle-program.mjs');
    const { code, output } = await runCommand(process.execPath, [bundler, join(import.meta.dirname, 'child'), DIR]);
    if (code !== 0) throw new Error(output);
    return join(DIR, 'main.js');
  })();
  return built;
}

type Answer = PromiseWithResolvers<void>;
type NewCommand = Command extends infer C ? (C extends Command ? Omit<C, 'id'> : never) : never;

/** A service of the test in a process of its own, which may be killed and frozen. */
export class ChildService {
  readonly passages: Passage[] = [];
  readonly ended: Promise<NodeJS.Signals | number | null>;
  private readonly answers = new Map<number, Answer>();
  private running = false;
  private commands = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (news: News) => this.hear(news));
    this.ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
    void this.ended.then((how) => {
      for (const { reject } of this.answers.values()) reject(new Error(`the process has ended: ${String(how)}`));
    });
  }

  /** Starts a process; its log is in the folder of the test run. */
  static async start(plan: ChildPlan): Promise<ChildService> {
    const file = await program();
    started += 1;
    mkdirSync(DIR, { recursive: true });
    const log = openSync(join(DIR, `${plan.name}-${started}.log`), 'a');
    const node = [process.execPath, '--enable-source-maps', '--disable-warning=TimeoutNegativeWarning', file];
    // A frozen child would outlive a killed test.
    const [command = '', ...args] = setpriv ? [setpriv, '--pdeathsig', 'KILL', ...node] : node;
    const child = spawn(command, args, {
      env: { ...process.env, PLAN: JSON.stringify(plan) },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    return new ChildService(child);
  }

  /** Waits until relay and consumer run. */
  async untilRuns(): Promise<this> {
    const ended = this.ended.then((how) => Promise.reject(new Error(`the process has ended: ${String(how)}`)));
    await Promise.race([eventually('relay and consumer run', () => this.running, 60_000), ended]);
    return this;
  }

  async write(...events: [orderId: string, title: string][]): Promise<void> {
    await this.ask({ write: events });
  }

  /** Writes the next numbered event of each of these aggregates, in one transaction. */
  async writeNext(...aggregateIds: string[]): Promise<void> {
    await this.ask({ writeNext: aggregateIds });
  }

  async release(title: string): Promise<void> {
    await this.ask({ release: title });
  }

  /** How often events with this title came by a point. */
  count(at: Point, title: string): number {
    return this.passages.filter((passage) => passage.at === at && passage.titles.includes(title)).length;
  }

  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  resume(): void {
    this.child.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Ends it as a deployment does. */
  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.ended;
  }

  private hear(news: News): void {
    if ('passage' in news) this.passages.push(news.passage);
    if ('runs' in news) this.running = true;
    if (!('done' in news)) return;
    const answer = this.answers.get(news.done);
    this.answers.delete(news.done);
    if (news.error === undefined) answer?.resolve();
    else answer?.reject(new Error(news.error));
  }

  private async ask(command: NewCommand): Promise<void> {
    this.commands += 1;
    const answer = Promise.withResolvers<void>();
    this.answers.set(this.commands, answer);
    this.child.send({ ...command, id: this.commands });
    await answer.promise;
  }
}
