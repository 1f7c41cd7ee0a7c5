import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface RunningProcess {
  pid?: number;
  port?: number;
  adminPort?: number;
  /** Text in the command line that tells the process from any other that got its number later. */
  proof?: string;
  /** Where the server comes from when it is no child process of ours. */
  from?: string;
}

export interface RunState {
  startedAt: string;
  launcher: number;
  processes: Record<string, RunningProcess>;
}

/** `run.json`: what runs now, for people, scripts and the next start. */
export class RunFile {
  readonly path: string;
  readonly #state: RunState;

  constructor(dir: string) {
    this.path = join(dir, 'run.json');
    this.#state = { startedAt: new Date().toISOString(), launcher: process.pid, processes: {} };
  }

  set(name: string, entry: RunningProcess): void {
    this.#state.processes[name] = { ...this.#state.processes[name], ...entry };
    // Synchronous, because two updates at once must not overtake each other.
    writeFileSync(`${this.path}.new`, `${JSON.stringify(this.#state, null, 2)}\n`);
    renameSync(`${this.path}.new`, this.path);
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

/** What the last start wrote, if it did not end in order. */
export async function readRunState(dir: string): Promise<RunState | undefined> {
  try {
    return JSON.parse(await readFile(join(dir, 'run.json'), 'utf8')) as RunState;
  } catch {
    return undefined;
  }
}

/** Replaces a file in one step, so that a reader never sees half of it. */
export async function writeWhole(path: string, content: string, mode: number): Promise<void> {
  await writeFile(`${path}.new`, content, { mode });
  await rename(`${path}.new`, path);
}
