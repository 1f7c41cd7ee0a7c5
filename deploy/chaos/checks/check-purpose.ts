import { type Books, type Verdict } from './books.ts';
import { unexpectedOf } from './check-unexpected.ts';

/** From here on a run plays every story. */
const ENOUGH_ORDERS = 100;

/** What the other checks look for has been there to be found: a run in which nothing went wrong at WeChat proves little. */
export function checkPurpose(books: Books, acts: number): Verdict[] {
  if (acts < ENOUGH_ORDERS) return [];
  const { closed, twice } = unexpectedOf(books);
  const problems = [
    ...(closed.length === 0 ? ['nobody has paid for an order that was closed'] : []),
    ...(twice.length === 0 ? ['nobody has paid for an order twice'] : []),
  ];
  return [{ name: 'there was money that came when it should not', checked: closed.length + twice.length, problems }];
}
