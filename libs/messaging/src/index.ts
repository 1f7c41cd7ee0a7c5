export { MESSAGING_TABLES } from './tables.js';
export { messagingMigrations } from './migrations/index.js';
export { Outbox } from './outbox/outbox.js';
export { OnEvent, type EventHandlerMethod } from './consumer/on-event.js';
export type { Received } from './consumer/received.js';
export { MessagingModule, type MessagingSettings } from './messaging.module.js';
