import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { SecondFactorOn } from '../domain/operator-errors.js';
import { SecondFactor } from '../domain/second-factor.js';
import { otpauthUrl, toBase32 } from '../domain/totp.js';
import { lockActive } from './lock-active.js';
import { OperatorTransactions, SecondFactorSecrets } from './ports.js';

@Injectable()
export class EnrolTotp {
  constructor(
    private readonly secrets: SecondFactorSecrets,
    private readonly transactions: OperatorTransactions,
    private readonly clock: Clock,
  ) {}

  /** Gives the operator a key, which counts for nothing until it is confirmed; a second one replaces the first. Throws CONFLICT when one is on. */
  async run(operatorId: string): Promise<{ secret: string; otpauthUrl: string }> {
    const key = this.secrets.key();
    const factor = SecondFactor.enrol(operatorId, key, this.clock.now());
    const username = await this.transactions.run(REQUEST, async ({ operators, secondFactors, audit }) => {
      const operator = await lockActive(operators, operatorId);
      if ((await secondFactors.find(operatorId))?.isOn) throw new SecondFactorOn();
      await secondFactors.put(factor);
      await audit.record({ action: 'operator.enrol-totp', target: { type: 'operator', id: operatorId } });
      return operator.card.username;
    });
    return { secret: toBase32(key), otpauthUrl: otpauthUrl(username, key) };
  }
}
