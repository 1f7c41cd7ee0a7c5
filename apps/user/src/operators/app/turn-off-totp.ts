import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { CodeInvalid, SecondFactorMissing } from '../domain/operator-errors.js';
import { checkCode } from './check-code.js';
import { lockActive } from './lock-active.js';
import { OperatorTransactions } from './ports.js';
import { SecurityEvents } from './security-events.js';

@Injectable()
export class TurnOffTotp {
  constructor(
    private readonly transactions: OperatorTransactions,
    private readonly events: SecurityEvents,
    private readonly clock: Clock,
  ) {}

  /** Needs a code of the app or a recovery code, so that a stolen session is not enough. Throws CREDENTIALS_INVALID, NOT_FOUND and RATE_LIMITED. */
  async run(operatorId: string, code: string): Promise<void> {
    const now = this.clock.now();
    const verdict = await this.transactions.run(REQUEST, async ({ operators, secondFactors, audit }) => {
      await lockActive(operators, operatorId);
      const factor = await secondFactors.find(operatorId);
      if (!factor?.isOn) throw new SecondFactorMissing();
      const entry = { action: 'operator.turn-off-totp', target: { type: 'operator', id: operatorId } };
      const checked = await checkCode(secondFactors, factor, code, now);
      if (checked === 'RIGHT') {
        await secondFactors.remove(operatorId);
        await audit.record(entry);
      } else await audit.record({ ...entry, outcome: 'FAILED', reason: `${checked}_CODE` });
      return checked;
    });
    if (verdict !== 'RIGHT') {
      this.events.tell('operator_code_wrong', operatorId);
      throw new CodeInvalid('code', verdict);
    }
    this.events.tell('operator_totp_off', operatorId);
  }
}
