import { type CheckResult, type ConsistentView, InvariantCheck } from '@minisuite/invariants';
import { Injectable } from '@nestjs/common';
import { PAID } from './paid.js';

@Injectable()
export class OneKeptPayment extends InvariantCheck {
  readonly name = 'one-kept-payment';
  readonly promise = 'An order keeps one paid payment of its own, or is closed; all other money goes back whole.';

  async check(view: ConsistentView): Promise<CheckResult> {
    const checked = await view.count('SELECT COUNT(*) FROM order_account');
    const kept =
      await view.violations(`SELECT a.order_id AS id, CONCAT('keeps payment ', a.kept_payment_id, ', which is ',
          CASE WHEN p.id IS NULL THEN 'not there' WHEN p.order_id <> a.order_id THEN 'of another order' ELSE p.status END) AS problem
        FROM order_account a LEFT JOIN payment p ON p.id = a.kept_payment_id
        WHERE a.kept_payment_id IS NOT NULL AND (p.id IS NULL OR p.order_id <> a.order_id OR p.status NOT IN ${PAID})`);
    const both =
      await view.violations(`SELECT order_id AS id, CONCAT('is closed, but keeps payment ', kept_payment_id) AS problem
        FROM order_account WHERE closed_at IS NOT NULL AND kept_payment_id IS NOT NULL`);
    const unreturned =
      await view.violations(`SELECT p.id, CONCAT('is kept by no order, and only ', p.refunded_amount + p.refunding_amount, ' of ', p.amount,
          ' fen go back') AS problem
        FROM payment p LEFT JOIN order_account a ON a.kept_payment_id = p.id
        WHERE p.status IN ${PAID} AND a.order_id IS NULL AND p.refunded_amount + p.refunding_amount <> p.amount`);
    return { checked, violations: [...kept, ...both, ...unreturned] };
  }
}
