import type { Origin } from '@minisuite/contracts';
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
      await RequestContext.run(originOf(events), () => handler.handle(events, claim));
    } finally {
      claim.verifySingle();
    }
    claim.verifyCommitted();
    return undefined;
  } catch (error) {
    return { error };
  }
}

// Events of several requests have no common origin: their own are on each of them, and the work on all of them gets a new one.
function originOf([first, ...others]: readonly Received<unknown>[]): Origin {
  const same = first && others.every(({ origin }) => origin.requestId === first.origin.requestId);
  return same ? first.origin : RequestContext.origin();
}
