import { messageV1 } from '@minisuite/contracts';
import { requireUserId } from '@minisuite/grpc';
import { decodeCursor } from '@minisuite/kernel';
import { Controller } from '@nestjs/common';
import { RecordConsents } from '../../../subscriptions/app/record-consents.js';
import { MarkAllMessagesRead } from '../../app/mark-all-messages-read.js';
import { MarkMessageRead } from '../../app/mark-message-read.js';
import { InboxQueries } from '../../app/ports.js';
import { toProtoMessage, toSubscriptionResult } from './message.mapper.js';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

@Controller()
@messageV1.MessageServiceControllerMethods()
export class MessageController implements messageV1.MessageServiceController {
  constructor(
    private readonly inbox: InboxQueries,
    private readonly markMessageRead: MarkMessageRead,
    private readonly markAllMessagesRead: MarkAllMessagesRead,
    private readonly recordConsents: RecordConsents,
  ) {}

  async listMessages({ limit, cursor }: messageV1.ListMessagesRequest): Promise<messageV1.ListMessagesResponse> {
    const size = Math.min(limit > 0 ? limit : DEFAULT_LIMIT, MAX_LIMIT);
    const page = await this.inbox.list(requireUserId(), size, decodeCursor(cursor));
    return { messages: page.items.map(toProtoMessage), nextCursor: page.nextCursor ?? '' };
  }

  async countUnread(): Promise<messageV1.CountUnreadResponse> {
    return { count: await this.inbox.countUnread(requireUserId()) };
  }

  async markRead({ id }: messageV1.MarkReadRequest): Promise<messageV1.MarkReadResponse> {
    return { message: toProtoMessage(await this.markMessageRead.run(requireUserId(), id)) };
  }

  async markAllRead(): Promise<messageV1.MarkAllReadResponse> {
    return { count: await this.markAllMessagesRead.run(requireUserId()) };
  }

  async recordSubscriptions({
    grants,
  }: messageV1.RecordSubscriptionsRequest): Promise<messageV1.RecordSubscriptionsResponse> {
    await this.recordConsents.run(
      requireUserId(),
      grants.map(({ templateId, result }) => ({ templateId, result: toSubscriptionResult(result) })),
    );
    return {};
  }
}
