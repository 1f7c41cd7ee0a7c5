/** Headers of an event, CloudEvents 1.0 in Kafka binary mode. */
export const HEADER = {
  specVersion: 'ce_specversion',
  id: 'ce_id',
  type: 'ce_type',
  source: 'ce_source',
  time: 'ce_time',
  subject: 'ce_subject',
  contentType: 'content-type',
  requestId: 'x-request-id',
  traceParent: 'traceparent',
  /** CloudEvents extension: the fence of the lease under which a relay has sent the event. */
  relayFence: 'ce_relayfence',
} as const;

/** The version of CloudEvents that is written and understood. */
export const SPEC_VERSION = '1.0';
/** No event's value is larger. */
export const MAX_PAYLOAD_BYTES = 1_048_576;
/** The media type of every event's value. */
export const CONTENT_TYPE = 'application/json';
