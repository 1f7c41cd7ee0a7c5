import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CertFiles } from '../../certs/cert-files.ts';
import { SupervisedProcess, type ProcessEvents } from '../process/supervised-process.ts';
import { readEnvFile } from '../state/env-file.ts';
import { loadSecrets, type Secrets } from '../state/secrets.ts';
import { appEnvironment, type EnvironmentInput } from './app-environment.ts';
import { appPlan, runAppCommand } from './app-process.ts';
import { anyFreePorts, APPS, SERVICES, type AppName, type AppPorts } from './app-ports.ts';
import { isolateRedis } from './isolation.ts';
import type { InfraAddresses } from './infra-addresses.ts';
import { createSchemas, dropSchemas } from './schemas.ts';

const ROOT = join(import.meta.dirname, '../../..');
const GRACE_MS = 5_000;
// A system that is not started anew for so long renews them by npm run certs.
const RENEWED_DAYS_BEFORE = 180;

export interface SystemOptions {
  /** The root of the clone, in which the applications have been built; this one unless said otherwise. */
  root?: string;
  /** The folder for secrets, logs and the simulator's state. */
  dir: string;
  infra: InfraAddresses;
  ports: AppPorts | 'free';
  /** Keeps systems on the same servers apart: a part of their schemas' and topics' names. Lower-case letters, digits. */
  isolation?: string;
  /** The environment around the applications; what it sets beyond the system's own variables reaches all of them. */
  env?: NodeJS.ProcessEnv;
  events?: ProcessEvents;
  /** Called with each process before it starts, for a caller that may have to stop in the middle of the start. */
  register?(process: SupervisedProcess): void;
  /** Wraps the stages of the start, for a caller that shows them. */
  stage?<T>(title: string, work: () => Promise<T>): Promise<T>;
}

export interface System {
  ports: AppPorts;
  secrets: Secrets;
  /** `http://127.0.0.1:<port>` of the gateway and of the simulator. */
  gatewayUrl: string;
  simulatorUrl: string;
  processes: Map<AppName, SupervisedProcess>;
  /** Sends a signal to one application; a killed one is started again after a second. */
  kill(app: AppName, signal: NodeJS.Signals): void;
  /** Ends all applications; with an isolation of its own, also removes the schemas. */
  stop(): Promise<void>;
}

/** Migrates, seeds and starts the six applications on running servers, and waits until all are ready. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { root = ROOT, dir, isolation = '', stage = (_title, work) => work() } = options;
  const infra = isolateRedis(options.infra, isolation);
  const ports = options.ports === 'free' ? await anyFreePorts() : options.ports;
  const outer = options.env ?? process.env;
  await mkdir(dir, { recursive: true });
  const secrets = await loadSecrets(dir);
  const certificates = new CertFiles(join(dir, 'certs'));
  await certificates.issueWhenNeeded(RENEWED_DAYS_BEFORE);
  const simulatorDir = join(dir, 'wechat-simulator');

  const [databases, merchant] = await Promise.all([
    stage('Schemas and accounts', () => createSchemas(infra.mysqlAdminUrl, secrets.databasePasswords, isolation)),
    stage('Credentials of the simulated WeChat', async () => {
      await runAppCommand(root, 'wechat-simulator', 'credentials', { ...outer, SIMULATOR_STATE_DIR: simulatorDir });
      return readEnvFile(join(simulatorDir, 'merchant.env'));
    }),
  ]);
  const topicPrefix = isolation ? `${isolation}.` : '';
  const input: EnvironmentInput = {
    root,
    ports,
    infra,
    secrets,
    certificates,
    databases,
    simulatorDir,
    merchant,
    topicPrefix,
    outer,
  };
  const environment = (app: AppName): NodeJS.ProcessEnv => appEnvironment(app, input);

  await stage('Migrations and demo catalogue', () =>
    Promise.all(
      SERVICES.map(async (service) => {
        await runAppCommand(root, service, 'migrate', environment(service));
        if (service === 'order') await runAppCommand(root, service, 'seed', environment(service));
      }),
    ),
  );

  const processes = new Map(
    APPS.map((app) => {
      const plan = appPlan(root, app, ports[app].adminPort, environment(app), join(dir, 'logs'));
      return [app, new SupervisedProcess(plan, options.events)];
    }),
  );
  const stop = async (): Promise<void> => {
    await Promise.all([...processes.values()].map((child) => child.stop(GRACE_MS)));
    if (isolation) await dropSchemas(infra.mysqlAdminUrl, isolation);
  };
  try {
    await Promise.all(
      [...processes].map(([app, child]) => {
        options.register?.(child);
        return stage(app, () => child.start());
      }),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ports,
    secrets,
    gatewayUrl: `http://127.0.0.1:${ports.gateway.port}`,
    simulatorUrl: `http://127.0.0.1:${ports['wechat-simulator'].port}`,
    processes,
    kill: (app, signal) => processes.get(app)?.kill(signal),
    stop,
  };
}
