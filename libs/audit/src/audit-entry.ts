/** How what an operator did came out. */
export type AuditOutcome = 'SUCCEEDED' | 'FAILED';

/** What a row can tell; a list is told with commas, a date as ISO 8601. */
export type AuditFields = Readonly<Record<string, string | number | boolean | null | Date | readonly string[]>>;

/** What is written down about one act of an operator. Neither secrets nor personal data of users belong in it. */
export interface AuditEntry {
  /** What was done, like `dead-letter.replay`. */
  readonly action: string;
  readonly target?: { readonly type: string; readonly id: string };
  readonly outcome?: AuditOutcome;
  /** What the operator gave as the reason, or why it failed. */
  readonly reason?: string;
  /** What it was, told as `<name>Before`. */
  readonly before?: AuditFields;
  /** What it is, told as `<name>After`. */
  readonly after?: AuditFields;
  /** What else there is to tell. */
  readonly details?: AuditFields;
  /** The calling operator unless given; the id is null when it is not known who it was. */
  readonly operator?: { readonly id: string | null; readonly name: string };
}

const LENGTH = { name: 64, action: 64, targetType: 64, targetId: 128, reason: 500, requestId: 128 } as const;
const MAX_VALUE = 200;
const MAX_DETAILS = 4000;
const SENSITIVE = /password|token|secret|credential|openid|unionid|phone|session_?key|private_?key/i;

/** Text on one line and no longer than its column. */
export function bounded(text: string, field: keyof typeof LENGTH): string {
  return cut(text, LENGTH[field]);
}

/** What an entry tells, as a JSON object of bounded length; what its name gives away as a secret is not in it. */
export function detailsJson({ details, before, after }: Pick<AuditEntry, 'details' | 'before' | 'after'>): string {
  const told = [...safe(details), ...safe(before, 'Before'), ...safe(after, 'After')];
  const json = JSON.stringify(Object.fromEntries(told));
  return json.length <= MAX_DETAILS ? json : '{"truncated":true}';
}

function safe(fields: AuditFields = {}, when = ''): [name: string, value: string | number | boolean | null][] {
  return Object.entries(fields).map(([name, value]) => {
    return [`${name}${when}`, SENSITIVE.test(name) ? '[redacted]' : plain(value)];
  });
}

function plain(value: AuditFields[string]): string | number | boolean | null {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string') return cut(value, MAX_VALUE);
  return typeof value === 'object' && value !== null ? cut(value.join(','), MAX_VALUE) : value;
}

function cut(text: string, length: number): string {
  // Cut twice: the first spares the work on a text that is far too long.
  const clean = text.slice(0, length * 4).replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ');
  return [...clean.trim()].slice(0, length).join('');
}
