import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Pool } from 'mysql2/promise';
import { buildApps } from '../../build/build-apps.ts';
import { addressesOf, findServers } from '../../local/infra/find-servers.ts';
import { freePorts } from '../../local/process/ports.ts';
import { runAppCommand } from '../../local/system/app-process.ts';
import type { InfraAddresses } from '../../local/system/infra-addresses.ts';
import type { BenchRun } from '../bench-run.ts';
import { startProductionMysql } from '../production-mysql.ts';
import { appSettings, type AppPort } from './app-settings.ts';
import { APPS, type BenchApp, BenchApps } from './bench-apps.ts';
import { poolOf, prepareMysql, schemaUrl } from './bench-schemas.ts';
import { makeWechatAccount, type RsaPair, rsaPair, type WechatAccount } from './wechat-account.ts';

/** A schema of a service, and another one with the same tables, which no service touches. */
export interface Schemas {
  service: Pool;
  baseline: Pool;
}

export interface OrderSystem {
  root: string;
  order: Schemas;
  payment: Schemas;
  apps: BenchApps;
  addresses: Record<BenchApp, string>;
  credential: string;
  wechat: WechatAccount;
  /** What access tokens are signed with. */
  jwt: RsaPair;
  /** Which MySQL it is. */
  mysql: string;
  /** Begins the topics of this run. */
  topics: string;
}

const SERVICE_POOL = 4;
const BASELINE_POOL = 20;

/** Durable servers and migrated schemas; the applications are started by those who measure them. */
export async function startOrderSystem(run: BenchRun): Promise<OrderSystem> {
  const infra = await startServers(run);
  const name = `minisuite_bench_${randomBytes(4).toString('hex')}`;
  const schemas = { order: [name, `${name}_base`], payment: [`${name}_pay`, `${name}_paybase`] } as const;
  const prepared = await prepareMysql(infra.mysqlAdminUrl, Object.values(schemas).flat());
  const urlsOf = (service: 'order' | 'payment') => schemas[service].map((it) => schemaUrl(infra.mysqlAdminUrl, it));
  const urls = { order: urlsOf('order'), payment: urlsOf('payment') };
  const numbers = await freePorts(APPS.length * 2);
  const portOf = (index: number): AppPort => ({
    port: numbers[index * 2] ?? 0,
    adminPort: numbers[index * 2 + 1] ?? 0,
  });
  const ports = { order: portOf(0), payment: portOf(1), gateway: portOf(2) };
  const credential = randomBytes(24).toString('base64url');
  const wechat = makeWechatAccount();
  const jwt = rsaPair();
  const databases = { order: urls.order[0] ?? '', payment: urls.payment[0] ?? '' };
  const settings = appSettings({ infra, ports, credential, wechat, jwt, databases });
  const apps = new BenchApps(run, settings);
  run.shutdown.app(async () => {
    await apps.stopAll();
    await prepared.undo();
  });
  await run.steps.run('Schemas', async (step) => {
    step.progress('building');
    await buildApps(run.root, { only: [...APPS] });
    step.progress('migrating');
    for (const service of ['order', 'payment'] as const) {
      for (const url of urls[service]) {
        const env = { ...settings[service].env, EVENTS_TOPIC_PREFIX: `${name}.`, DATABASE_URL: url };
        await runAppCommand(run.root, service, 'migrate', env);
      }
    }
  });
  const pools = ([service = '', baseline = '']: string[]): Schemas => ({
    service: poolOf(service, SERVICE_POOL),
    baseline: poolOf(baseline, BASELINE_POOL),
  });
  const addressOf = (app: BenchApp): string => `127.0.0.1:${ports[app].port}`;
  return {
    root: run.root,
    order: pools(urls.order),
    payment: pools(urls.payment),
    apps,
    addresses: { order: addressOf('order'), payment: addressOf('payment'), gateway: addressOf('gateway') },
    credential,
    wechat,
    jwt,
    mysql: prepared.mysql,
    topics: name,
  };
}

async function startServers(run: BenchRun): Promise<InfraAddresses> {
  const { root, dir, steps, shutdown } = run;
  const [mysql = 0, redis = 0, kafka = 0, kafkaController = 0] = await freePorts(4);
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
  return addressesOf(servers);
}
