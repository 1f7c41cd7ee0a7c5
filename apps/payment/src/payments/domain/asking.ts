const FIRST_MS = 10_000;
const LONGEST_MS = 600_000;

/** When WeChat is asked next about something that is not final: after 10 s, 20 s, 40 s … and then each 10 minutes. */
export function nextAsk(asked: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(asked, 10)));
}
