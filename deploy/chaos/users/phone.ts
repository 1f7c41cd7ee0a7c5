import { setTimeout as sleep } from 'node:timers/promises';

export interface Answer {
  status: number;
  reason: string;
  data: unknown;
}

export interface Request {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  token?: string | undefined;
  body?: unknown;
  /** The key that makes it safe to ask again. */
  key?: string | undefined;
}

/** What came of requests, for the table in the end. */
export interface Traffic {
  sent: number;
  /** Nothing came, or an answer that says nothing about what was done. */
  unknown: number;
  givenUp: number;
}

const CALL_MS = 8_000;
const PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 2_000;

/** Asks as a phone on a bad line does: what may or may not have been done is asked for again, with the same key. */
export class Phone {
  readonly #base: string;
  readonly #traffic: Traffic;

  constructor(base: string, traffic: Traffic) {
    this.#base = base;
    this.#traffic = traffic;
  }

  /** The first answer that settles it, or undefined when none came in time. */
  async ask(request: Request, patienceMs: number): Promise<Answer | undefined> {
    const deadline = Date.now() + patienceMs;
    for (let pause = PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const answer = await this.once(request);
      if (answer !== undefined && settles(answer)) return answer;
      this.#traffic.unknown += 1;
      if (Date.now() + pause > deadline) break;
      await sleep(pause);
    }
    this.#traffic.givenUp += 1;
    return undefined;
  }

  async once({ method, path, token, body, key }: Request): Promise<Answer | undefined> {
    this.#traffic.sent += 1;
    try {
      const response = await fetch(this.#base + path, {
        method,
        signal: AbortSignal.timeout(CALL_MS),
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(key !== undefined && { 'idempotency-key': key }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const json = (await response.json()) as { data?: unknown; reason?: string; code?: unknown };
      return { status: response.status, reason: json.reason ?? String(json.code), data: json.data ?? json };
    } catch {
      return undefined;
    }
  }
}

function settles({ status, reason }: Answer): boolean {
  return status < 500 && status !== 429 && reason !== 'IDEMPOTENCY_KEY_IN_PROGRESS';
}
