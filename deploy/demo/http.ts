/** What a demo step throws when the system did not do what it should. */
export class DemoFailure extends Error {}

export interface Answer {
  status: number;
  headers: Headers;
  /** The parsed JSON, or an empty object. */
  body: Body;
}

export interface Body {
  code?: number | string;
  reason?: string;
  data?: never;
  [field: string]: unknown;
}

export interface CallOptions {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

const CALL_MS = 10_000;
const PAUSE_MS = 500;
/** How long a server that has never answered is given. */
const FIRST_ANSWER_MS = 10_000;
const TRANSIENT = new Set([502, 503, 504]);

/** Calls one server; what may pass by itself (no answer, 502-504, a key in progress) is tried again until the deadline. */
export class Client {
  readonly #base: string;
  readonly #deadline: number;
  readonly #created = Date.now();
  #answered = false;
  retries = 0;

  /** `deadline` in ms since 1970. */
  constructor(base: string, deadline: number) {
    this.#base = base;
    this.#deadline = deadline;
  }

  async call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    for (;;) {
      const answer = await this.#once(method, path, options);
      const passing =
        answer instanceof Error || TRANSIENT.has(answer.status) || answer.body.reason === 'IDEMPOTENCY_KEY_IN_PROGRESS';
      this.#answered ||= !(answer instanceof Error);
      if (!passing) return answer;
      if (!this.#answered && Date.now() > this.#created + FIRST_ANSWER_MS) {
        throw new DemoFailure(`nothing answers at ${new URL(this.#base).origin}: is the system running (npm start)?`);
      }
      if (Date.now() + PAUSE_MS > this.#deadline) {
        const why = answer instanceof Error ? reasonOf(answer) : `answers ${answer.status}`;
        throw new DemoFailure(`${method} ${this.#base}${path} ${why}, and the time for the demo is over`);
      }
      this.retries += 1;
      await pause(PAUSE_MS);
    }
  }

  /** Asks again until `check` gives something; what it threw last is the reason when it never does. */
  async until<T>(what: string, ask: () => Promise<T | undefined>, { within }: { within: number }): Promise<T> {
    const end = Math.min(this.#deadline, Date.now() + within);
    for (;;) {
      const found = await ask();
      if (found !== undefined) return found;
      if (Date.now() + PAUSE_MS > end) throw new DemoFailure(`${what}: not in time`);
      await pause(PAUSE_MS);
    }
  }

  async #once(method: string, path: string, { token, body, headers }: CallOptions): Promise<Answer | Error> {
    try {
      const response = await fetch(this.#base + path, {
        method,
        signal: AbortSignal.timeout(CALL_MS),
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return { status: response.status, headers: response.headers, body: parse(await response.text()) };
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }
}

/** The data of an answer that must have this status; throws DemoFailure that says what came instead. */
export function dataOf<T>(answer: Answer, status = 200): T {
  if (answer.status === status) return (answer.body.data ?? answer.body) as T;
  throw new DemoFailure(`expected ${status}, got ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
}

/** Throws DemoFailure unless the answer is this refusal; gives a short form of it for people. */
export function refusalOf(answer: Answer, status: number, reason: string): string {
  if (answer.status === status && (answer.body.reason ?? answer.body.code) === reason) return `${status} ${reason}`;
  throw new DemoFailure(
    `expected ${status} ${reason}, got ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`,
  );
}

export function check(condition: unknown, what: string): asserts condition {
  if (!condition) throw new DemoFailure(what);
}

function parse(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return {};
  }
}

function reasonOf(error: Error): string {
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `does not answer: ${error.message}${cause}`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
