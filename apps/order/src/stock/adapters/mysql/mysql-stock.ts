import type { Tx } from '@minisuite/database';
import { Stock, StockInTransaction } from '../../app/ports.js';
import { compareIds, FLOWS, type Move, type MovementKind, piecesBySku } from '../../domain/stock-movement.js';

export class MysqlStock extends Stock {
  constructor(private readonly tx: Tx) {
    super();
  }

  async lock(skuIds: readonly string[]): Promise<Map<string, number>> {
    if (skuIds.length === 0) return new Map();
    const ids = [...new Set(skuIds)].sort(compareIds).map(BigInt);
    const rows = await this.tx.query<{ id: string; available: number }>(
      'SELECT id, available FROM sku WHERE id IN (?) ORDER BY id FOR UPDATE',
      [ids],
    );
    return new Map(rows.map(({ id, available }) => [id, available]));
  }

  async move(kind: MovementKind, moves: readonly Move[], at: Date): Promise<void> {
    if (moves.length === 0) return;
    await this.shift(kind, piecesBySku(moves));
    await this.tx.execute('INSERT INTO stock_movement (sku_id, order_id, kind, delta, created_at, reason) VALUES ?', [
      moves.map(({ skuId, orderId, quantity, reason = null }) => [skuId, orderId, kind, quantity, at, reason]),
    ]);
  }

  /** One statement for all SKUs. A bucket is never taken below zero: then a row is missing from the count, and nothing is committed. */
  private async shift(kind: MovementKind, pieces: [skuId: string, quantity: number][]): Promise<void> {
    // As numbers: CASE compares an id with a string as floating point, which cannot tell large ids apart.
    const cases = `CASE id ${pieces.map(([id, quantity]) => `WHEN ${BigInt(id)} THEN ${quantity}`).join(' ')} END`;
    const buckets = Object.entries(FLOWS[kind]).filter(([, sign]) => sign !== 0);
    const changes = buckets.map(([bucket, sign]) => `${bucket} = ${bucket} ${sign > 0 ? '+' : '-'} ${cases}`);
    const guards = buckets.filter(([, sign]) => sign < 0).map(([bucket]) => `AND ${bucket} >= ${cases}`);
    const changed = await this.tx.execute(`UPDATE sku SET ${changes.join(', ')} WHERE id IN (?) ${guards.join(' ')}`, [
      pieces.map(([id]) => BigInt(id)),
    ]);
    if (changed !== pieces.length) throw new Error(`${kind}: ${changed} of ${pieces.length} SKUs had enough pieces`);
  }
}

export class MysqlStockInTransaction extends StockInTransaction {
  of(tx: Tx): Stock {
    return new MysqlStock(tx);
  }
}
