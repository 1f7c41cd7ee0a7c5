function numberOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { errno, driverError } = error as { errno?: unknown; driverError?: unknown };
  if (typeof errno === 'number') return errno;
  return driverError === undefined ? undefined : numberOf(driverError);
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if (typeof code === 'string') return code;
  return driverError === undefined ? undefined : codeOf(driverError);
}

/** A unique key refused the row (ER_DUP_ENTRY). */
export function isDuplicateKey(error: unknown): boolean {
  return numberOf(error) === 1062;
}

/** The server gave up this transaction for another one (ER_LOCK_DEADLOCK, ER_LOCK_WAIT_TIMEOUT); running it again is right. */
export function isDeadlock(error: unknown): boolean {
  const number = numberOf(error);
  return number === 1213 || number === 1205;
}

const LOST = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'ER_SERVER_SHUTDOWN',
  'ER_NORMAL_SHUTDOWN',
]);

/** The connection broke; whether a commit under way took effect is unknown. */
export function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && LOST.has(code);
}
