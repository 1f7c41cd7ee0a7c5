// The process that the benchmark measures: a service as apps have them, with one event and a handler that writes one row.
import 'reflect-metadata';
import { AuditModule } from '@minisuite/audit';
import { OrderPaid, recordEvent, type PayloadOf } from '@minisuite/contracts';
import { type Cause, createDataSource, DatabaseModule, MysqlTransactions, REQUEST, type Tx } from '@minisuite/database';
import { Ids, Snowflake } from '@minisuite/ids';
import {
  MESSAGING_TABLES,
  MessagingModule,
  messagingMigrations,
  OnEvent,
  Outbox,
  type Received,
} from '@minisuite/messaging';
import { createLogger, Health, nestLogger, ServiceModule } from '@minisuite/service';
import { Global, Inject, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import type { Command, News, Plan } from '../protocol.ts';

const plan = JSON.parse(process.env['PLAN'] ?? '') as Plan;
const now = (): number => performance.timeOrigin + performance.now();
const tell = (news: News): void => {
  process.send?.(news);
};
const transactions = (dataSource: DataSource) => new MysqlTransactions<Tx>(dataSource, (tx) => tx);

const EFFECT = `CREATE TABLE effect (
  id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  order_id BIGINT UNSIGNED NOT NULL,
  amount INT UNSIGNED NOT NULL,
  at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
)`;

class LocalIds extends Ids {
  private readonly snowflake = new Snowflake(plan.worker);

  next(): string {
    return this.snowflake.next(Date.now());
  }
}

let effects: [seq: number, at: number][] = [];

@Injectable()
class OneRow {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  @OnEvent(OrderPaid)
  async onPaid(events: Received<PayloadOf<typeof OrderPaid>>[], cause: Cause): Promise<void> {
    await transactions(this.dataSource).run(cause, async (tx) => {
      await tx.execute('INSERT INTO effect (order_id, amount) VALUES ?', [
        events.map(({ payload }) => [payload.orderId, payload.amount]),
      ]);
    });
    const at = now();
    for (const { payload } of events) effects.push([payload.amount, at]);
  }
}

@Global()
@Module({ providers: [{ provide: Ids, useClass: LocalIds }, ...(plan.handles ? [OneRow] : [])], exports: [Ids] })
class Feature {}

@Module({
  imports: [
    ServiceModule.with(),
    DatabaseModule.with({ url: plan.mysqlUrl, poolSize: 10 }),
    Feature,
    AuditModule,
    MessagingModule.with({ service: plan.name, events: plan.events }),
  ],
})
class Root {}

async function createTables(): Promise<void> {
  const dataSource = createDataSource({ url: plan.mysqlUrl, poolSize: 1, migrations: messagingMigrations });
  await dataSource.initialize();
  for (const table of [...MESSAGING_TABLES, EFFECT]) await dataSource.query(table);
  await dataSource.runMigrations();
  await dataSource.destroy();
  process.exit(0);
}

if (process.argv[2] === 'tables') await createTables();

const settings = { production: true, logLevel: 'info', logPretty: false, adminHost: '127.0.0.1', adminPort: 0 };
const app = await NestFactory.createApplicationContext(Root, { logger: nestLogger(createLogger(plan.name, settings)) });
const dataSource = app.get(DataSource);
const outbox = app.get(Outbox);

async function writeOne(seq: number): Promise<number> {
  const payload = { orderId: String(1 + (seq % plan.aggregates)), userId: '7', paymentId: '8', amount: seq };
  const record = recordEvent(OrderPaid, payload.orderId, {
    ...payload,
    title: plan.title,
    paidAt: new Date().toISOString(),
  });
  await transactions(dataSource).run(REQUEST, (tx) => outbox.append(tx, [record]));
  return now();
}

/** One transaction after the other is begun at its time, whether or not the earlier ones have ended. */
async function write(rate: number, seconds: number): Promise<[number, number][]> {
  const commits: Promise<[number, number]>[] = [];
  const start = now();
  for (let seq = 0; seq < rate * seconds; seq += 1) {
    const wait = start + (seq * 1000) / rate - now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    commits.push(writeOne(seq).then((at) => [seq, at]));
  }
  return await Promise.all(commits);
}

async function obey(command: Command): Promise<void> {
  if (command.do === 'write') tell({ commits: await write(command.rate, command.seconds) });
  if (command.do === 'effects') {
    tell({ effects });
    effects = [];
  }
  if (command.do === 'cpu') tell({ cpu: process.cpuUsage(), at: now() });
}

process.on('message', (command: Command) => void obey(command));
process.on('disconnect', () => process.exit(1));
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));

const health = app.get(Health);
const watch = setInterval(() => {
  void health.report().then(({ checks }) => {
    if (checks['events'] !== 'ok') return;
    clearInterval(watch);
    tell({ runs: true });
  });
}, 50);
