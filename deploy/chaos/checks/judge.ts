import type { Step } from '../plan/steps.ts';
import type { Books, Verdict } from './books.ts';
import { checkDelivery, checkMessages, checkTold } from './check-events.ts';
import { checkParcels, checkStock } from './check-goods.ts';
import { checkLetters } from './check-letters.ts';
import { checkLedger, checkPayments, checkRefunds, checkRefundsEnd } from './check-money.ts';
import { checkClosedOrders, checkPaidOrders } from './check-order-money.ts';
import { checkOrders, type Told } from './check-orders.ts';
import { checkPurpose } from './check-purpose.ts';
import { checkRest } from './check-rest.ts';
import { checkUnexpected } from './check-unexpected.ts';

/** What was to happen. */
export interface Played {
  acts: readonly unknown[];
  steps: readonly Step[];
}

/** Every check on books that are at rest. */
export function judge(books: Books, told: Told, { acts, steps }: Played): Verdict[] {
  return [
    checkPayments(books),
    checkRefunds(books),
    checkRefundsEnd(books),
    checkLedger(books),
    checkClosedOrders(books),
    checkPaidOrders(books),
    checkUnexpected(books),
    ...checkPurpose(books, acts.length),
    ...checkStock(books),
    checkParcels(books),
    ...checkOrders(books, told),
    checkTold(books),
    checkDelivery(books),
    checkMessages(books),
    ...checkLetters(books, steps),
    checkRest(books),
  ];
}
