import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { LockOut } from '../../identity/app/lock-out.js';
import { entityId } from '../../identity/domain/entity-id.js';
import type { OperatorAccount, OperatorStatus } from '../domain/operator.js';
import { OwnRights } from '../domain/operator-errors.js';
import { assertOperatorInput, rolesOf } from '../domain/operator-input.js';
import { lockForAdmin } from './lock-for-admin.js';
import { OperatorTransactions } from './ports.js';

export interface ReplaceOperatorCommand {
  readonly operatorId: string;
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly status: OperatorStatus;
}

@Injectable()
export class ReplaceOperator {
  constructor(
    private readonly transactions: OperatorTransactions,
    private readonly lockOut: LockOut,
    private readonly clock: Clock,
  ) {}

  /** Throws NOT_FOUND, CONFLICT for the operator's own rights, and FORBIDDEN unless an active admin asks. */
  async run(actorId: string, command: ReplaceOperatorCommand): Promise<OperatorAccount> {
    const id = entityId(command.operatorId, 'operatorId');
    assertOperatorInput(command);
    const change = { displayName: command.displayName.trim(), roles: rolesOf(command.roles), status: command.status };
    const now = this.clock.now();
    const { account, ended } = await this.transactions.run(REQUEST, async ({ operators, sessions, audit }) => {
      const operator = await lockForAdmin(operators, actorId, id);
      const before = operator.account;
      const hasOtherRights = operator.replace(change, now);
      if (hasOtherRights && id === actorId) throw new OwnRights();
      await operators.save(operator);
      await audit.record({
        action: 'operator.replace',
        target: { type: 'operator', id },
        before: audited(before),
        after: audited(operator.account),
      });
      if (hasOtherRights) await sessions.endAll(id, 'RIGHTS_CHANGED', now);
      // Also when nothing has changed: the attempt before this one may not have been able to announce what it has ended.
      return { account: operator.account, ended: await this.lockOut.ended(sessions, id, now) };
    });
    await this.lockOut.announce(ended);
    return account;
  }
}

const audited = ({ displayName, roles, status }: OperatorAccount) => ({ displayName, roles, status });
