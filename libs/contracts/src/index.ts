export * as userV1 from './user-v1.js';
export * as orderV1 from './order-v1.js';
export * as paymentV1 from './payment-v1.js';
export * as messageV1 from './gen/minisuite/message/v1/message.js';
export * as operationsV1 from './operations-v1.js';
export type { Timestamp } from './gen/google/protobuf/timestamp.js';
export { ERRORS, type ErrorEntry, type Reason } from './error-codes.js';
export {
  defineEvent,
  recordEvent,
  wireType,
  type EventDefinition,
  type EventRecord,
  type Origin,
  type PayloadOf,
} from './events/define-event.js';
export { OPERATOR_ROLES, type OperatorRole } from './operator-roles.js';
export { TOPICS, type Topic } from './events/topics.js';
export * from './events/user-events.js';
export * from './events/order-events.js';
export * from './events/payment-events.js';
export * from './events/refund-events.js';
export { EVENT_CATALOGUE } from './events/catalogue.js';
export { API_KEY_SCOPES, type ApiKeyScope } from './api-key-scopes.js';
