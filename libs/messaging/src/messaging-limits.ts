/** Times and sizes of relay and consumer; ms unless said otherwise. */
export class MessagingLimits {
  /** How long a shutdown waits for handlers that run. */
  drainMs = 5000;
  /** How long a shutdown goes on publishing what lies in the outbox. */
  flushMs = 1500;
  /** How often the outbox is looked at when nobody rang. */
  relayPollMs = 1000;
  /** Rows that the relay reads at once. */
  relayBatch = 500;
  /** Bytes of payload that the relay sends at once, unless a single event is larger. */
  relayBytes = 1_048_576;
  /** Events that are handed to a handler together. */
  maxRun = 100;
  /** Tries of one event before it is parked. */
  tries = 5;
  /** Back-off between them. */
  retry = { base: 200, max: 2000 };
  /** Tries when what fails is the surroundings (deadlock, lost connection, a service away). */
  transientTries = 20;
  /** Back-off between them. */
  transientRetry = { base: 100, max: 5000 };
  /** Published outbox rows are kept this long. */
  keepOutboxMs = 7 * 86_400_000;
  /** Inbox rows are kept this long: an event that comes again later would be handled again. */
  keepInboxMs = 30 * 86_400_000;
  /** Rows deleted by one statement. */
  cleanupBite = 1000;
}
