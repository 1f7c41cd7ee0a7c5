import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** Who asked and under which request id; follows a request through gRPC calls, events and log lines. */
export interface RequestScope {
  readonly requestId: string;
  /** W3C trace context that the request came with. */
  readonly traceParent?: string | undefined;
  readonly userId?: string | undefined;
  readonly sessionId?: string | undefined;
  /** Set when an operator asks; then there is no user. */
  readonly operatorId?: string | undefined;
  readonly operatorName?: string | undefined;
  readonly roles?: readonly string[] | undefined;
  /** When the caller stops waiting, in ms since 1970. */
  readonly deadline?: number | undefined;
}

const storage = new AsyncLocalStorage<RequestScope>();

/** The scope of the request that the current code runs for. */
export const RequestContext = {
  run<T>(scope: RequestScope, work: () => T): T {
    return storage.run(scope, work);
  },
  /** Enters a scope for the rest of the current asynchronous execution; for hooks that cannot wrap their continuation. */
  enter(scope: RequestScope): void {
    storage.enterWith(scope);
  },
  current(): RequestScope | undefined {
    return storage.getStore();
  },
  /** What names the current request in events and on its further way. */
  origin(): { requestId: string; traceParent?: string | undefined } {
    return { requestId: RequestContext.requestId(), traceParent: storage.getStore()?.traceParent };
  },
  /** The current request id, or a new one outside any request. */
  requestId(): string {
    return storage.getStore()?.requestId ?? randomUUID();
  },
};
