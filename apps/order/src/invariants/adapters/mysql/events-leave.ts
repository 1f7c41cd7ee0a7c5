import { type CheckResult, type ConsistentView, InvariantCheck } from '@minisuite/invariants';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { violations } from './violations.js';

const PATIENCE_MS = 300_000;

@Injectable()
export class EventsLeave extends InvariantCheck {
  readonly name = 'events-leave';
  readonly promise = 'What has happened is told to the other services within five minutes.';

  constructor(private readonly clock: Clock) {
    super();
  }

  async check(view: ConsistentView): Promise<CheckResult> {
    const checked = await view.count('SELECT COUNT(*) FROM outbox WHERE published_at IS NULL');
    const found = await violations(
      view,
      `SELECT event_id AS id, CONCAT(type, ' of ', aggregate_id, ' waits since ', created_at) AS problem
        FROM outbox WHERE published_at IS NULL AND created_at < ? ORDER BY id`,
      [new Date(this.clock.now().getTime() - PATIENCE_MS)],
    );
    return { checked, violations: found };
  }
}
