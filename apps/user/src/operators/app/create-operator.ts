import { REQUEST } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { Operator, type OperatorAccount } from '../domain/operator.js';
import { UsernameInUse } from '../domain/operator-errors.js';
import { assertOperatorInput, rolesOf } from '../domain/operator-input.js';
import { lockForAdmin } from './lock-for-admin.js';
import { OperatorTransactions, Passwords, UsernameTaken } from './ports.js';

export interface CreateOperatorCommand {
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly password: string;
}

@Injectable()
export class CreateOperator {
  constructor(
    private readonly passwords: Passwords,
    private readonly transactions: OperatorTransactions,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Throws CONFLICT when the name is in use, FORBIDDEN unless an active admin asks. */
  async run(
    actorId: string,
    { username, displayName, roles, password }: CreateOperatorCommand,
  ): Promise<OperatorAccount> {
    assertOperatorInput({ username, displayName, roles, password });
    const passwordHash = await this.passwords.hash(password);
    const who = { id: this.ids.next(), username, displayName: displayName.trim(), roles: rolesOf(roles), passwordHash };
    const operator = Operator.create(who, this.clock.now());
    try {
      await this.transactions.run(REQUEST, async ({ operators, audit }) => {
        await lockForAdmin(operators, actorId, actorId);
        await operators.add(operator);
        await audit.record({
          action: 'operator.create',
          target: { type: 'operator', id: operator.id },
          after: { username, roles: who.roles },
        });
      });
    } catch (error) {
      throw error instanceof UsernameTaken ? new UsernameInUse() : error;
    }
    return operator.account;
  }
}
