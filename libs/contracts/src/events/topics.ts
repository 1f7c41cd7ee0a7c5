/** The topics, one per owning service; the key of a record is the id of the aggregate. */
export const TOPICS = {
  user: 'user.events',
  order: 'order.events',
  payment: 'payment.events',
  message: 'message.events',
} as const;

/** The name of a topic, without the prefix that isolates an environment. */
export type Topic = (typeof TOPICS)[keyof typeof TOPICS];
