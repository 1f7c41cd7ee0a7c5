import { Failure } from '../../local/process/failure.ts';
import type { GatewaySettings } from '../settings/gateway-settings.ts';
import { oneLine, reasonOf } from '../terminal/text.ts';

// A handler that is replayed may take its time; the gateway gives up before this.
const CALL_MS = 60_000;
const LOG_OUT_MS = 3_000;

// What the gateway says to everybody alike is said of dead letters here.
const PLAIN: Record<string, string> = {
  NOT_FOUND: 'There is no dead letter with this ID.',
  CONFLICT: 'This dead letter is not parked any more: npm run events -- dead show ID tells what became of it.',
};

interface Body {
  readonly data?: unknown;
  readonly message?: string;
  readonly reason?: string;
  readonly details?: readonly { readonly path: string; readonly message: string }[];
  readonly accessToken?: string;
}

/** The gateway's routes for operators, as one who is logged in. */
export class AdminApi {
  readonly #url: string;
  readonly #signal: AbortSignal;
  #token: string | undefined;

  private constructor(url: string, signal: AbortSignal) {
    this.#url = url;
    this.#signal = signal;
  }

  /** Logs in, does some work, and logs out however it ends. */
  static async as<T>(
    { url, username, password }: GatewaySettings,
    signal: AbortSignal,
    work: (api: AdminApi) => Promise<T>,
  ): Promise<T> {
    const api = new AdminApi(url, signal);
    const session = await api.call<{ accessToken: string }>('POST', '/auth/login', { username, password });
    api.#token = session.accessToken;
    try {
      return await work(api);
    } finally {
      // A session that could not be ended ends by itself.
      await api.#send('POST', '/auth/logout', undefined, AbortSignal.timeout(LOG_OUT_MS)).catch(() => {});
    }
  }

  /** The data of an answer; throws a Failure that says why there is none. */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const { status, answer } = await this.#send(
      method,
      path,
      body,
      AbortSignal.any([this.#signal, AbortSignal.timeout(CALL_MS)]),
    ).catch((error: unknown): never => {
      throw new Failure(
        `The gateway at ${this.#url} cannot be reached (${reasonOf((error as Error).cause ?? error)}): start the system with npm start, or set GATEWAY_URL.`,
      );
    });
    if (status < 300 && answer.data !== undefined) return answer.data as T;
    throw new Failure(this.#refusal(status, answer));
  }

  async #send(
    method: string,
    path: string,
    body: unknown,
    signal: AbortSignal,
  ): Promise<{ status: number; answer: Body }> {
    const response = await fetch(`${this.#url}/api/v1/admin${path}`, {
      method,
      signal,
      headers: {
        ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, answer: parsed(await response.text()) };
  }

  #refusal(status: number, { message, reason, details = [] }: Body): string {
    if (reason === undefined) {
      return `What answers at ${this.#url} is no gateway of Minisuite (${status}): set GATEWAY_URL.`;
    }
    if (reason === 'CREDENTIALS_INVALID') {
      return `The gateway at ${this.#url} does not accept the operator's name or password: set OPERATOR_USERNAME and OPERATOR_PASSWORD.`;
    }
    if (PLAIN[reason]) return PLAIN[reason];
    const more = details.map((each) => `${each.path} ${each.message}`).join(', ');
    return oneLine(`The gateway refuses: ${message ?? ''} (${reason}${more ? `: ${more}` : ''})`);
  }
}

function parsed(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return {};
  }
}
