import { z } from 'zod';
import { exchange, type FetchLike } from '../exchange.js';
import { WechatApiError } from './api-error.js';

const statusSchema = z.looseObject({ errcode: z.int().optional(), errmsg: z.string().optional() });

/** Where the mini-program APIs are and how long to wait (ms, 5000 unless told). */
export interface MiniApiOptions {
  /** `https://api.weixin.qq.com`, or a simulator. */
  baseUrl: string;
  fetch?: FetchLike;
  timeoutMs?: number;
}

/** One call; a body makes it a POST. */
export interface MiniApiCall {
  path: string;
  query?: Readonly<Record<string, string>>;
  body?: object;
  signal?: AbortSignal;
}

/** Makes a call and parses the answer, JSON whatever its content type says; throws `WechatApiError` (Mini Program "Server API conventions"). */
export async function callMiniApi<T>(options: MiniApiOptions, call: MiniApiCall, schema: z.ZodType<T>): Promise<T> {
  const { baseUrl, fetch = globalThis.fetch, timeoutMs = 5000 } = options;
  const url = new URL(call.path, baseUrl);
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.append(name, value);
  const init: RequestInit = { method: 'GET', headers: { Accept: 'application/json' }, signal: call.signal ?? null };
  if (call.body !== undefined) {
    init.method = 'POST';
    init.headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
    init.body = JSON.stringify(call.body);
  }
  const answer = await exchange(fetch, url.href, init, timeoutMs).catch((error: unknown) => {
    throw new WechatApiError('unavailable', undefined, 'no answer', { cause: error });
  });
  if (answer.status !== 200) throw new WechatApiError('unavailable', undefined, `HTTP ${answer.status}`);
  const json = parseJson(answer.body.toString('utf8'));
  const { errcode = 0, errmsg = '' } = parse(statusSchema, json);
  if (errcode !== 0) throw WechatApiError.fromCode(errcode, errmsg);
  return parse(schema, json);
}

function parse<T>(schema: z.ZodType<T>, json: unknown): T {
  const result = schema.safeParse(json);
  if (!result.success) throw unreadable(result.error);
  return result.data;
}

// Some ids are numbers beyond 2^53 that JSON.parse would round, so long integers become strings first.
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replaceAll(/("msgid"\s*:\s*)(\d+)/g, '$1"$2"'));
  } catch (error) {
    throw unreadable(error);
  }
}

function unreadable(cause: unknown): WechatApiError {
  return new WechatApiError('unavailable', undefined, 'the answer has an unknown shape', { cause });
}
