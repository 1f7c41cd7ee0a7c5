import type { messageV1 } from '@minisuite/contracts';
import { forUser, type RulesOf } from '@minisuite/grpc';

/** Who may call which rpc of this service; nobody else may. */
export const rpcRules = {
  MessageService: {
    listMessages: forUser('gateway'),
    countUnread: forUser('gateway'),
    markRead: forUser('gateway'),
    markAllRead: forUser('gateway'),
    recordSubscriptions: forUser('gateway'),
  } satisfies RulesOf<messageV1.MessageServiceController>,
};
