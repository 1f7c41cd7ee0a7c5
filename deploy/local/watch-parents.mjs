import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const EVERY_MS = 500;

/**
 * Calls back once when npm, or the shell that npm starts us in, has ended. npm passes a signal on to that shell only, and
 * the shell ends without telling us; then nobody could stop us any more. Does nothing when npm did not start us.
 * The answer ends the watch.
 */
export function watchParents(gone) {
  if (!process.env.npm_lifecycle_event) return () => undefined;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const timer = setInterval(() => {
    if (process.ppid === shell && (npm === undefined || parentOf(shell) === npm)) return;
    clearInterval(timer);
    gone();
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function parentOf(pid) {
  if (process.platform === 'linux') {
    try {
      // The name stands in brackets and may hold anything; the parent is the second field after it.
      return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(')').pop().trim().split(' ')[1]);
    } catch {
      return undefined;
    }
  }
  const { status, stdout } = spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}
