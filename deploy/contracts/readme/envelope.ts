import {
  CONTENT_TYPE,
  HEADER,
  MAX_PAYLOAD_BYTES,
  SPEC_VERSION,
} from '../../../libs/messaging/src/envelope/event-headers.ts';
import { code, table } from './table.ts';

const MEANING: Record<keyof typeof HEADER, string> = {
  specVersion: `Always \`${SPEC_VERSION}\`.`,
  id: 'The id of the event, decimal. It is the same each time the event is delivered, and consumers tell events apart by it.',
  type: 'Name and version, like `order.paid.v1`: which schema the value follows.',
  source: 'Who recorded it, like `minisuite/order`.',
  time: 'When it was recorded, ISO 8601 in UTC.',
  subject: 'The id of the aggregate it happened to; the key of the message is the same.',
  contentType: `\`${CONTENT_TYPE}\`: the value is UTF-8 JSON of at most ${MAX_PAYLOAD_BYTES / 1_048_576} MiB.`,
  requestId: 'The request that made it happen, from the edge to the last consumer. May be missing.',
  traceParent: 'W3C trace context. May be missing.',
  relayFence: 'The fence of the lease under which a relay has sent it; not part of the event. May be missing.',
};

/** The table of the headers that every event has. */
export function headerTable(): string {
  const names = Object.keys(HEADER) as (keyof typeof HEADER)[];
  return table(
    ['header', ''],
    names.map((name) => [code(HEADER[name]), MEANING[name]]),
  );
}
