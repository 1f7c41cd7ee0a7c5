import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { LockOut } from '../../identity/app/lock-out.js';
import { CodeInvalid, SecondFactorMissing, SecondFactorOn } from '../domain/operator-errors.js';
import { recoveryHash } from '../domain/recovery-code.js';
import type { SecondFactor } from '../domain/second-factor.js';
import { lockActive } from './lock-active.js';
import { type OperatorRepositories, OperatorTransactions, SecondFactorSecrets } from './ports.js';
import { SecurityEvents } from './security-events.js';

const ACTION = 'operator.confirm-totp';

@Injectable()
export class ConfirmTotp {
  constructor(
    private readonly secrets: SecondFactorSecrets,
    private readonly transactions: OperatorTransactions,
    private readonly lockOut: LockOut,
    private readonly events: SecurityEvents,
    private readonly clock: Clock,
  ) {}

  /**
   * From now on a login needs a code; answers the recovery codes, which are shown only here. Ends all sessions of the operator: they were
   * opened without one. Throws CREDENTIALS_INVALID, NOT_FOUND, CONFLICT and RATE_LIMITED.
   */
  async run(operatorId: string, code: string): Promise<string[]> {
    const codes = this.secrets.recoveryCodes();
    const now = this.clock.now();
    const ended = await this.transactions.run(REQUEST, async (repositories) => {
      await lockActive(repositories.operators, operatorId);
      const factor = await repositories.secondFactors.find(operatorId);
      if (!factor) throw new SecondFactorMissing();
      if (factor.isOn) throw new SecondFactorOn();
      factor.mustNotWait(now);
      return factor.take(code, now) === 'RIGHT'
        ? this.turnOn(repositories, factor, codes, now)
        : this.refuse(repositories, factor, now);
    });
    if (!ended) {
      this.events.tell('operator_code_wrong', operatorId);
      throw new CodeInvalid('code', 'WRONG');
    }
    this.events.tell('operator_totp_on', operatorId);
    await this.lockOut.announce(ended);
    return codes;
  }

  private async turnOn(
    { secondFactors, sessions, audit }: OperatorRepositories,
    factor: SecondFactor,
    codes: readonly string[],
    now: Date,
  ): Promise<string[]> {
    const { id } = factor.snapshot;
    factor.confirm(now);
    factor.right();
    await secondFactors.save(factor);
    await secondFactors.addRecoveryCodes(
      id,
      codes.map(recoveryHash).filter((hash) => hash !== null),
    );
    await audit.record({ action: ACTION, target: { type: 'operator', id } });
    await sessions.endAll(id, 'RIGHTS_CHANGED', now);
    return this.lockOut.ended(sessions, id, now);
  }

  private async refuse({ secondFactors, audit }: OperatorRepositories, factor: SecondFactor, now: Date): Promise<null> {
    const { id } = factor.snapshot;
    factor.wrong(now);
    await secondFactors.save(factor);
    await audit.record({ action: ACTION, target: { type: 'operator', id }, outcome: 'FAILED', reason: 'WRONG_CODE' });
    return null;
  }
}
