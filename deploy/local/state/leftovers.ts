import { setTimeout as sleep } from 'node:timers/promises';
import { isOurs } from '../process/command-line.ts';
import { readRunState } from './run-file.ts';

const GRACE_MS = 8_000;

/** Ends what an earlier start left running when it was killed; gives the names of what it ended. */
export async function endLeftovers(dir: string): Promise<string[]> {
  const state = await readRunState(dir);
  const processes = Object.entries(state?.processes ?? {});
  const ended = await Promise.all(
    processes.map(async ([name, { pid, proof }]) => {
      if (pid === undefined || !proof || !(await isOurs(pid, proof))) return undefined;
      await end(pid, proof);
      return name;
    }),
  );
  return ended.filter((name) => name !== undefined);
}

async function end(pid: number, proof: string): Promise<void> {
  send(pid, 'SIGTERM');
  const deadline = Date.now() + GRACE_MS;
  while (Date.now() < deadline) {
    if (!(await isOurs(pid, proof))) return;
    await sleep(50);
  }
  send(pid, 'SIGKILL');
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}
