import { createHash } from 'node:crypto';
import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Received } from '../consumer/received.js';
import { HEADER } from '../envelope/event-headers.js';
import { ServiceName } from '../service-name.js';
import type { IncomingMessage } from '../transport/event-transport.js';
import type { ParkingCause } from './dead-letter.js';
import { errorText } from './error-text.js';

const ADD = `INSERT IGNORE INTO dead_letter (id, consumer, digest, topic, partition_no, message_offset, message_key, headers,
  payload, event_id, type, reason, error, attempts, parked_at, state) VALUES (?)`;

/** Stores dead letters. */
@Injectable()
export class DeadLetterRows {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ServiceName) private readonly service: ServiceName,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Answers false when the same message at the same place is a letter already. */
  async add(
    message: IncomingMessage,
    { reason, error, attempts }: ParkingCause,
    event?: Received<unknown>,
  ): Promise<boolean> {
    const { topic, partition, offset, key, value } = message;
    const headers = JSON.stringify(message.headers);
    const digest = createHash('sha256').update(`${topic}/${partition}/${offset}/${headers}/`).update(value).digest();
    const { affectedRows } = await this.dataSource.query<{ affectedRows: number }>(ADD, [
      [
        this.ids.next(),
        this.service.group,
        digest,
        topic,
        partition,
        offset,
        key?.slice(0, 255) ?? null,
        headers,
        value,
        // What calls itself an id or a type in a message that could not be read may be anything.
        event?.id ?? message.headers[HEADER.id]?.slice(0, 64) ?? null,
        event?.type ?? message.headers[HEADER.type]?.slice(0, 96) ?? null,
        reason,
        errorText(error),
        attempts,
        this.clock.now(),
        'PARKED',
      ],
    ]);
    return affectedRows > 0;
  }

  /** How many letters wait for an operator, and for how many seconds the oldest of them has waited. */
  async waiting(): Promise<{ letters: number; oldestSeconds: number }> {
    const [row] = await this.dataSource.query<{ letters: string; age: string | null }[]>(
      `SELECT COUNT(*) AS letters, TIMESTAMPDIFF(MICROSECOND, MIN(parked_at), UTC_TIMESTAMP(3)) / 1000000 AS age
        FROM dead_letter WHERE state IN ('PARKED', 'REPLAYING')`,
    );
    return { letters: Number(row?.letters ?? 0), oldestSeconds: Math.max(0, Number(row?.age ?? 0)) };
  }
}
