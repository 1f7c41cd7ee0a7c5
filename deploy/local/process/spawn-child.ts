import { spawn, type ChildProcess } from 'node:child_process';
import { findProgram } from './find-program.ts';

export interface ChildSpec {
  command: string;
  args: string[];
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** How it is ended when its launcher is killed, SIGTERM unless said otherwise. */
  deathSignal?: 'TERM' | 'KILL';
}

const setpriv = process.platform === 'linux' ? findProgram('setpriv') : undefined;

/**
 * Starts a program in a process group of its own, so that Ctrl-C in the terminal does not hit databases and services at
 * the same moment. Where the kernel offers it, the child is told to end when its launcher is killed.
 */
export function spawnChild(spec: ChildSpec, fd: number): ChildProcess {
  const [command, args] = setpriv
    ? [setpriv, ['--pdeathsig', spec.deathSignal ?? 'TERM', spec.command, ...spec.args]]
    : [spec.command, spec.args];
  return spawn(command, args, {
    cwd: spec.cwd,
    env: spec.env ?? process.env,
    stdio: ['ignore', fd, fd],
    detached: true,
  });
}
