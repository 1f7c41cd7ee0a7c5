import { SupervisedProcess } from '../../local/process/supervised-process.ts';
import { appPlan } from '../../local/system/app-process.ts';
import type { BenchRun } from '../bench-run.ts';

export const APPS = ['order', 'payment', 'gateway'] as const;
export type BenchApp = (typeof APPS)[number];

const STOP_MS = 5_000;

export interface AppSettings {
  adminPort: number;
  env: NodeJS.ProcessEnv;
}

/** The applications as they are built for production; each is started and stopped by itself. */
export class BenchApps {
  readonly #run: BenchRun;
  readonly #settings: Record<BenchApp, AppSettings>;
  readonly #running = new Map<BenchApp, SupervisedProcess>();

  constructor(run: BenchRun, settings: Record<BenchApp, AppSettings>) {
    this.#run = run;
    this.#settings = settings;
  }

  /** Gives its process id. Topics of another prefix are other topics: a consumer that starts finds nothing in them from before. */
  async start(app: BenchApp, topicPrefix: string, more: NodeJS.ProcessEnv = {}): Promise<number> {
    const { adminPort, env } = this.#settings[app];
    const { root, dir } = this.#run;
    const plan = appPlan(root, app, adminPort, { ...env, EVENTS_TOPIC_PREFIX: topicPrefix, ...more }, dir);
    const process = new SupervisedProcess(plan, {});
    this.#running.set(app, process);
    await process.start();
    return process.pid ?? 0;
  }

  async stop(app: BenchApp): Promise<void> {
    await this.#running.get(app)?.stop(STOP_MS);
    this.#running.delete(app);
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((app) => this.stop(app)));
  }
}
