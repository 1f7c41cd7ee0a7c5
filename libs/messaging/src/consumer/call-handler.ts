import { RequestContext } from '@minisuite/service';
import type { EventHandler } from './event-handlers.js';
import type { Inbox } from './inbox.js';
import { InboxClaim } from './inbox-claim.js';
import type { Received } from './received.js';

/** Hands events to their handler once; answers what went wrong, or undefined when their effects are committed. */
export async function callHandler(
  handler: EventHandler,
  events: Received<unknown>[],
  inbox: Inbox,
): Promise<{ readonly error: unknown } | undefined> {
  const ids = events.map(({ id }) => id);
  const claim = new InboxClaim(inbox, ids, handler.name);
  try {
    try {
      await RequestContext.run({ requestId: requestIdOf(events) }, () => handler.handle(events, claim));
    } finally {
      claim.verifySingle();
    }
    claim.verifyCommitted();
    return undefined;
  } catch (error) {
    return { error };
  }
}

// Events of several requests have no common id: their own are on each of them, and the work on all of them gets a new one.
function requestIdOf(events: readonly Received<unknown>[]): string {
  const ids = new Set(events.map(({ requestId }) => requestId));
  const [first] = ids;
  return ids.size === 1 && first !== undefined ? first : RequestContext.requestId();
}
