import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { buildApps } from '../build/build-apps.ts';
import { demandDiskSpace } from './check-machine.ts';
import { addressesOf, findServers, type Servers } from './infra/find-servers.ts';
import { wipeDocker } from './infra/from-docker.ts';
import { TITLES } from './infra/found-server.ts';
import { processNews } from './process-news.ts';
import type { Shutdown } from './shutdown.ts';
import { writeCredentials } from './state/credentials.ts';
import { readEnvFile } from './state/env-file.ts';
import { chooseTransport, lastTransport, noteTransport, withoutKafka } from './state/events-transport.ts';
import { endLeftovers } from './state/leftovers.ts';
import { RunFile } from './state/run-file.ts';
import { loadSecrets } from './state/secrets.ts';
import { takeStartLock } from './state/start-lock.ts';
import { wipe } from './state/wipe.ts';
import { APPS, demandFreePorts, portsFromEnvironment, SERVICES } from './system/app-ports.ts';
import { dropSchemas } from './system/schemas.ts';
import { startSystem } from './system/system.ts';
import type { Steps } from './terminal/steps.ts';
import { summary } from './terminal/summary.ts';

const ROOT = join(import.meta.dirname, '../..');
const DIR = join(ROOT, '.local');
const USUAL_SERVER_PORTS = { mysql: 23_306, redis: 26_379, kafka: 29_192, kafkaController: 29_193 };

/** Brings up the whole system under `.local`; `proof` is the text in this launcher's command line. */
export async function launch(fresh: boolean, proof: string, steps: Steps, shutdown: Shutdown): Promise<void> {
  const env = { ...(await readEnvFile(join(ROOT, '.env'))), ...process.env };
  const ports = portsFromEnvironment(env);
  await mkdir(DIR, { recursive: true });
  await demandDiskSpace(DIR);
  shutdown.last(await takeStartLock(DIR, proof));
  const left = await endLeftovers(DIR);
  if (left.length > 0) steps.say(`! Ended what an earlier start had left running: ${left.join(', ')}`);
  await demandFreePorts(ports);
  if (fresh) await steps.run('Forget all data', () => Promise.all([wipe(DIR), wipeDocker(DIR)]));

  const runFile = new RunFile(DIR);
  shutdown.last(() => runFile.remove());
  const events = processNews(steps, runFile, () => shutdown.begun);
  const secrets = await loadSecrets(DIR);
  const before = await lastTransport(DIR);
  const { transport, line } = chooseTransport(env, before);
  if (line) steps.say(line);
  const [servers] = await Promise.all([
    findServers({
      root: ROOT,
      dir: DIR,
      env,
      passwords: { mysqlRoot: secrets.mysqlRootPassword, redis: secrets.redisPassword },
      tuning: 'durable',
      containers: true,
      usualPorts: USUAL_SERVER_PORTS,
      kafka: transport !== 'redis',
      ...(transport === 'any' && { withoutKafka: (why: string) => withoutKafka(why, before) }),
      steps,
      events,
      register: (stoppable) => shutdown.server(stoppable),
    }),
    steps.run('Build', async (step) => {
      const built = await buildApps(ROOT);
      step.result(built.length > 0 ? built.join(', ') : 'up to date');
    }),
  ]);
  // What was interrupted may look like a Kafka that cannot be had.
  if (shutdown.begun) return;
  await noteTransport(DIR, servers.kafka ? 'kafka' : 'redis');
  for (const { name, port, from } of Object.values(servers)) runFile.set(name, { port, from });
  for (const app of APPS) runFile.set(app, ports[app]);
  if (fresh) await dropSchemas(servers.mysql.address);
  const credentialsPath = await writeCredentials(DIR, secrets, servers);
  const { gatewayUrl, simulatorUrl } = await startSystem({
    root: ROOT,
    dir: DIR,
    infra: addressesOf(servers),
    ports,
    env,
    events,
    register: (app) => shutdown.app(app),
    stage: (title, work) => steps.run(title, work),
  });
  steps.say(
    summary({
      elapsedMs: steps.elapsedMs,
      gatewayUrl,
      simulatorUrl,
      grpcPorts: SERVICES.map((name) => [name, ports[name].port]),
      servers: describeServers(servers),
      credentialsPath: relative(ROOT, credentialsPath),
      logDir: relative(ROOT, join(DIR, 'logs')),
    }),
  );
}

function describeServers(servers: Servers): [string, string][] {
  const withEvents = servers.kafka ? 'kafka' : 'redis';
  return Object.values(servers).map(({ name, port }) => [
    TITLES[name],
    `port ${port}${name === withEvents ? ' (events)' : ''}`,
  ]);
}
