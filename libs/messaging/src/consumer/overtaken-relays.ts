import { HEADER } from '../envelope/event-headers.js';
import type { IncomingMessage } from '../transport/event-transport.js';

interface Seen {
  readonly fence: bigint;
  readonly offset: bigint;
}

const FENCE = /^\d{1,20}$/;
// A fence is older than all others soon; what came before it is long behind.
const KEPT = 4;

/**
 * Knows what a relay has sent that another one had overtaken by then: a fence below one that stands EARLIER in the same partition,
 * from the same source. The later relay has sent these events too, so nothing is lost by dropping them. What stands before the higher
 * fence is in order, also when it is delivered again.
 */
export class OvertakenRelays {
  private readonly seen = new Map<string, Seen[]>();

  /** Whether the message comes too late; messages without a fence never do. */
  isLate(message: IncomingMessage): boolean {
    const text = message.headers[HEADER.relayFence];
    if (text === undefined || !FENCE.test(text)) return false;
    const { topic, partition, headers } = message;
    const key = `${topic}/${partition}/${headers[HEADER.source] ?? ''}`;
    const fence = BigInt(text);
    const offset = BigInt(message.offset);
    const seen = this.seen.get(key) ?? [];
    if (seen.some((other) => other.fence > fence && other.offset < offset)) return true;
    const known = seen.find((other) => other.fence === fence);
    if (!known || known.offset > offset) {
      const others = seen.filter((other) => other !== known);
      this.seen.set(key, [...others, { fence, offset }].slice(-KEPT));
    }
    return false;
  }
}
