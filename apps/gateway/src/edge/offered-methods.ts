import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

interface Offer {
  readonly pattern: RegExp;
  readonly variable: boolean;
  readonly methods: Set<string>;
}

/** Which methods each path is offered with, so that another one is answered 405 and not 404. */
@Injectable()
export class OfferedMethods {
  private readonly offers = new Map<string, Offer>();

  /** Notes each route of the server from now on. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method }) => {
      const offer = this.offers.get(url) ?? {
        pattern: patternOf(url),
        variable: /[:*]/.test(url),
        methods: new Set(),
      };
      // Preflights are answered everywhere, also where there is nothing.
      for (const one of [method].flat()) if (one !== 'OPTIONS') offer.methods.add(one);
      this.offers.set(url, offer);
    });
  }

  /** Keeps a path of its own from being taken for one with an id when it is asked with another method. */
  enforce(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (request, reply, done) => {
      const offer = this.offers.get(request.url.split('?', 1)[0] ?? '');
      const misread = offer && !offer.variable && request.routeOptions.url?.includes(':');
      if (misread) reply.callNotFound();
      else done();
    });
  }

  /** The methods that a path is offered with; none for a path that does not exist. A path of its own is not one that an id could have. */
  of(path: string): string[] {
    const matching = [...this.offers.values()].filter(({ pattern }) => pattern.test(path));
    const exact = matching.filter(({ variable }) => !variable);
    const offers = exact.length > 0 ? exact : matching;
    return [...new Set(offers.flatMap(({ methods }) => [...methods]))].toSorted();
  }
}

// The patterns that controllers use: names of one segment, and a wildcard at the end.
function patternOf(url: string): RegExp {
  const segments = url.split('/').map((segment) => {
    if (segment.startsWith(':')) return '[^/]+';
    return segment === '*' ? '.*' : segment.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  });
  return new RegExp(`^${segments.join('/')}/?$`);
}
