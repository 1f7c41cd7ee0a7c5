/** Parts of database errors that repeat the statement with its values, so personal data. */
const UNSAFE = new Set([
  'query',
  'parameters',
  'sql',
  'sqlMessage',
  'driverError',
  'cause',
  'message',
  'stack',
  'name',
]);
const MAX_DEPTH = 4;

/** An error as it may stand in a log: type, message, stack, codes and causes, but no SQL and no parameters. */
export function errorForLog(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error) || depth > MAX_DEPTH) return error instanceof Error ? error.name : error;
  const fromDatabase = 'sqlMessage' in error || 'driverError' in error;
  // The server repeats the offending value in its message, like «Duplicate entry '…' for key».
  const message = fromDatabase ? `${errorCode(error) ?? 'database error'}` : error.message;
  const rest = Object.entries(error).filter(([key, value]) => !UNSAFE.has(key) && isPlain(value));
  return {
    type: error.name,
    message,
    stack: fromDatabase ? framesOf(error.stack) : error.stack,
    ...Object.fromEntries(rest),
    ...(error.cause === undefined ? {} : { cause: errorForLog(error.cause, depth + 1) }),
  };
}

function errorCode(error: object): string | undefined {
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if (typeof code === 'string') return code;
  return typeof driverError === 'object' && driverError !== null ? errorCode(driverError) : undefined;
}

function framesOf(stack: string | undefined): string {
  return (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}

function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
