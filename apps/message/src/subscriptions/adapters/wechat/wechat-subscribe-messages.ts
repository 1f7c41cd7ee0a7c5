import type { userV1 } from '@minisuite/contracts';
import type { PromiseClient } from '@minisuite/grpc';
import { isDomainError } from '@minisuite/kernel';
import { type MiniProgramClient, WechatApiError } from '@minisuite/wechat';
import { SubscribeMessages } from '../../app/ports.js';
import type { Delivery, DeliveryOutcome } from '../../domain/delivery.js';

type State = 'developer' | 'trial' | 'formal';

export class WechatSubscribeMessages extends SubscribeMessages {
  constructor(
    private readonly wechat: MiniProgramClient,
    private readonly users: PromiseClient<userV1.UserServiceClient>,
    private readonly state: State,
  ) {
    super();
  }

  async send({ userId, templateId, page, data }: Delivery): Promise<DeliveryOutcome> {
    try {
      const { openid } = await this.users.getWechatIdentity({ userId });
      await this.wechat.sendSubscribeMessage({ openid, templateId, page, data, miniprogramState: this.state });
      return { kind: 'sent' };
    } catch (error) {
      return { kind: kindOf(error), error: describe(error) };
    }
  }
}

function kindOf(error: unknown): 'unsubscribed' | 'refused' | 'failed' {
  if (isDomainError(error)) return error.kind === 'not_found' ? 'refused' : 'failed';
  if (!(error instanceof WechatApiError)) return 'failed';
  if (error.kind === 'not_subscribed') return 'unsubscribed';
  return error.kind === 'invalid_argument' ? 'refused' : 'failed';
}

function describe(error: unknown): string {
  if (error instanceof WechatApiError) return `WeChat: ${error.kind} (${error.errcode ?? 'no errcode'})`;
  return error instanceof Error ? error.message : 'unknown error';
}
