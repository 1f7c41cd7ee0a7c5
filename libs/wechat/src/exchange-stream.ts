import { type FetchLike, NoAnswer } from './exchange.js';

/** One HTTP answer whose body comes piece by piece. */
export interface StreamedAnswer {
  status: number;
  headers: Headers;
  /** Throws `NoAnswer` when it breaks off or a piece takes longer than the time limit. */
  body: AsyncIterable<Uint8Array>;
}

/** Sends one request and gives its answer as soon as the headers are there; the wait for each piece is limited to `timeoutMs`, the whole is not (ms). */
export async function exchangeStream(
  fetch: FetchLike,
  url: string,
  init: RequestInit,
  timeoutMs: number,
): Promise<StreamedAnswer> {
  const patience = new Patience(timeoutMs);
  const signal = init.signal ? AbortSignal.any([patience.signal, init.signal]) : patience.signal;
  const response = await patience.for(fetch(url, { ...init, signal, redirect: 'manual' }));
  return { status: response.status, headers: response.headers, body: pieces(response, patience) };
}

async function* pieces(response: Response, patience: Patience): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await patience.for(reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Counts only while something is awaited, so that a slow reader is not taken for a slow server. */
class Patience {
  private readonly controller = new AbortController();

  constructor(private readonly timeoutMs: number) {}

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  async for<T>(awaited: Promise<T>): Promise<T> {
    const timer = setTimeout(() => this.controller.abort(), this.timeoutMs);
    try {
      return await awaited;
    } catch (error) {
      throw new NoAnswer(this.signal.aborted, error);
    } finally {
      clearTimeout(timer);
    }
  }
}
