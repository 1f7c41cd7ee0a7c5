import { readFile } from 'node:fs/promises';
import { runCommand } from './run-command.ts';

/** The command line of a living process; undefined when there is none of that number (a zombie counts as none). */
export async function commandLine(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return text ? text.replaceAll('\0', ' ').trim() : undefined;
  }
  const { code, output } = await runCommand('ps', ['-o', 'command=', '-p', String(pid)]);
  return code === 0 && output.trim() ? output.trim() : undefined;
}

/** True when that process lives and its command line contains the proof that it is the one we mean. */
export async function isOurs(pid: number, proof: string): Promise<boolean> {
  return (await commandLine(pid))?.includes(proof) ?? false;
}
