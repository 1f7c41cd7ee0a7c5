import type { FastifyRequest } from 'fastify';
import { WechatError } from '../../domain/wechat-error.js';

/** WeChat reads the body as JSON whatever the content type says. */
export function jsonBody(body: unknown): Readonly<Record<string, unknown>> {
  if (!Buffer.isBuffer(body) || body.length === 0) throw new WechatError('emptyBody');
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    throw new WechatError('badFormat');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new WechatError('badFormat');
  return { ...parsed };
}

/** One value of the query string; a repeated one counts as absent. */
export function queryValue(request: FastifyRequest, name: string): string {
  const query: unknown = request.query;
  if (typeof query !== 'object' || query === null || !Object.hasOwn(query, name)) return '';
  const value: unknown = Reflect.get(query, name);
  return typeof value === 'string' ? value : '';
}

export function requireMethod(request: FastifyRequest, method: 'GET' | 'POST'): void {
  if (request.method !== method) throw new WechatError(method === 'GET' ? 'requireGet' : 'requirePost');
}
