import type { IHeaders, KafkaMessage, TopicMessages } from 'kafkajs';
import type { IncomingMessage, OutgoingMessage } from '../event-transport.js';

/** Outgoing messages by topic, in the order given. */
export function toTopicMessages(messages: readonly OutgoingMessage[], prefix: string): TopicMessages[] {
  const byTopic = new Map<string, TopicMessages>();
  for (const { topic, key, headers, value } of messages) {
    const entry = byTopic.get(topic) ?? { topic: prefix + topic, messages: [] };
    entry.messages.push({ key, headers: { ...headers }, value });
    byTopic.set(topic, entry);
  }
  return [...byTopic.values()];
}

/** A message as the port knows it; a header that was given several times counts once, a missing value is an empty one. */
export function toIncoming(topic: string, partition: number, message: KafkaMessage): IncomingMessage {
  return {
    topic,
    partition,
    offset: message.offset,
    key: message.key?.toString() ?? null,
    headers: textHeaders(message.headers),
    value: message.value ?? Buffer.alloc(0),
  };
}

function textHeaders(headers: IHeaders | undefined): Record<string, string> {
  const entries = Object.entries(headers ?? {}).map(([name, value]) => {
    const first = Array.isArray(value) ? value[0] : value;
    return [name, first === undefined ? '' : first.toString()] as const;
  });
  return Object.fromEntries(entries);
}
