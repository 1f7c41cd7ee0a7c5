import type { Origin } from '@minisuite/contracts';

/** An event as a handler gets it: checked against its schema and not handled before. */
export interface Received<P> {
  readonly id: string;
  readonly type: string;
  readonly aggregateId: string;
  readonly time: Date;
  readonly origin: Origin;
  readonly payload: P;
}
