import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';

let child: ChildProcess | undefined;

// A run that is out of time leaves no processes behind.
afterEach(async () => {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}, 60_000);

/** `npm run chaos` as a process of its own, with servers and applications of its own. */
async function chaos(...args: readonly string[]): Promise<{ code: number | null; said: string }> {
  // By the channel it learns when nobody waits for it any more.
  const program = spawn(process.execPath, ['deploy/chaos/chaos.ts', ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child = program;
  let said = '';
  program.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  program.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(program, 'close')) as [number | null];
  return { code, said };
}

describe('npm run chaos', () => {
  it.each(['kafka', 'redis'])(
    'breaks everything around 300 orders over %s, and no fen and no event is wrong',
    async (transport) => {
      const { code, said } = await chaos('--orders', '300', '--seed', '1', '--transport', transport);
      if (code !== 0) throw new Error(`it ended with ${code}\n${said}`);
      expect(said).toContain('All of it holds.');
    },
    600_000,
  );
});
