import { type CheckResult, type ConsistentView, InvariantCheck } from '@minisuite/invariants';
import { Injectable } from '@nestjs/common';
import { PAID } from './paid.js';

const SUMS = `SELECT payment_id, SUM(IF(status = 'SUCCEEDED', amount, 0)) AS done,
    SUM(IF(status IN ('REQUESTED', 'PROCESSING'), amount, 0)) AS open FROM refund GROUP BY payment_id`;

@Injectable()
export class RefundsFit extends InvariantCheck {
  readonly name = 'refunds-fit';
  readonly promise = 'A payment counts the refunds that it has, and they are never more than it.';

  async check(view: ConsistentView): Promise<CheckResult> {
    const checked = await view.count('SELECT COUNT(*) FROM payment');
    const sums =
      await view.violations(`SELECT p.id, CONCAT('counts ', p.refunded_amount, ' fen as refunded and ', p.refunding_amount, ' as under way; its refunds are ',
          COALESCE(r.done, 0), ' and ', COALESCE(r.open, 0)) AS problem
        FROM payment p LEFT JOIN (${SUMS}) r ON r.payment_id = p.id
        WHERE p.refunded_amount <> COALESCE(r.done, 0) OR p.refunding_amount <> COALESCE(r.open, 0)`);
    const more =
      await view.violations(`SELECT p.id, CONCAT('gives back ', r.done + r.open, ' of ', p.amount, ' fen') AS problem
        FROM payment p JOIN (${SUMS}) r ON r.payment_id = p.id WHERE r.done + r.open > IF(p.status IN ${PAID}, p.amount, 0)`);
    const states =
      await view.violations(`SELECT id, CONCAT('is ', status, ' with ', refunded_amount, ' of ', amount, ' fen refunded') AS problem FROM payment
        WHERE status IN ${PAID} AND status <>
          CASE refunded_amount WHEN 0 THEN 'SUCCEEDED' WHEN amount THEN 'REFUNDED' ELSE 'PARTIALLY_REFUNDED' END`);
    const strangers =
      await view.violations(`SELECT r.id, CONCAT('is of payment ', r.payment_id, ', which does not exist') AS problem
        FROM refund r LEFT JOIN payment p ON p.id = r.payment_id WHERE p.id IS NULL`);
    return { checked, violations: [...sums, ...more, ...states, ...strangers] };
  }
}
