import type { userV1 } from '@minisuite/contracts';
import type { PromiseClient } from '@minisuite/grpc';
import { Payers } from '../../app/ports.js';

export class GrpcPayers extends Payers {
  constructor(private readonly client: PromiseClient<userV1.UserServiceClient>) {
    super();
  }

  async openidOf(userId: string): Promise<string> {
    return (await this.client.getWechatIdentity({ userId })).openid;
  }
}
