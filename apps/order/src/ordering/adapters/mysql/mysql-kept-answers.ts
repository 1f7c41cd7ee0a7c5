import type { Tx } from '@minisuite/database';
import type { FieldCipher } from '@minisuite/encryption';
import { DomainError, isDomainError } from '@minisuite/kernel';
import { KeptAnswers } from '../../app/ports.js';
import { type KeptAnswer, type RequestKey, textOf } from '../../domain/kept-answer.js';
import type { OrderState } from '../../domain/order-state.js';
import { type LineRow, LINES_OF, ORDER_COLUMNS, type OrderRow, toOrders } from './order-rows.js';

interface KeyRow {
  user_id: string;
  request_key: string;
  request_hash: string;
  order_id: string | null;
  refusal: string | null;
}

type Refusal = Pick<DomainError, 'kind' | 'reason' | 'message' | 'details'>;

export class MysqlKeptAnswers extends KeptAnswers {
  constructor(
    private readonly tx: Tx,
    private readonly cipher: FieldCipher,
  ) {
    super();
  }

  async find(keys: readonly RequestKey[]): Promise<KeptAnswer[]> {
    const rows = await this.tx.query<KeyRow>(
      `SELECT user_id, request_key, request_hash, order_id, refusal FROM idempotency_key
        WHERE (user_id, request_key) IN (?)`,
      [keys.map(({ userId, key }) => [BigInt(userId), key])],
    );
    const orders = await this.ordersOf(rows);
    return rows.map((row) => {
      const answer = row.refusal === null ? orders.get(row.order_id ?? '') : refusalOf(row.refusal);
      if (!answer) throw new Error(`the kept answer names order ${row.order_id}, which is not there`);
      return { userId: row.user_id, key: row.request_key, requestHash: row.request_hash, answer };
    });
  }

  async add(answers: readonly KeptAnswer[], expiresAt: Date): Promise<void> {
    if (answers.length === 0) return;
    // Sorted, so that two groups which share keys wait for each other instead of deadlocking.
    const sorted = [...answers].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
    await this.tx.execute(
      'INSERT INTO idempotency_key (user_id, request_key, request_hash, order_id, refusal, expires_at) VALUES ?',
      [
        sorted.map(({ userId, key, requestHash, answer }) =>
          isDomainError(answer)
            ? [userId, key, requestHash, null, textOfRefusal(answer), expiresAt]
            : [userId, key, requestHash, answer.id, null, expiresAt],
        ),
      ],
    );
  }

  private async ordersOf(rows: readonly KeyRow[]): Promise<Map<string, OrderState>> {
    const ids = rows
      .map(({ order_id }) => order_id)
      .filter((id) => id !== null)
      .map(BigInt);
    if (ids.length === 0) return new Map();
    const orders = await this.tx.query<OrderRow>(`SELECT ${ORDER_COLUMNS} FROM orders WHERE id IN (?)`, [ids]);
    const lines = await this.tx.query<LineRow>(LINES_OF, [ids]);
    return new Map(toOrders(orders, lines, this.cipher).map((order) => [order.id, order]));
  }
}

function textOfRefusal({ kind, reason, message, details }: DomainError): string {
  return JSON.stringify({ kind, reason, message, details } satisfies Refusal);
}

function refusalOf(text: string): DomainError {
  const { kind, reason, message, details } = JSON.parse(text) as Refusal;
  return new DomainError(kind, reason, message, details);
}
