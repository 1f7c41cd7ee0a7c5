import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** One of the programs that try the whole system, as a process of its own. */
export class TrialProgram {
  #child: ChildProcess | undefined;

  constructor(private readonly path: string) {}

  /** What it said until its end; throws when it did not end well. */
  async run(...args: readonly string[]): Promise<string> {
    // By the channel it learns when nobody waits for it any more.
    const child = spawn(process.execPath, [this.path, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    this.#child = child;
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`it ended with ${code}\n${said}`);
    return said;
  }

  /** A run that is out of time leaves no processes behind. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}
