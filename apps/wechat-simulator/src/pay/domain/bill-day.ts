import { invalidRequest, noStatementExist, statementCreating } from './pay-error.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const KEPT_DAYS = 92;

/** One day in Beijing and when its bill is made; that bill knows nothing that happens later. */
export interface BillDay {
  readonly date: string;
  readonly from: Date;
  readonly to: Date;
  readonly madeAt: Date;
}

export function billDay(date: string): BillDay {
  const from = new Date(`${date}T00:00:00+08:00`);
  const to = new Date(from.getTime() + DAY_MS);
  return { date, from, to, madeAt: new Date(to.getTime() + 10 * HOUR_MS) };
}

export function isWithin(day: BillDay, instant: Date): boolean {
  return instant >= day.from && instant < day.to;
}

/** Throws NO_STATEMENT_EXIST, STATEMENT_CREATING or, after three months, INVALID_REQUEST. */
export function checkBillIsMade(day: BillDay, now: Date): void {
  if (now < day.to) throw noStatementExist();
  if (now < day.madeAt) throw statementCreating();
  if (now.getTime() - day.to.getTime() > KEPT_DAYS * DAY_MS) throw invalidRequest('账单日期超出可下载的范围');
}
