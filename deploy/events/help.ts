const FOUND = `What npm start runs on this machine is found in .local; variables win over it.`;

const BROKER = `  KAFKA_BROKERS          host:port[,host:port…] of the Kafka
  KAFKA_TLS              true: the link to it is encrypted
  EVENTS_TRANSPORT       redis: events travel over Redis Streams
  EVENTS_REDIS_URL       redis://[:password@]host:port of that Redis
  EVENTS_TOPIC_PREFIX    what stands before all topics and groups

${FOUND}`;

/** What each command does. */
export const HELP = {
  all: `Looks after the events of a running system.

  npm run events -- tail     each event as it is published
  npm run events -- lag      how far the services are behind
  npm run events -- outbox   what waits to be published, and who publishes
  npm run events -- dead     what could not be handled: list, show, replay, discard

Each has a --help of its own with its variables, and --json for machines;
npm run --silent keeps npm's own lines out of a pipe. NO_COLOR: no colours.

${FOUND}`,

  tail: `npm run events -- tail [--topic order.events]… [--type order.paid.v1]…
                       [--key ID] [--json]

Shows each event as it is published from now on, without any effect on those who
handle it, until Ctrl-C. What nobody could handle is shown too, with the reason.
Times are UTC.

  --topic   only this topic; several may be given
  --type    only events of this type; several may be given
  --key     only events of this key, the id of what they tell about
  --json    one JSON object per line, with headers and the whole payload

${BROKER}`,

  lag: `npm run events -- lag [--watch] [--json]

Shows for each group how many messages, of the topics that its service handles,
it has not acknowledged yet.

  --watch   again every 2 seconds, until Ctrl-C
  --json    one JSON object, per line with --watch

${BROKER}`,

  outbox: `npm run events -- outbox [--json]

Shows for each service how many events wait to be published and since when, how
many were published within the last minute, and which relay may publish: its
owner, the fence that it sends with, and until when its lease holds.

  --json    one JSON object

  DATABASE_URL_USER, DATABASE_URL_ORDER, DATABASE_URL_PAYMENT, DATABASE_URL_MESSAGE
                         mysql://user:password@host:port/schema

${FOUND}`,

  dead: `npm run events -- dead [list] [filter] [--state STATE]
                       [--limit 20 | --all-pages] [--json]
npm run events -- dead show ID [--json]
npm run events -- dead replay ID [--json]
npm run events -- dead replay (filter | --all) [--limit 20] [--json]
npm run events -- dead discard ID --because TEXT [--json]

Shows messages that a service could not handle, the newest first; hands them to
their handlers once more, the oldest first; or puts one aside for good. The
gateway does it, so that each act is in the audit log. Exit code 1 when a replay
failed again, or a service did not answer.

  filter        --service order, --topic payment.events, --reason FAILED,
                --type payment.succeeded.v1, --key ID, --event-id ID
  --state       PARKED, REPLAYING, REPLAYED or DISCARDED
  --limit       how many are listed; how many each service replays, up to 100
  --all-pages   list all of them
  --all         replay without a filter
  --because     why it is discarded, for the audit log

  GATEWAY_URL            like https://shop.example
  OPERATOR_USERNAME      admin, unless said otherwise
  OPERATOR_PASSWORD

${FOUND}`,
} as const;
