import type { FastifyInstance } from 'fastify';
import { API_PREFIX } from '../api-prefix.js';
import { AdaptiveLimit } from './adaptive-limit.js';

// A person waits for a second or two, and in overload some wait more than twice as long as most.
const SLOW_MS = 500;

/** What may be asked for, and how many may ask for it at a time. */
export interface LimitedOperation {
  readonly name: string;
  readonly limit: AdaptiveLimit;
}

/**
 * How many requests for each operation may be at work, by how long its answers take: the event loop does not feel that a service has too
 * much to do, and whoever asks for something else is not to be refused for it. Operations that wait for WeChat have no such limit, since
 * how long that takes says nothing of us.
 */
export class OperationLimits {
  private readonly operations = new Map<string, LimitedOperation>();

  constructor(private readonly most: number) {}

  /** Notes each route of the server from now on. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ method, url, config }) => {
      if (config?.webhook || config?.waitsForWechat) return;
      for (const one of [method].flat()) {
        const name = operationName(one, url);
        this.operations.set(name, { name, limit: new AdaptiveLimit({ most: this.most, slowMs: SLOW_MS }) });
      }
    });
  }

  /** Undefined for an operation without a limit, and for what is not offered. */
  of(method: string, path: string): LimitedOperation | undefined {
    return this.operations.get(operationName(method, path));
  }
}

/** By its pattern or by a path that matches it, as `GET /orders/:id`: ids have a digit, and what is no id has none. */
export function operationName(method: string, path: string): string {
  const resource = path.startsWith(API_PREFIX) ? path.slice(API_PREFIX.length) : path;
  const [withoutQuery = ''] = resource.split('?', 1);
  return `${method} ${withoutQuery.replaceAll(/\/(?::|[^/]*\d)[^/]*/g, '/:id')}`;
}
