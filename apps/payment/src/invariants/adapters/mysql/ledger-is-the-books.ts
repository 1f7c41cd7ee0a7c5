import { type CheckResult, type ConsistentView, InvariantCheck } from '@minisuite/invariants';
import { Injectable } from '@nestjs/common';
import { ledgerOf } from './ledger-of.js';
import { PAID } from './paid.js';

const HELD = `IF(p.status IN ${PAID}, CAST(p.amount AS SIGNED) - CAST(p.refunded_amount AS SIGNED), 0)`;

@Injectable()
export class LedgerIsTheBooks extends InvariantCheck {
  readonly name = 'ledger-is-the-books';
  readonly promise =
    'The ledger holds of each payment what was paid and not refunded, for its order or to be returned.';

  async check(view: ConsistentView): Promise<CheckResult> {
    const ledger = await ledgerOf(view);
    const booked = `SELECT payment_id, SUM(IF(account = 'wechat', amount, 0)) AS held,
        SUM(IF(account = 'orders', 1, 0)) AS for_orders, SUM(IF(account = 'returns', 1, 0)) AS for_returns
      FROM ${ledger} GROUP BY payment_id`;
    const checked = await view.count('SELECT COUNT(*) FROM payment');
    const amounts =
      await view.violations(`SELECT p.id, CONCAT('the ledger holds ', COALESCE(l.held, 0), ' fen, the payment ', ${HELD}) AS problem
        FROM payment p LEFT JOIN (${booked}) l ON l.payment_id = p.id WHERE COALESCE(l.held, 0) <> ${HELD}`);
    const purposes =
      await view.violations(`SELECT p.id, IF(a.order_id IS NULL, 'is kept by no order, but booked for one', 'is kept by its order, but booked as to be returned') AS problem
        FROM payment p JOIN (${booked}) l ON l.payment_id = p.id LEFT JOIN order_account a ON a.kept_payment_id = p.id
        WHERE IF(a.order_id IS NULL, l.for_orders, l.for_returns) > 0`);
    const strangers =
      await view.violations(`SELECT l.entry AS id, CONCAT('is booked for payment ', l.payment_id, ', which does not exist') AS problem
        FROM ${ledger} l LEFT JOIN payment p ON p.id = l.payment_id WHERE p.id IS NULL`);
    return { checked, violations: [...amounts, ...purposes, ...strangers, ...(await this.total(view, ledger))] };
  }

  private async total(view: ConsistentView, ledger: string): Promise<CheckResult['violations']> {
    const inLedger = await view.count(`SELECT SUM(amount) FROM ${ledger} WHERE account = 'wechat'`);
    const inBooks = await view.count(`SELECT SUM(${HELD}) FROM payment p`);
    if (inLedger === inBooks) return [];
    return [{ id: 'all', problem: `the ledger holds ${inLedger} fen, the payments ${inBooks}` }];
  }
}
