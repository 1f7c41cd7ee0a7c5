import { spawn, type ChildProcess } from 'node:child_process';

export interface CommandResult {
  code: number | null;
  output: string;
}

export interface CommandOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  timeoutMs?: number;
  signal?: AbortSignal;
  onLine?: (line: string) => void;
}

const running = new Set<ChildProcess>();

/** Ends the programs that run now, because nobody wants their answer any more. */
export function endCommands(): void {
  for (const child of running) child.kill('SIGTERM');
}

/** Runs a program to its end and keeps what it said; never rejects, a program that cannot be started has code 127. */
export function runCommand(command: string, args: string[], options: CommandOptions = {}): Promise<CommandResult> {
  return new Promise((resolve) => {
    const chunks: string[] = [];
    const finish = (result: CommandResult): void => {
      running.delete(child);
      resolve(result);
    };
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
      signal: options.signal,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    const hear = (data: Buffer): void => {
      const text = data.toString();
      chunks.push(text);
      if (options.onLine) text.split('\n').filter(Boolean).forEach(options.onLine);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', (error) => finish({ code: 127, output: `${chunks.join('')}${error.message}` }));
    child.once('close', (code) => finish({ code, output: chunks.join('') }));
  });
}

/** The last lines of what a program said, for an error message. */
export function lastLines(output: string, count = 8): string {
  return output.trim().split('\n').slice(-count).join('\n');
}
