import { eventually, startTestService, type TestService } from '@minisuite/testing';
import { WechatPayClient } from '@minisuite/wechat';
import { RequestContext } from '@minisuite/service';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { PaymentInvariantsModule } from '../src/invariants/payment-invariants.module.js';
import { PaymentServiceModule } from '../src/payment-service.module.js';
import { wechatPayClient } from '../src/payments/adapters/wechat/wechat-pay-client.js';
import { CreateReconciliation1767800000000 } from '../src/reconciliation/adapters/mysql/migrations/1767800000000-create-reconciliation.js';
import { type CountedReconciliation, ReconciliationLists } from '../src/reconciliation/app/ports.js';
import { RunReconciliation } from '../src/reconciliation/app/run-reconciliation.js';
import type { Difference } from '../src/reconciliation/domain/difference.js';
import { ReconciliationModule } from '../src/reconciliation/reconciliation.module.js';
import { PaymentWorld } from './payment-world.js';
import { BillServer } from './reconciliation-bill-server.js';

export const OPERATOR = { requestId: 'r-1', operatorId: '7', operatorName: 'anna', roles: ['admin'] };

/** The payment service with WeChat's bills played by the test. */
export class ReconciliationWorld {
  private last = 0;

  private constructor(
    readonly payments: PaymentWorld,
    readonly bills: BillServer,
  ) {}

  static async start(): Promise<ReconciliationWorld> {
    const payments = await PaymentWorld.make();
    const { dataSource } = payments.database;
    const tables = await payments.rows("SHOW TABLES LIKE 'reconciliation'");
    if (tables.length === 0) await new CreateReconciliation1767800000000().up(dataSource.createQueryRunner());
    const world = new ReconciliationWorld(payments, new BillServer(payments.wechat, payments.clock));
    payments.service = await world.process();
    return world;
  }

  /** One more process of the service on the same database. */
  process(server?: MicroserviceOptions): Promise<TestService> {
    const { config, clock } = this.payments;
    const imports = [PaymentServiceModule.with(config), ReconciliationModule, PaymentInvariantsModule];
    const client = { provide: WechatPayClient, useValue: wechatPayClient(config, clock, this.bills.fetch) };
    const replace = [...this.payments.fakes().filter(({ provide }) => provide !== WechatPayClient), client];
    return startTestService({ module: class Root {}, imports }, { replace, ...(server && { server }) });
  }

  get service(): TestService {
    return this.payments.service;
  }

  /** An operator has a day reconciled; answers what has come of it. */
  async run(day: string): Promise<CountedReconciliation> {
    const id = await RequestContext.run(OPERATOR, () => this.service.get(RunReconciliation).execute(day));
    return await this.ended(id);
  }

  async begin(day: string): Promise<string> {
    return RequestContext.run(OPERATOR, () => this.service.get(RunReconciliation).execute(day));
  }

  ended(id: string): Promise<CountedReconciliation> {
    return eventually(
      `${id} has ended`,
      async () => {
        const state = await this.state(id);
        return state && state.status !== 'RUNNING' ? state : undefined;
      },
      30_000,
    );
  }

  state(id: string): Promise<CountedReconciliation | null> {
    return this.service.get(ReconciliationLists).get(id);
  }

  async differences(reconciliationId: string): Promise<Difference[]> {
    const filter = { reconciliationId, status: null, before: null, limit: 10_000 };
    return (await this.service.get(ReconciliationLists).differences(filter)).toReversed();
  }

  /** A payment in our books as it stands there after its notification; it was made today, so that no day is planned because of it. */
  async paid(at: string, amount = 1990, status = 'SUCCEEDED'): Promise<Booked> {
    const id = this.nextId();
    const payment = { id, number: `M${id}`, wechat: `4200${id}` };
    const now = this.payments.clock.now();
    await this.insert('payment', {
      id,
      user_id: 31,
      order_id: id,
      amount,
      currency: 'CNY',
      status,
      out_trade_no: payment.number,
      transaction_id: payment.wechat,
      paid_at: new Date(at),
      description: '茶',
      notify_url: 'https://x.example',
      expires_at: now,
      created_at: now,
    });
    return payment;
  }

  async refund(paymentId: string, changes: Partial<RefundColumns> = {}): Promise<Booked> {
    const id = changes.id ?? this.nextId();
    const refund = {
      id,
      payment_id: paymentId,
      order_id: paymentId,
      user_id: 31,
      kind: 'USER',
      amount: 500,
      reason: 'r',
      status: 'SUCCEEDED',
      generation: 1,
      out_refund_no: `R${id}`,
      wechat_refund_id: `5000${id}`,
      attention: null,
      attempts: 0,
      held: 1,
      shipped: 0,
      decision_reason: '',
      created_at: this.payments.clock.now(),
      ...changes,
    };
    await this.insert('refund', refund);
    return { id, number: refund.out_refund_no, wechat: refund.wechat_refund_id ?? '' };
  }

  async stop(): Promise<void> {
    await this.payments.stop();
  }

  private async insert(table: string, row: Record<string, unknown>): Promise<void> {
    await this.payments.rows(`INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (?)`, [Object.values(row)]);
  }

  private nextId(): string {
    this.last += 1;
    return String(900_000_000 + this.last);
  }
}

/** Under which numbers something stands in our books. */
export interface Booked {
  readonly id: string;
  readonly number: string;
  readonly wechat: string;
}

interface RefundColumns {
  readonly id: string;
  readonly amount: number;
  readonly status: string;
  readonly generation: number;
  readonly out_refund_no: string;
  readonly wechat_refund_id: string | null;
  readonly attention: string | null;
  readonly ask_at: Date;
  readonly succeeded_at: Date;
}
