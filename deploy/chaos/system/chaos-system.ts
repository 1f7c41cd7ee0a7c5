import { join } from 'node:path';
import { buildApps } from '../../build/build-apps.ts';
import { addressesOf, findServers } from '../../local/infra/find-servers.ts';
import { freePorts } from '../../local/process/ports.ts';
import { type ProcessEvents, SupervisedProcess } from '../../local/process/supervised-process.ts';
import { loadSecrets } from '../../local/state/secrets.ts';
import { appPlan } from '../../local/system/app-process.ts';
import { startSystem, type System } from '../../local/system/system.ts';
import type { Server, Victim } from '../plan/steps.ts';
import { appSettings } from './app-settings.ts';
import type { ChaosRun } from './chaos-run.ts';
import { fillShop } from './goods.ts';
import { Mortal } from './mortal.ts';

export interface ChaosSystem {
  gatewayUrl: string;
  simulatorUrl: string;
  mysqlUrl: string;
  operatorPassword: string;
  mortals: ReadonlyMap<Victim | Server, Mortal>;
  /** Processes that died although nobody killed them. */
  crashes: string[];
}

const STOP_MS = 5_000;
const SERVERS_STOP_MS = 3_500;
const SECONDS = ['order', 'payment'] as const;

/** Servers that are as durable as in production, and the whole system on them, with two processes of the services that hold money. */
export async function startChaosSystem(run: ChaosRun): Promise<ChaosSystem> {
  const { root, dir, plan, kafka, lines, shutdown } = run;
  const crashes: string[] = [];
  const events: ProcessEvents = {
    died: ({ plan: { name, logFile } }, how) => {
      crashes.push(`${name}: ${how}, see ${logFile}`);
      lines.say(`! ${name} died by itself (${how})`);
    },
  };
  const mortals = new Map<Victim | Server, Mortal>();
  const secrets = await loadSecrets(dir);
  const [mysql = 0, redis = 0, kafkaPort = 0, kafkaController = 0] = await freePorts(4);
  const found: SupervisedProcess[] = [];
  const [servers] = await Promise.all([
    findServers({
      root,
      dir: join(dir, 'servers'),
      // What runs elsewhere is not ours to kill.
      env: {},
      passwords: { mysqlRoot: secrets.mysqlRootPassword, redis: secrets.redisPassword },
      tuning: 'durable',
      containers: false,
      usualPorts: { mysql, redis, kafka: kafkaPort, kafkaController },
      kafka,
      steps: lines,
      events,
      register: (server) => {
        if (server instanceof SupervisedProcess) found.push(server);
        shutdown.server(server);
      },
    }),
    lines.run('Build', async (step) => {
      const built = await buildApps(root);
      step.result(built.length > 0 ? built.join(', ') : 'up to date');
    }),
  ]);
  for (const server of found) adopt(mortals, server, events, (mortal) => shutdown.server(mortal), SERVERS_STOP_MS);
  const infra = addressesOf(servers);
  const system = await startSystem({
    root,
    dir,
    infra,
    ports: 'free',
    env: appSettings(process.env),
    events,
    register: (app) => shutdown.app(app),
    stage: (title, work) => lines.run(title, work),
  });
  const all = [...system.processes.values(), ...(await startSeconds(run, system, events))];
  for (const app of all) {
    if (app.plan.name !== 'wechat-simulator') adopt(mortals, app, events, (mortal) => shutdown.app(mortal), STOP_MS);
  }
  await fillShop(infra.mysqlAdminUrl, plan.stock);
  const { gatewayUrl, simulatorUrl } = system;
  return {
    gatewayUrl,
    simulatorUrl,
    mysqlUrl: infra.mysqlAdminUrl,
    operatorPassword: system.secrets.operatorPassword,
    mortals,
    crashes,
  };
}

function adopt(
  mortals: Map<Victim | Server, Mortal>,
  process: SupervisedProcess,
  events: ProcessEvents,
  register: (stop: () => Promise<void>) => void,
  graceMs: number,
): void {
  const mortal = new Mortal(process, events);
  mortals.set(mortal.name as Victim | Server, mortal);
  register(() => mortal.stop(graceMs));
}

/** Second processes beside the usual ones: the gateway does not know them, but they share the events and the timers. */
async function startSeconds(run: ChaosRun, system: System, events: ProcessEvents): Promise<SupervisedProcess[]> {
  const ports = await freePorts(SECONDS.length * 2);
  const processes = SECONDS.map((app, index) => {
    const [port = 0, adminPort = 0] = ports.slice(index * 2);
    const env = system.processes.get(app)?.plan.env;
    const own = { ...env, GRPC_PORT: String(port), ADMIN_PORT: String(adminPort) };
    const name = `${app}-2`;
    const plan = appPlan(run.root, app, adminPort, own, join(run.dir, 'logs'));
    return new SupervisedProcess({ ...plan, name, logFile: join(run.dir, 'logs', `${name}.log`) }, events);
  });
  await Promise.all(
    processes.map((each) => {
      run.shutdown.app(each);
      return run.lines.run(each.plan.name, () => each.start());
    }),
  );
  return processes;
}
