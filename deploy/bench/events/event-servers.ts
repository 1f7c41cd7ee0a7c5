import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createConnection, createPool, type Pool } from 'mysql2/promise';
import { addressesOf, findServers } from '../../local/infra/find-servers.ts';
import { freePorts } from '../../local/process/ports.ts';
import { runCommand } from '../../local/process/run-command.ts';
import type { BenchRun } from '../bench-run.ts';
import { describeMysql, startProductionMysql } from '../production-mysql.ts';
import { bundleService, MeasuredProcess } from './measured-process.ts';
import type { EventsPlan, Plan } from './protocol.ts';

const TITLE = '西湖龙井 明前特级 125g 等 3 件商品';

/** The servers of this run, and what is needed to start measured processes on them. */
export interface EventServers {
  kafkaBrokers: string[];
  prefix: string;
  /** Which MySQL it is. */
  mysql: string;
  /** The schema of a transport's services. */
  pool(transport: EventsPlan['transport']): Pool;
  start(transport: EventsPlan['transport'], plan: Pick<Plan, 'name' | 'handles'>): Promise<MeasuredProcess>;
}

/** Durable servers, a migrated schema for each transport, and the bundled service. */
export async function startEventServers(run: BenchRun, aggregates: number): Promise<EventServers> {
  const { root, dir, steps, shutdown } = run;
  const [mysqlPort = 0, redisPort = 0, kafka = 0, kafkaController = 0] = await freePorts(4);
  const mysqlUrl = process.env['MYSQL_ADMIN_URL'] || (await startProductionMysql(run));
  const servers = await findServers({
    root,
    dir: join(dir, 'servers'),
    env: { ...process.env, MYSQL_ADMIN_URL: mysqlUrl },
    passwords: { mysqlRoot: 'bench', redis: '' },
    tuning: 'durable',
    containers: false,
    usualPorts: { mysql: mysqlPort, redis: redisPort, kafka, kafkaController },
    steps,
    events: { died: ({ plan }, how) => steps.say(`! ${plan.name} died (${how})`) },
    register: (server) => shutdown.server(server),
  });
  const { mysqlAdminUrl, redisUrl, kafkaBrokers = '' } = addressesOf(servers);
  const prefix = `bench${randomBytes(3).toString('hex')}.`;
  const brokers = kafkaBrokers.split(',');
  const events: Record<EventsPlan['transport'], EventsPlan> = {
    kafka: { transport: 'kafka', brokers, topicPrefix: prefix, replicationFactor: 1 },
    redis: { transport: 'redis', url: redisUrl, topicPrefix: prefix },
  };
  const file = await steps.run('Measured service', () => bundleService(root, join(dir, 'service')));
  const schemas = {
    kafka: schemaUrl(mysqlAdminUrl, `${prefix}kafka`),
    redis: schemaUrl(mysqlAdminUrl, `${prefix}redis`),
  };
  const admin = await createConnection({ uri: mysqlAdminUrl });
  const mysql = await describeMysql(admin);
  for (const url of Object.values(schemas)) {
    await admin.query(`CREATE DATABASE ${schemaOf(url)} CHARACTER SET utf8mb4`);
    const env = { ...process.env, PLAN: JSON.stringify({ mysqlUrl: url }) };
    const { code, output } = await runCommand(process.execPath, [file, 'tables'], { env });
    if (code !== 0) throw new Error(output);
  }
  await admin.end();
  const pools = { kafka: poolOf(schemas.kafka), redis: poolOf(schemas.redis) };
  let worker = 0;
  return {
    kafkaBrokers: brokers,
    prefix,
    mysql,
    pool: (transport) => pools[transport],
    async start(transport, { name, handles }) {
      worker += 1;
      const plan = { name, handles, mysqlUrl: schemas[transport], events: events[transport], aggregates, title: TITLE };
      const measured = await MeasuredProcess.start(file, join(dir, 'logs'), { ...plan, worker });
      shutdown.app(() => measured.stop());
      return measured;
    },
  };
}

const schemaOf = (url: string): string => new URL(url).pathname.slice(1);

function schemaUrl(adminUrl: string, schema: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${schema.replaceAll('.', '_')}`;
  return url.toString();
}

function poolOf(uri: string): Pool {
  return createPool({ uri, connectionLimit: 4, supportBigNumbers: true, bigNumberStrings: true });
}
