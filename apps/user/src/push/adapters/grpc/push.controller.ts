import { userV1 } from '@minisuite/contracts';
import { Controller } from '@nestjs/common';
import { HandlePush } from '../../app/handle-push.js';
import { VerifyPushUrl } from '../../app/verify-push-url.js';

@Controller()
@userV1.PushServiceControllerMethods()
export class PushController implements userV1.PushServiceController {
  constructor(
    private readonly verify: VerifyPushUrl,
    private readonly handle: HandlePush,
  ) {}

  verifyPushUrl({ query }: userV1.VerifyPushUrlRequest): userV1.VerifyPushUrlResponse {
    return { echo: this.verify.run(query) };
  }

  async handlePush({ query, body }: userV1.HandlePushRequest): Promise<userV1.HandlePushResponse> {
    await this.handle.run({ query, body: Buffer.from(body) });
    return {};
  }
}
