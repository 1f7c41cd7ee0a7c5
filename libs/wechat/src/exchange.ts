/** The part of `fetch` that the clients use, so that a test or a proxy agent can stand in for it. */
export type FetchLike = (url: string, init: RequestInit) => Promise<Response>;

/** One complete HTTP answer with its body as raw bytes. */
export interface HttpAnswer {
  status: number;
  headers: Headers;
  body: Buffer;
}

/** Says that no complete HTTP answer came, so that nobody knows whether the other side acted. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(
    readonly timedOut: boolean,
    cause: unknown,
  ) {
    super(timedOut ? 'No answer in time' : 'The connection failed', { cause });
  }
}

/** Sends one request and reads its whole answer within `timeoutMs` (ms); throws `NoAnswer`. */
export async function exchange(
  fetch: FetchLike,
  url: string,
  init: RequestInit,
  timeoutMs: number,
): Promise<HttpAnswer> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = init.signal ? AbortSignal.any([deadline, init.signal]) : deadline;
  try {
    // A redirect would carry a signed request or a secret to another address.
    const response = await fetch(url, { ...init, signal, redirect: 'manual' });
    return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
  } catch (error) {
    throw new NoAnswer(deadline.aborted, error);
  }
}
