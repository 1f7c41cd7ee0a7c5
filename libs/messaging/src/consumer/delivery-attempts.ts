import { Clock } from '@minisuite/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ServiceName } from '../service-name.js';

/** A partition of a topic. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
}

/**
 * The events that were last handed to a handler in a partition, and the how many-th time that was; 0 when events of other partitions
 * were with them, any of which may be guilty of its end.
 */
export interface Attempt {
  readonly eventIds: readonly string[];
  readonly attempts: number;
}

/** Writes each attempt down before it begins: what is still here and not in the inbox has failed, or has ended its process. */
@Injectable()
export class DeliveryAttempts {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ServiceName) private readonly service: ServiceName,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The last attempt in a partition. */
  async last({ topic, partition }: Place): Promise<Attempt | null> {
    const [row] = await this.dataSource.query<{ event_ids: string; attempts: string | number }[]>(
      'SELECT event_ids, attempts FROM delivery_attempt WHERE consumer = ? AND topic = ? AND partition_no = ?',
      [this.service.group, topic, partition],
    );
    return row ? { eventIds: row.event_ids.split(','), attempts: Number(row.attempts) } : null;
  }

  /** Notes that an attempt begins; there is one at a time in a partition. */
  async begin({ topic, partition }: Place, { eventIds, attempts }: Attempt): Promise<void> {
    const row = [eventIds.join(','), attempts, this.clock.now()];
    const key = [this.service.group, topic, partition];
    const { affectedRows } = await this.dataSource.query<{ affectedRows: number }>(
      `UPDATE delivery_attempt SET event_ids = ?, attempts = ?, begun_at = ?
        WHERE consumer = ? AND topic = ? AND partition_no = ?`,
      [...row, ...key],
    );
    if (affectedRows > 0) return;
    await this.dataSource.query(
      `INSERT IGNORE INTO delivery_attempt (event_ids, attempts, begun_at, consumer, topic, partition_no)
        VALUES (?, ?, ?, ?, ?, ?)`,
      [...row, ...key],
    );
  }

  /** The events of the last attempts in several partitions. */
  async lastEvents(places: readonly Place[]): Promise<Set<string>> {
    const rows = await this.dataSource.query<{ event_ids: string }[]>(
      'SELECT event_ids FROM delivery_attempt WHERE consumer = ? AND (topic, partition_no) IN (?)',
      [this.service.group, places.map(({ topic, partition }) => [topic, partition])],
    );
    return new Set(rows.flatMap((row) => row.event_ids.split(',')));
  }

  /** Notes that one attempt at events of several partitions begins. */
  async beginJoint(parts: readonly (Place & { readonly eventIds: readonly string[] })[]): Promise<void> {
    const { group } = this.service;
    const now = this.clock.now();
    const rows = parts.map(({ topic, partition, eventIds }) => [group, topic, partition, eventIds.join(','), 0, now]);
    await this.dataSource.query(
      `INSERT INTO delivery_attempt (consumer, topic, partition_no, event_ids, attempts, begun_at) VALUES ?
        ON DUPLICATE KEY UPDATE event_ids = VALUES(event_ids), attempts = VALUES(attempts), begun_at = VALUES(begun_at)`,
      [rows],
    );
  }
}
