const EIGHT_HOURS_MS = 8 * 3_600_000;

/** RFC 3339 at +08:00 in whole seconds, as WeChat Pay writes every time. */
export function beijingTime(instant: Date): string {
  return `${beijing(instant).slice(0, 19)}+08:00`;
}

/** yyyyMMddHHmmss in Beijing, the start of ids. */
export function beijingDigits(instant: Date): string {
  return beijing(instant).slice(0, 19).replaceAll(/\D/g, '');
}

function beijing(instant: Date): string {
  return new Date(instant.getTime() + EIGHT_HOURS_MS).toISOString();
}
