import { OrderPaid, type PayloadOf } from '@minisuite/contracts';
import { type Cause, MysqlTransactions, type Tx } from '@minisuite/database';
import { Inject, Injectable, type Type } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OnEvent, type Received } from '../../src/index.js';
import type { Script } from './script.js';

/** The event of all tests. */
export type Paid = Received<PayloadOf<typeof OrderPaid>>;

/** DDL of what handlers of the tests write. */
export const EFFECT = `CREATE TABLE effect (
  id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  consumer VARCHAR(64),
  event_id VARCHAR(64),
  aggregate_id VARCHAR(64),
  title VARCHAR(64),
  KEY aggregate (aggregate_id)
)`;

/** Transactions that give out themselves. */
export const transactions = (dataSource: DataSource) => new MysqlTransactions(dataSource, (tx) => tx);

/** The usual handler's work: one row for each event. */
async function addEffects(tx: Tx, consumer: string, events: Paid[]): Promise<void> {
  await tx.execute('INSERT INTO effect (consumer, event_id, aggregate_id, title) VALUES ?', [
    events.map((e) => [consumer, e.id, e.aggregateId, e.payload.title.slice(0, 64)]),
  ]);
}

/** A handler of its own, that writes one row for each event in one transaction and does what the script says. */
export function effectHandler(consumer: string, script: Script): Type {
  @Injectable()
  class EffectHandler {
    constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

    @OnEvent(OrderPaid)
    async onPaid(events: Paid[], cause: Cause): Promise<void> {
      const titles = events.map(({ payload }) => payload.title);
      await script.pass('begun', titles);
      await transactions(this.dataSource).run(cause, async (tx) => {
        await addEffects(tx, consumer, events);
        await script.pass('effects', titles);
      });
      await script.pass('committed', titles);
    }
  }
  return EffectHandler;
}
