import { join } from 'node:path';
import { Failure } from '../process/failure.ts';
import { lastLines, runCommand } from '../process/run-command.ts';
import type { ProcessPlan } from '../process/supervised-process.ts';
import type { AppName } from './app-ports.ts';

// V8's helper threads compete with the processes for the cores: where there are fewer of those than processes, each collection waits for a
// helper that waits for a core. Young generations are small, so that each collection is short, but large enough for a request to end before
// what it used is taken for old; the old generation may treble before all of it is looked through, which takes a tenth of a second.
const NODE_FLAGS = ['--single-threaded-gc', '--min-semi-space-size=4', '--heap-growing-percent=200'];
const YOUNG_MB = 4;
// Hundreds of requests at a time leave more behind: in overload a gateway would copy what they use again and again.
const GATEWAY_YOUNG_MB = 64;
const READY_MS = 60_000;
const ASK_MS = 5_000;

/** The built entry file of an application; its absolute path is also the proof that a process is ours. */
export function entryFile(root: string, app: AppName): string {
  return join(root, 'dist/apps', app, 'main.js');
}

/** How to start an application and how to ask whether it is ready. */
export function appPlan(
  root: string,
  app: AppName,
  adminPort: number,
  env: NodeJS.ProcessEnv,
  logDir: string,
): ProcessPlan {
  return {
    name: app,
    command: process.execPath,
    args: [...nodeFlags(app), entryFile(root, app)],
    cwd: root,
    env,
    proof: entryFile(root, app),
    logFile: join(logDir, `${app}.log`),
    stopSignal: 'SIGTERM',
    readyMs: READY_MS,
    probe: () => askReady(adminPort),
  };
}

/** What Node is told for an application; the images say the same. */
export function nodeFlags(app: AppName): string[] {
  return [...NODE_FLAGS, `--max-semi-space-size=${app === 'gateway' ? GATEWAY_YOUNG_MB : YOUNG_MB}`];
}

/** Runs a command of an application, such as `migrate`, to its end. */
export async function runAppCommand(
  root: string,
  app: AppName,
  command: string,
  env: NodeJS.ProcessEnv,
  args: readonly string[] = [],
): Promise<string> {
  const { code, output } = await runCommand(process.execPath, [entryFile(root, app), command, ...args], {
    cwd: root,
    env,
  });
  if (code === 0) return output;
  throw new Failure(`${app} ${command} failed:\n${lastLines(output, 20)}`);
}

async function askReady(adminPort: number): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${adminPort}/readyz`, { signal: AbortSignal.timeout(ASK_MS) });
  const body = await response.text();
  if (response.ok) return;
  throw new Error(`/readyz answers ${response.status} ${body.slice(0, 300)}`);
}
