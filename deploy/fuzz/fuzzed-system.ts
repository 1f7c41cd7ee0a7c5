import { join } from 'node:path';
import { buildApps } from '../build/build-apps.ts';
import { addressesOf, findServers } from '../local/infra/find-servers.ts';
import { freePorts } from '../local/process/ports.ts';
import type { ProcessEvents } from '../local/process/supervised-process.ts';
import type { Shutdown } from '../local/shutdown.ts';
import { loadSecrets } from '../local/state/secrets.ts';
import { ownEnvironment } from '../local/system/own-environment.ts';
import { startSystem } from '../local/system/system.ts';
import { UNHURRIED } from '../local/system/wide-budgets.ts';
import type { Steps } from '../local/terminal/steps.ts';
import { prepareWorld, type World } from './prepare-world.ts';

export interface FuzzedSystem {
  gatewayUrl: string;
  simulatorUrl: string;
  world: World;
  /** Processes that died by themselves. */
  crashes(): readonly string[];
}

export interface FuzzRun {
  root: string;
  dir: string;
  steps: Steps;
  shutdown: Shutdown;
}

/** The whole system on servers of its own, without limits on how much may be asked. */
export async function startFuzzedSystem({ root, dir, steps, shutdown }: FuzzRun): Promise<FuzzedSystem> {
  const died: string[] = [];
  const events: ProcessEvents = {
    died: ({ plan: { name, logFile } }, how) => void died.push(`${name} died by itself (${how}), see ${logFile}`),
  };
  const secrets = await loadSecrets(dir);
  const [mysql = 0, redis = 0, kafka = 0, kafkaController = 0] = await freePorts(4);
  const [servers] = await Promise.all([
    findServers({
      root,
      dir: join(dir, 'servers'),
      env: {},
      passwords: { mysqlRoot: secrets.mysqlRootPassword, redis: secrets.redisPassword },
      tuning: 'fast',
      containers: false,
      usualPorts: { mysql, redis, kafka, kafkaController },
      steps,
      events,
      register: (server) => shutdown.server(server),
    }),
    steps.run('Build', () => buildApps(root)),
  ]);
  const system = await startSystem({
    root,
    dir,
    infra: addressesOf(servers),
    ports: 'free',
    env: { ...ownEnvironment(process.env), ...UNHURRIED, TRUSTED_PROXIES: '127.0.0.1' },
    events,
    register: (app) => shutdown.app(app),
    stage: (title, work) => steps.run(title, work),
  });
  const { gatewayUrl, simulatorUrl } = system;
  const world = await steps.run('Orders and an operator', () =>
    prepareWorld(gatewayUrl, simulatorUrl, system.secrets.operatorPassword),
  );
  return { gatewayUrl, simulatorUrl, world, crashes: () => died };
}
