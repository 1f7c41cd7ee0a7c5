import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { LockOut } from '../../identity/app/lock-out.js';
import { entityId } from '../../identity/domain/entity-id.js';
import { OwnSecondFactor, SecondFactorMissing } from '../domain/operator-errors.js';
import { lockForAdmin } from './lock-for-admin.js';
import { OperatorTransactions } from './ports.js';
import { SecurityEvents } from './security-events.js';

@Injectable()
export class ResetTotp {
  constructor(
    private readonly transactions: OperatorTransactions,
    private readonly lockOut: LockOut,
    private readonly events: SecurityEvents,
    private readonly clock: Clock,
  ) {}

  /** For an operator who has lost app and recovery codes; ends their sessions. Throws NOT_FOUND, CONFLICT for the own one, and FORBIDDEN unless an active admin asks. */
  async run(actorId: string, operatorId: string): Promise<void> {
    const id = entityId(operatorId, 'operatorId');
    if (id === actorId) throw new OwnSecondFactor();
    const now = this.clock.now();
    const ended = await this.transactions.run(REQUEST, async ({ operators, secondFactors, sessions, audit }) => {
      await lockForAdmin(operators, actorId, id);
      if (!(await secondFactors.remove(id))) throw new SecondFactorMissing();
      await audit.record({ action: 'operator.reset-totp', target: { type: 'operator', id } });
      await sessions.endAll(id, 'RIGHTS_CHANGED', now);
      return this.lockOut.ended(sessions, id, now);
    });
    this.events.tell('operator_totp_reset', id);
    await this.lockOut.announce(ended);
  }
}
