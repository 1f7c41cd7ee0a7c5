import { Conditions } from '@minisuite/database';
import { DomainError } from '@minisuite/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ServiceName } from '../service-name.js';
import type { DeadLetter, DeadLetterFilter, DeadLetterSummary } from './dead-letter.js';

/** The state of a letter as SQL: a replay that did not come to its end, because its process died, is over when its time is up. */
export const STATE = "IF(state = 'REPLAYING' AND replaying_until < UTC_TIMESTAMP(3), 'PARKED', state)";

const SUMMARY = `id, consumer, topic, partition_no AS partitionNo, message_offset AS messageOffset, message_key AS messageKey,
  event_id AS eventId, type, reason, error, attempts, parked_at AS parkedAt, ${STATE} AS state, replays,
  resolved_at AS resolvedAt, resolved_by AS resolvedBy, note`;

const COLUMNS: Record<keyof DeadLetterFilter, string> = {
  state: STATE,
  topic: 'topic',
  type: 'type',
  reason: 'reason',
  eventId: 'event_id',
  key: 'message_key',
};

type Row = Omit<DeadLetterSummary, 'partition' | 'offset' | 'key'> & {
  readonly partitionNo: number;
  readonly messageOffset: string;
  readonly messageKey: string | null;
};

/** Which letters of a filter are meant: those before or after an id. */
export interface DeadLetterRange {
  readonly filter: DeadLetterFilter;
  readonly before?: string | null;
  readonly after?: string | null;
}

/** The dead letters of this service. */
@Injectable()
export class DeadLetterQueries {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ServiceName) private readonly service: ServiceName,
  ) {}

  /** Newest first. */
  async list(range: DeadLetterRange, limit: number): Promise<DeadLetterSummary[]> {
    const { where, parameters } = this.conditions(range);
    const rows = await this.dataSource.query<Row[]>(
      `SELECT ${SUMMARY} FROM dead_letter ${where} ORDER BY id DESC LIMIT ?`,
      [...parameters, limit],
    );
    return rows.map(toSummary);
  }

  /** Oldest first. */
  async ids(filter: DeadLetterFilter, limit: number): Promise<string[]> {
    const { where, parameters } = this.conditions({ filter });
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT id FROM dead_letter ${where} ORDER BY id LIMIT ?`,
      [...parameters, limit],
    );
    return rows.map(({ id }) => String(id));
  }

  async count(range: DeadLetterRange): Promise<number> {
    const { where, parameters } = this.conditions(range);
    const [row] = await this.dataSource.query<{ letters: string }[]>(
      `SELECT COUNT(*) AS letters FROM dead_letter ${where}`,
      parameters,
    );
    return Number(row?.letters ?? 0);
  }

  /** Throws NOT_FOUND when this service has none with this id. */
  async get(id: string): Promise<DeadLetter> {
    const [row] = await this.dataSource.query<(Row & { headers: string; payload: Buffer })[]>(
      `SELECT ${SUMMARY}, headers, payload FROM dead_letter WHERE id = ? AND consumer = ?`,
      [id, this.service.group],
    );
    if (!row) throw new DomainError('not_found', 'NOT_FOUND', 'There is no such dead letter.');
    return { ...toSummary(row), headers: JSON.parse(row.headers) as Record<string, string>, payload: row.payload };
  }

  private conditions({ filter, before, after }: DeadLetterRange): Conditions {
    const asked = new Conditions()
      .add('consumer = ?', this.service.group)
      .optional('id < ?', before)
      .optional('id > ?', after);
    for (const [field, column] of Object.entries(COLUMNS)) {
      asked.optional(`${column} = ?`, filter[field as keyof DeadLetterFilter] || null);
    }
    return asked;
  }
}

function toSummary({ partitionNo, messageOffset, messageKey, ...row }: Row): DeadLetterSummary {
  return {
    ...row,
    id: String(row.id),
    partition: Number(partitionNo),
    offset: String(messageOffset),
    key: messageKey,
    attempts: Number(row.attempts),
    replays: Number(row.replays),
  };
}
