import type { RequestScope } from '@minisuite/service';

/** The scope of a request at the edge: the guard names the user, or the operator, when the token has been checked. */
export interface EdgeScope extends RequestScope {
  userId: string | undefined;
  sessionId: string | undefined;
  operatorId?: string;
  operatorName?: string;
  roles?: readonly string[];
}

declare module 'fastify' {
  interface FastifyRequest {
    scope: EdgeScope | null;
  }
  interface FastifyContextConfig {
    /** The handler gets the bytes of the body, and answers as WeChat expects instead of in our envelope. */
    webhook?: boolean;
    /** The body may be XML. */
    xml?: boolean;
    /** How long an answer takes depends on WeChat. */
    waitsForWechat?: boolean;
  }
}
