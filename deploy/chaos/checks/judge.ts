import type { Books, Verdict } from './books.ts';
import { checkDelivery, checkLetters, checkMessages, checkTold } from './check-events.ts';
import { checkParcels, checkStock } from './check-goods.ts';
import { checkLedger, checkPayments, checkRefunds } from './check-money.ts';
import { checkClosedOrders, checkPaidOrders } from './check-order-money.ts';
import { checkOrders, type Told } from './check-orders.ts';
import { checkRest } from './check-rest.ts';

/** Every check on books that are at rest. */
export function judge(books: Books, told: Told): Verdict[] {
  return [
    checkPayments(books),
    checkRefunds(books),
    checkLedger(books),
    checkClosedOrders(books),
    checkPaidOrders(books),
    ...checkStock(books),
    checkParcels(books),
    ...checkOrders(books, told),
    checkTold(books),
    checkDelivery(books),
    checkMessages(books),
    checkLetters(books),
    checkRest(books),
  ];
}
