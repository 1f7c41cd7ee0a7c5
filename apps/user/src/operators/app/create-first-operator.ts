import { REQUEST } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { Operator } from '../domain/operator.js';
import { OperatorDirectory, OperatorTransactions, Passwords, UsernameTaken } from './ports.js';

const USERNAME = 'admin';

@Injectable()
export class CreateFirstOperator {
  private readonly logger = new Logger('Operators');

  constructor(
    private readonly directory: OperatorDirectory,
    private readonly passwords: Passwords,
    private readonly transactions: OperatorTransactions,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Does nothing once there is any operator, whatever the password. */
  async run(password: string | undefined): Promise<void> {
    if (!(await this.directory.isEmpty())) return;
    if (password === undefined) {
      this.logger.warn(`Nobody can log in to /admin: set OPERATOR_INITIAL_PASSWORD to create the operator ${USERNAME}`);
      return;
    }
    const passwordHash = await this.passwords.hash(password);
    try {
      await this.create(passwordHash);
    } catch (error) {
      // Another process of this service was faster.
      if (!(error instanceof UsernameTaken)) throw error;
    }
  }

  private async create(passwordHash: string): Promise<void> {
    const card = { id: this.ids.next(), username: USERNAME, displayName: 'Administrator', roles: ['admin'] as const };
    const operator = Operator.create({ ...card, passwordHash }, this.clock.now());
    await this.transactions.run(REQUEST, async ({ operators, audit }) => {
      await operators.add(operator);
      await audit.record({
        action: 'operator.create',
        target: { type: 'operator', id: operator.id },
        operator: { id: null, name: 'system' },
        reason: 'the first start',
        after: { username: USERNAME, roles: card.roles },
      });
    });
    this.logger.log(`created the first operator, ${USERNAME}`);
  }
}
