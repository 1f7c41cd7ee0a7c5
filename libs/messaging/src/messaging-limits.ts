/** Times and sizes of relay and consumer; ms unless said otherwise. */
export class MessagingLimits {
  /** How long a shutdown waits for handlers that run. */
  drainMs = 5000;
  /** How long a shutdown goes on publishing what lies in the outbox. */
  flushMs = 1500;
  /** How often the outbox is looked at when nobody rang. */
  relayPollMs = 1000;
  /** How long the right to be the service's relay lasts without being renewed; a dead relay is replaced after that. */
  relayLeaseMs = 10_000;
  /** The relay begins a round at most this often: what is written meanwhile costs broker, consumers and database one step together. */
  relayPaceMs = 20;
  /** Rows that the relay reads at once. */
  relayBatch = 500;
  /** Rows of those written last that it puts between two batches of a longer backlog. */
  relayFresh = 250;
  /** Bytes of payload that the relay reads and sends at once, and one event more. */
  relayBytes = 1_048_576;
  /** Events that are handed to a handler together. */
  maxRun = 100;
  /** Of these, events of one partition that are handed over together with those of other partitions; more of them need no company. */
  maxJoint = 16;
  /** How long a partition waits for its handler to end with other partitions before it goes on beside them. */
  jointPatienceMs = 100;
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
  /** Dead letters that operators have resolved are kept this long; those that wait for one are kept for ever. */
  keepResolvedMs = 90 * 86_400_000;
  /** Rows deleted by one statement. */
  cleanupBite = 1000;
}
