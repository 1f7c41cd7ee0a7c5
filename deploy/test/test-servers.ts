import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addressesOf, findServers } from '../local/infra/find-servers.ts';
import { freePorts } from '../local/process/ports.ts';
import type { SupervisedProcess } from '../local/process/supervised-process.ts';
import type { Steps } from '../local/terminal/steps.ts';

export interface TestServerOptions {
  root: string;
  /** Where the servers' data and logs go; emptied first. */
  dir: string;
  /** A MySQL that runs already, to be used instead of one of our own. */
  mysql?: string;
  steps: Steps;
  register(stoppable: SupervisedProcess | (() => Promise<void>)): void;
}

/** Starts servers that nobody else uses, on free ports, and gives the variables by which tests find them. */
export async function startTestServers({
  root,
  dir,
  mysql,
  steps,
  register,
}: TestServerOptions): Promise<NodeJS.ProcessEnv> {
  await rm(dir, { recursive: true, force: true });
  const [mysqlPort = 0, redis = 0, kafka = 0, kafkaController = 0] = await freePorts(4);
  const servers = await findServers({
    root,
    dir,
    env: mysql ? { MYSQL_ADMIN_URL: mysql } : {},
    passwords: { mysqlRoot: 'test', redis: '' },
    tuning: 'fast',
    containers: false,
    usualPorts: { mysql: mysqlPort, redis, kafka, kafkaController },
    steps,
    events: { died: ({ plan }, how) => steps.say(`! ${plan.name} died (${how}); see ${join(dir, 'logs')}`) },
    register,
  });
  const { mysqlAdminUrl, redisUrl, kafkaBrokers } = addressesOf(servers);
  return { TEST_MYSQL_URL: mysqlAdminUrl, TEST_REDIS_URL: redisUrl, TEST_KAFKA_BROKERS: kafkaBrokers };
}
