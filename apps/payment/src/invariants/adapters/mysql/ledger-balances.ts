import { type CheckResult, type ConsistentView, InvariantCheck } from '@minisuite/invariants';
import { Injectable } from '@nestjs/common';
import { ledgerOf } from './ledger-of.js';

@Injectable()
export class LedgerBalances extends InvariantCheck {
  readonly name = 'ledger-balances';
  readonly promise = 'Every entry of the ledger, and so the whole of it, adds up to 0.';

  async check(view: ConsistentView): Promise<CheckResult> {
    const ledger = await ledgerOf(view);
    const checked = await view.count(`SELECT COUNT(*) FROM ${ledger}`);
    const entries =
      await view.violations(`SELECT entry AS id, CONCAT('adds up to ', SUM(amount), ' fen in ', COUNT(*), ' lines') AS problem
        FROM ${ledger} GROUP BY entry HAVING SUM(amount) <> 0 OR COUNT(*) < 2`);
    const whole = await view.count(`SELECT SUM(amount) FROM ${ledger}`);
    const total = whole === 0 ? [] : [{ id: 'all', problem: `the ledger adds up to ${whole} fen` }];
    return { checked, violations: [...entries, ...total] };
  }
}
