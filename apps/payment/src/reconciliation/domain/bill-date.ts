const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BEIJING_MS = 8 * HOUR_MS;
// WeChat has the bill of a day from 10:00 of the next one.
const READY_MS = 10 * HOUR_MS;

/** How many days that were missed are caught up. */
export const MOST_DAYS_BACK = 30;
/** For how long WeChat keeps bills, at least. */
export const KEPT_DAYS = 90;

/** The day in Beijing, like 2026-03-01. */
export function beijingDay(at: Date): string {
  return new Date(at.getTime() + BEIJING_MS).toISOString().slice(0, 10);
}

/** Whether a text is a day of the calendar. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const midnight = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

/** From its first moment to the first moment after it. */
export function rangeOf(day: string): { from: Date; to: Date } {
  const from = Date.parse(`${day}T00:00:00.000Z`) - BEIJING_MS;
  return { from: new Date(from), to: new Date(from + DAY_MS) };
}

/** The day so many days before. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - days * DAY_MS).toISOString().slice(0, 10);
}

/** The days whose bills should be there by now, oldest first: from the day of the first payment on, 30 at most. */
export function daysDue(now: Date, firstPayment: Date): string[] {
  const last = daysBefore(beijingDay(new Date(now.getTime() - READY_MS)), 1);
  const first = beijingDay(firstPayment);
  const days = Array.from({ length: MOST_DAYS_BACK }, (_, back) => daysBefore(last, back));
  return days.filter((day) => day >= first).toReversed();
}
