export { DEAD_LETTER_TABLES, MESSAGING_TABLES } from './tables.js';
export { CreateDeadLetters1767225602000 } from './create-dead-letters.js';
export { Outbox } from './outbox/outbox.js';
export { OnEvent, type EventHandlerMethod } from './consumer/on-event.js';
export type { Received } from './consumer/received.js';
export { MessagingModule, type MessagingSettings } from './messaging.module.js';
