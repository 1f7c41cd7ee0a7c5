import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { LockOut } from '../../identity/app/lock-out.js';
import { entityId } from '../../identity/domain/entity-id.js';
import { assertOperatorInput } from '../domain/operator-input.js';
import { lockForAdmin } from './lock-for-admin.js';
import { OperatorTransactions, Passwords } from './ports.js';

@Injectable()
export class SetOperatorPassword {
  constructor(
    private readonly passwords: Passwords,
    private readonly transactions: OperatorTransactions,
    private readonly lockOut: LockOut,
    private readonly clock: Clock,
  ) {}

  /** Ends all sessions of the operator, of the one who asks too when it is the same. Throws NOT_FOUND, and FORBIDDEN unless an active admin asks. */
  async run(actorId: string, operatorId: string, password: string): Promise<void> {
    const id = entityId(operatorId, 'operatorId');
    assertOperatorInput({ password });
    const passwordHash = await this.passwords.hash(password);
    const now = this.clock.now();
    const ended = await this.transactions.run(REQUEST, async ({ operators, sessions, audit }) => {
      const operator = await lockForAdmin(operators, actorId, id);
      operator.setPassword(passwordHash, now);
      await operators.save(operator);
      await audit.record({ action: 'operator.set-password', target: { type: 'operator', id } });
      await sessions.endAll(id, 'RIGHTS_CHANGED', now);
      return this.lockOut.ended(sessions, id, now);
    });
    await this.lockOut.announce(ended);
  }
}
