import type { ChildProcess } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildApps } from '../build/build-apps.ts';
import { explain } from '../local/check-machine.ts';
import type { Shutdown } from '../local/shutdown.ts';
import type { Steps } from '../local/terminal/steps.ts';
import type { TestArguments, Tier } from './arguments.ts';
import { runTier, type Count } from './jest-tier.ts';
import { startTestServers } from './test-servers.ts';

export interface TestRun {
  root: string;
  /** The folder of this run alone. */
  dir: string;
  args: TestArguments;
  steps: Steps;
  shutdown: Shutdown;
}

/** Runs the wished tiers one after the other and sums up what they counted. */
export async function runTiers({ root, dir, args, steps, shutdown }: TestRun): Promise<Count> {
  await mkdir(dir, { recursive: true });
  const needs = (...tiers: Tier[]): boolean => tiers.some((tier) => args.tiers.includes(tier));
  const prepared = needs('int', 'e2e')
    ? startTestServers({
        root,
        dir: join(dir, 'servers'),
        mysql: args.mysql,
        steps,
        register: (server) => shutdown.server(server),
      })
    : Promise.resolve({});
  // A failure to prepare is reported when it is awaited, after the tier that runs meanwhile.
  prepared.catch(() => undefined);

  const prepare = async (tier: Tier): Promise<NodeJS.ProcessEnv> => {
    if (tier === 'unit') return {};
    const variables = await prepared;
    if (tier === 'e2e') await steps.run('Build', () => buildApps(root));
    return variables;
  };
  const sum: Count = { passed: 0, failed: 0 };
  for (const tier of args.tiers) {
    const variables = await prepare(tier).catch((error: unknown) => {
      if (!shutdown.begun) steps.say(`\n${explain(error) ?? String(error)}`);
      return undefined;
    });
    if (shutdown.begun) break;
    // A tier that cannot run is one failure, and the others still count.
    if (!variables) {
      sum.failed += 1;
      continue;
    }
    steps.say(`\n${tier} tests`);
    const count = await runTier(tier, {
      root,
      dir,
      env: { ...process.env, NODE_ENV: 'test', TEST_DIR: dir, ...variables },
      jest: args.jest,
      onStart: (child) => shutdown.app(() => stopJest(child)),
    });
    sum.passed += count.passed;
    sum.failed += count.failed;
  }
  return sum;
}

async function stopJest(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), 3_000);
  await ended;
  clearTimeout(killer);
}
