import type { Tx } from '@minisuite/database';
import { OrderAccounts } from '../../app/ports.js';
import { OrderAccount } from '../../domain/order-account.js';

interface AccountRow {
  readonly order_id: string;
  readonly sealed_at: Date | null;
  readonly closed_at: Date | null;
  readonly kept_payment_id: string | null;
}

export class MysqlOrderAccounts extends OrderAccounts {
  constructor(private readonly tx: Tx) {
    super();
  }

  async lock(orderIds: readonly string[]): Promise<Map<string, OrderAccount>> {
    const ids = [...new Set(orderIds.map(BigInt))].sort((a, b) => (a < b ? -1 : 1));
    if (ids.length === 0) return new Map();
    const known = await this.select(ids);
    if (known.size === ids.length) return known;
    // The update of nothing takes the exclusive lock at once; a shared lock of a plain insert would end in deadlocks.
    await this.tx.execute('INSERT INTO order_account (order_id) VALUES ? ON DUPLICATE KEY UPDATE order_id = order_id', [
      ids.map((id) => [id]),
    ]);
    return await this.select(ids);
  }

  private async select(ids: readonly bigint[]): Promise<Map<string, OrderAccount>> {
    const rows = await this.tx.query<AccountRow>(
      'SELECT order_id, sealed_at, closed_at, kept_payment_id FROM order_account WHERE order_id IN (?) ORDER BY order_id FOR UPDATE',
      [ids],
    );
    return new Map(rows.map((row) => [row.order_id, new OrderAccount(stateOf(row))]));
  }

  async save(accounts: Iterable<OrderAccount>): Promise<void> {
    const rows = [...accounts]
      .filter(({ changed }) => changed)
      .map(({ state }) => [state.orderId, state.sealedAt, state.closedAt, state.keptPaymentId]);
    if (rows.length === 0) return;
    // The rows are there and locked, so that this only updates; what stands there once is never replaced.
    await this.tx.execute(
      `INSERT INTO order_account (order_id, sealed_at, closed_at, kept_payment_id) VALUES ?
        ON DUPLICATE KEY UPDATE sealed_at = COALESCE(sealed_at, VALUES(sealed_at)),
          closed_at = COALESCE(closed_at, VALUES(closed_at)), kept_payment_id = COALESCE(kept_payment_id, VALUES(kept_payment_id))`,
      [rows],
    );
  }
}

function stateOf(row: AccountRow) {
  const { order_id: orderId, sealed_at: sealedAt, closed_at: closedAt, kept_payment_id: keptPaymentId } = row;
  return { orderId, sealedAt, closedAt, keptPaymentId };
}
