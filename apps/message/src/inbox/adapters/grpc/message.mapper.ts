import { messageV1 } from '@minisuite/contracts';
import { toTimestamp } from '@minisuite/grpc';
import type { SubscriptionResult } from '../../../subscriptions/domain/subscription-result.js';
import type { Message } from '../../domain/message.js';

export function toProtoMessage(message: Message): messageV1.Message {
  return {
    id: message.id,
    kind: message.kind,
    title: message.title,
    body: message.body,
    subjectId: message.subjectId,
    read: message.read,
    createdAt: toTimestamp(message.createdAt),
  };
}

const RESULTS: Partial<Record<messageV1.SubscriptionResult, SubscriptionResult>> = {
  [messageV1.SubscriptionResult.SUBSCRIPTION_RESULT_ACCEPT]: 'accept',
  [messageV1.SubscriptionResult.SUBSCRIPTION_RESULT_REJECT]: 'reject',
  [messageV1.SubscriptionResult.SUBSCRIPTION_RESULT_BAN]: 'ban',
};

/** Undefined for a result that the contract does not name. */
export function toSubscriptionResult(result: messageV1.SubscriptionResult): SubscriptionResult | undefined {
  return RESULTS[result];
}
