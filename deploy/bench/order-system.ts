import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createConnection, createPool, type Pool, type RowDataPacket } from 'mysql2/promise';
import { buildApps } from '../build/build-apps.ts';
import { addressesOf, findServers } from '../local/infra/find-servers.ts';
import { freePorts } from '../local/process/ports.ts';
import { SupervisedProcess } from '../local/process/supervised-process.ts';
import { appPlan, runAppCommand } from '../local/system/app-process.ts';
import type { BenchRun } from './bench-run.ts';
import { describeMysql, startProductionMysql } from './production-mysql.ts';

export interface OrderSystem {
  /** The schema of the running service. */
  service: Pool;
  /** Another schema with the same tables, which no service touches. */
  baseline: Pool;
  address: string;
  credential: string;
  /** Which MySQL it is. */
  mysql: string;
}

const BASELINE_POOL = 20;
const STOP_MS = 5_000;

/** Durable servers, two migrated schemas, and one order service as it is built for production. */
export async function startOrderSystem(run: BenchRun): Promise<OrderSystem> {
  const { root, dir, steps, shutdown } = run;
  const [mysql = 0, redis = 0, kafka = 0, kafkaController = 0, port = 0, adminPort = 0] = await freePorts(6);
  const mysqlUrl = process.env['MYSQL_ADMIN_URL'] || (await startProductionMysql(run));
  const servers = await findServers({
    root,
    dir: join(dir, 'servers'),
    env: { ...process.env, MYSQL_ADMIN_URL: mysqlUrl },
    passwords: { mysqlRoot: 'bench', redis: '' },
    tuning: 'durable',
    containers: false,
    usualPorts: { mysql, redis, kafka, kafkaController },
    steps,
    events: { died: ({ plan }, how) => steps.say(`! ${plan.name} died (${how})`) },
    register: (server) => shutdown.server(server),
  });
  const { mysqlAdminUrl, redisUrl, kafkaBrokers } = addressesOf(servers);
  const name = `minisuite_bench_${randomBytes(4).toString('hex')}`;
  const urls = { service: schemaUrl(mysqlAdminUrl, name), baseline: schemaUrl(mysqlAdminUrl, `${name}_baseline`) };
  const prepared = await prepareMysql(mysqlAdminUrl, [name, `${name}_baseline`]);
  const credential = randomBytes(24).toString('base64url');
  const env = (url: string): NodeJS.ProcessEnv => ({
    PATH: process.env['PATH'],
    NODE_ENV: 'development',
    LOG_LEVEL: 'warn',
    GRPC_PORT: String(port),
    ADMIN_PORT: String(adminPort),
    INTERNAL_CREDENTIAL: credential,
    DATABASE_URL: url,
    REDIS_URL: redisUrl,
    KAFKA_BROKERS: kafkaBrokers,
    EVENTS_TOPIC_PREFIX: `${name}.`,
    USER_GRPC_ADDRESS: '127.0.0.1:1',
  });
  await steps.run('Order service', async (step) => {
    await buildApps(root, { only: ['order'] });
    step.progress('migrating');
    for (const url of Object.values(urls)) await runAppCommand(root, 'order', 'migrate', env(url));
    const service = new SupervisedProcess(appPlan(root, 'order', adminPort, env(urls.service), dir), {});
    shutdown.app(async () => {
      await service.stop(STOP_MS);
      await prepared.undo();
    });
    await service.start();
    step.result(`port ${port}`);
  });
  return {
    service: createPool({ uri: urls.service, connectionLimit: 2 }),
    baseline: createPool({
      uri: urls.baseline,
      connectionLimit: BASELINE_POOL,
      supportBigNumbers: true,
      bigNumberStrings: true,
    }),
    address: `127.0.0.1:${port}`,
    credential,
    mysql: prepared.mysql,
  };
}

/** Makes the schemas and sees to it that every commit is on the disk, as in production. */
async function prepareMysql(
  adminUrl: string,
  schemas: string[],
): Promise<{ mysql: string; undo: () => Promise<void> }> {
  const admin = await createConnection({ uri: adminUrl });
  const [rows] = await admin.query<RowDataPacket[]>('SELECT @@GLOBAL.innodb_flush_log_at_trx_commit AS flush');
  const before = Number(rows[0]?.['flush']);
  if (before !== 1) await admin.query('SET GLOBAL innodb_flush_log_at_trx_commit = 1');
  for (const schema of schemas) await admin.query(`CREATE DATABASE ${schema} CHARACTER SET utf8mb4`);
  const mysql = await describeMysql(admin);
  await admin.end();
  const undo = async (): Promise<void> => {
    const again = await createConnection({ uri: adminUrl });
    if (before !== 1) await again.query('SET GLOBAL innodb_flush_log_at_trx_commit = ?', [before]);
    for (const schema of schemas) await again.query(`DROP DATABASE IF EXISTS ${schema}`);
    await again.end();
  };
  return { mysql, undo };
}

function schemaUrl(adminUrl: string, schema: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${schema}`;
  return url.toString();
}
