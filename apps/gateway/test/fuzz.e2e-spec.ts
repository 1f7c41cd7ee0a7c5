import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, it } from '@jest/globals';

let child: ChildProcess | undefined;

// A run that is out of time leaves no processes behind.
afterEach(async () => {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}, 60_000);

it('answers nothing undocumented to two minutes of requests that nobody would think of', async () => {
  const args = ['deploy/fuzz/fuzz.ts', '--minutes', '2', '--seed', '1'];
  // By the channel it learns when nobody waits for it any more.
  const program = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  child = program;
  let said = '';
  program.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  program.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(program, 'close')) as [number | null];
  if (code !== 0) throw new Error(`it ended with ${code}\n${said}`);
  expect(said).toContain('Every answer was as documented.');
}, 600_000);
