import { isDuplicateKey, type Tx } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ServiceName } from '../service-name.js';

/** Thrown when another consumer has handled one of the events in the meantime. */
export class AlreadyHandled extends Error {}

// A letter without attempts is a message that could not even be read: a sound one with its id may follow.
const SETTLED = `SELECT event_id FROM inbox WHERE consumer = ? AND event_id IN (?)
  UNION ALL SELECT event_id FROM dead_letter WHERE consumer = ? AND event_id IN (?) AND attempts > 0`;

/** Which events this service has handled. */
@Injectable()
export class Inbox {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ServiceName) private readonly service: ServiceName,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Those of the ids that have come to their end: handled, or parked and thereby an operator's matter. */
  async settled(eventIds: readonly string[]): Promise<Set<string>> {
    const { group } = this.service;
    const rows = await this.dataSource.query<{ event_id: string }[]>(SETTLED, [group, eventIds, group, eventIds]);
    return new Set(rows.map((row) => row.event_id));
  }

  /** Whether an event has been handled; that it is parked does not count. */
  async has(eventId: string): Promise<boolean> {
    const rows = await this.dataSource.query<object[]>('SELECT 1 FROM inbox WHERE consumer = ? AND event_id = ?', [
      this.service.group,
      eventId,
    ]);
    return rows.length > 0;
  }

  /** Notes events as handled, together with their effects; throws AlreadyHandled when one of them was. */
  async note(tx: Tx, eventIds: readonly string[]): Promise<void> {
    const now = this.clock.now();
    const rows = eventIds.map((id) => [this.service.group, id, now]);
    try {
      await tx.execute('INSERT INTO inbox (consumer, event_id, handled_at) VALUES ?', [rows]);
    } catch (error) {
      if (isDuplicateKey(error)) throw new AlreadyHandled('an event was handled before', { cause: error });
      throw error;
    }
  }
}
