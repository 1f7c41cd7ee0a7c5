import { Clock } from '@minisuite/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { ConsistentView } from './consistent-view.js';
import type { CheckResult } from './check-result.js';
import { InvariantCheck } from './invariant-check.js';

const PATIENCE_MS = 300_000;

/** For a service that tells of itself through an outbox. */
@Injectable()
export class EventsLeave extends InvariantCheck {
  readonly name = 'events-leave';
  readonly promise = 'What has happened is told to the other services within five minutes.';

  constructor(@Inject(Clock) private readonly clock: Clock) {
    super();
  }

  async check(view: ConsistentView): Promise<CheckResult> {
    const checked = await view.count('SELECT COUNT(*) FROM outbox WHERE published_at IS NULL');
    const found = await view.violations(
      `SELECT event_id AS id, CONCAT(type, ' of ', aggregate_id, ' waits since ', created_at) AS problem
        FROM outbox WHERE published_at IS NULL AND created_at < ? ORDER BY id`,
      [new Date(this.clock.now().getTime() - PATIENCE_MS)],
    );
    return { checked, violations: found };
  }
}
