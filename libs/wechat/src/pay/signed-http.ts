import { createPrivateKey, type KeyObject, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { exchange, type FetchLike, type HttpAnswer, NoAnswer } from '../exchange.js';
import { exchangeStream } from '../exchange-stream.js';
import { headerValue } from './headers.js';
import { WechatPayError } from './pay-error.js';
import { signRequest } from './request-signature.js';

/** A request to sign and send; `path` starts with `/` and is percent-encoded already, `timeoutMs` is in ms. */
export interface WechatPayRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Readonly<Record<string, string>>;
  body?: unknown;
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** Who signs, where to, and how long to wait (ms). */
export interface SignedHttpOptions {
  baseUrl: string;
  mchId: string;
  serial: string;
  privateKey: string;
  publicKeyId?: string;
  fetch?: FetchLike;
  timeoutMs?: number;
  now?: () => number;
}

/** Sends signed requests to WeChat Pay and gives successful answers as they came, not yet verified (WeChat Pay "Signature generation"). */
export class SignedHttp {
  readonly privateKey: KeyObject;

  constructor(private readonly options: SignedHttpOptions) {
    this.privateKey = createPrivateKey(options.privateKey);
  }

  /** Gives the 2xx answer; throws `WechatPayError` for every other ending (WeChat Pay "Basic rules"). */
  async send(request: WechatPayRequest): Promise<HttpAnswer> {
    const { fetch = globalThis.fetch, timeoutMs = 5000 } = this.options;
    const { url, init } = this.sign(request);
    const answer = await exchange(fetch, url, init, request.timeoutMs ?? timeoutMs).catch((error: unknown) => {
      throw noAnswer(error);
    });
    if (answer.status < 200 || answer.status > 299) throw errorAnswer(answer);
    return answer;
  }

  /** Gives the body of a 2xx answer as it comes, with the time limit for each wait; it fails with `WechatPayError` (WeChat Pay "Download bill"). */
  async open(request: WechatPayRequest): Promise<Readable> {
    const { fetch = globalThis.fetch, timeoutMs = 5000 } = this.options;
    const { url, init } = this.sign(request);
    const answer = await exchangeStream(fetch, url, init, request.timeoutMs ?? timeoutMs).catch((error: unknown) => {
      throw noAnswer(error);
    });
    if (answer.status < 200 || answer.status > 299) throw errorAnswer({ ...answer, body: await whole(answer.body) });
    return Readable.from(failing(answer.body), { objectMode: false });
  }

  private sign({ method, path, query, body, signal }: WechatPayRequest): { url: string; init: RequestInit } {
    const { mchId, serial, publicKeyId, baseUrl, now = Date.now } = this.options;
    const url = new URL(path, baseUrl);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.append(name, value);
    const text = body === undefined ? '' : JSON.stringify(body);
    const timestamp = Math.floor(now() / 1000);
    const nonce = randomBytes(16).toString('hex');
    const authorization = signRequest(
      { method, url: url.pathname + url.search, timestamp, nonce, body: text },
      { mchId, serial, privateKey: this.privateKey },
    );
    const headers: Record<string, string> = {
      Authorization: authorization,
      Accept: 'application/json',
      'User-Agent': 'minisuite-wechat/1.0 (Node.js)',
      ...(text ? { 'Content-Type': 'application/json' } : {}),
      ...(publicKeyId ? { 'Wechatpay-Serial': publicKeyId } : {}),
    };
    return { url: url.href, init: { method, headers, body: text || null, signal: signal ?? null } };
  }
}

function noAnswer(error: unknown): WechatPayError {
  const code = error instanceof NoAnswer && error.timedOut ? 'TIMEOUT' : 'NETWORK';
  return new WechatPayError({ httpStatus: 0, code, message: 'WeChat Pay did not answer', cause: error });
}

async function* failing(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw noAnswer(error);
  }
}

async function whole(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of body) chunks.push(chunk);
  } catch (error) {
    throw noAnswer(error);
  }
  return Buffer.concat(chunks);
}

function errorAnswer({ status, headers, body }: HttpAnswer): WechatPayError {
  const requestId = headerValue(headers, 'Request-ID');
  const { code, message } = errorBody(body.toString('utf8'));
  return new WechatPayError({
    httpStatus: status,
    code: code ?? `HTTP${status}`,
    message: message ?? `WeChat Pay answered HTTP ${status}`,
    ...(requestId ? { requestId } : {}),
  });
}

function errorBody(text: string): { code?: string; message?: string } {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null) return {};
    const code = 'code' in body && typeof body.code === 'string' ? { code: body.code } : {};
    const message = 'message' in body && typeof body.message === 'string' ? { message: body.message } : {};
    return { ...code, ...message };
  } catch {
    return {};
  }
}
