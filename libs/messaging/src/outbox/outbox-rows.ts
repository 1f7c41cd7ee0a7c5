import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { StoredEvent } from '../envelope/write-envelope.js';

/** An outbox row that waits to be published. */
export interface OutboxRow extends StoredEvent {
  readonly id: string;
}

interface RawRow {
  readonly id: string;
  readonly event_id: string;
  readonly topic: string;
  readonly aggregate_id: string;
  readonly type: string;
  readonly payload: string;
  readonly headers: string;
  readonly created_at: Date;
}

/** How much of the outbox to read: at most so many rows and about so many bytes of payload, without the rows of these ids. */
export interface Portion {
  readonly rows: number;
  readonly bytes: number;
  readonly except: readonly string[];
}

/** The name of the lease of the service's one relay. */
export const RELAY_LEASE = 'relay';

// Named, so that no statistics lead a server to sort a whole backlog for each portion of it.
const BY_ID = 'outbox FORCE INDEX (unpublished)';
const WAITS = 'published_at IS NULL AND id NOT IN (?)';
// As many rows from one end as fit into a number of bytes, the first in any case: a backlog of large events must not fill the memory.
const unpublished = (
  order: 'ASC' | 'DESC',
) => `SELECT o.id, o.event_id, o.topic, o.aggregate_id, o.type, o.payload, o.headers,
    o.created_at
  FROM (SELECT id, bytes, SUM(bytes) OVER (ORDER BY id ${order}) AS total
    FROM (SELECT id, OCTET_LENGTH(payload) AS bytes FROM ${BY_ID} WHERE ${WAITS} ORDER BY id ${order} LIMIT ?) ends) sums
  JOIN outbox o ON o.id = sums.id
  WHERE sums.total - sums.bytes < ? ORDER BY o.id`;
// Which aggregates of some rows have older ones that wait. A LIMIT keeps servers from reading the whole backlog to answer it for all at once.
const OLDER = `SELECT DISTINCT f.aggregate_id FROM outbox f WHERE f.id IN (?) AND (
    SELECT o.id FROM outbox o FORCE INDEX (waiting) WHERE o.published_at IS NULL AND o.aggregate_id = f.aggregate_id
      AND o.id < ? AND o.id NOT IN (?) LIMIT 1) IS NOT NULL`;
// No row has it: an empty list cannot be written in SQL.
const NO_ID = ['0'];
const listOf = (ids: readonly string[]) => (ids.length > 0 ? ids : NO_ID);

/** The outbox as the relay sees it. */
@Injectable()
export class OutboxRows {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** What is not published yet but for some rows, in the order of writing; not "after the last id seen", since a smaller id may commit later. */
  async unpublished({ rows, bytes, except }: Portion): Promise<OutboxRow[]> {
    return await this.read('ASC', [listOf(except), rows, bytes]);
  }

  /**
   * Of the rows written last those that may be published before all others, in the order of writing: their aggregates have nothing
   * older that waits.
   */
  async fresh({ rows, bytes, except }: Portion): Promise<OutboxRow[]> {
    const last = await this.read('DESC', [listOf(except), rows, bytes]);
    const [first] = last;
    if (!first) return [];
    const ids = last.map(({ id }) => id);
    const older = await this.dataSource.query<{ aggregate_id: string }[]>(OLDER, [ids, first.id, listOf(except)]);
    const waiting = new Set(older.map((row) => row.aggregate_id));
    return last.filter(({ aggregateId }) => !waiting.has(aggregateId));
  }

  private async read(order: 'ASC' | 'DESC', parameters: unknown[]): Promise<OutboxRow[]> {
    return (await this.dataSource.query<RawRow[]>(unpublished(order), parameters)).map(toRow);
  }

  /**
   * Notes rows as published; answers false when the fence is not the present relay's any more. Consumers drop what an overtaken relay
   * has sent, so a row that it sent must stay for its successor.
   */
  async markPublished(rows: readonly OutboxRow[], fence: string): Promise<boolean> {
    const { affectedRows } = await this.dataSource.query<{ affectedRows: number }>(
      `UPDATE outbox SET published_at = UTC_TIMESTAMP(3)
        WHERE id IN (?) AND EXISTS (SELECT 1 FROM lease WHERE name = ? AND fence = ?)`,
      [rows.map(({ id }) => id), RELAY_LEASE, fence],
    );
    return affectedRows > 0;
  }

  /** How many rows wait, and for how many seconds the oldest of them has waited. */
  async backlog(): Promise<{ rows: number; oldestSeconds: number }> {
    const [row] = await this.dataSource.query<{ waiting: string; age: string | null }[]>(
      `SELECT COUNT(*) AS waiting, TIMESTAMPDIFF(MICROSECOND, MIN(created_at), UTC_TIMESTAMP(3)) / 1000000 AS age
        FROM ${BY_ID} WHERE published_at IS NULL`,
    );
    return { rows: Number(row?.waiting ?? 0), oldestSeconds: Math.max(0, Number(row?.age ?? 0)) };
  }
}

function toRow(row: RawRow): OutboxRow {
  return {
    id: String(row.id),
    eventId: String(row.event_id),
    topic: row.topic,
    aggregateId: row.aggregate_id,
    type: row.type,
    payload: row.payload,
    headers: JSON.parse(row.headers) as Record<string, string>,
    createdAt: row.created_at,
  };
}
