import { userV1 } from '@minisuite/contracts';
import { Controller } from '@nestjs/common';
import { CheckText } from '../../app/check-text.js';
import { fromScene, toVerdict } from './content-mapper.js';

@Controller()
@userV1.ContentServiceControllerMethods()
export class ContentController implements userV1.ContentServiceController {
  constructor(private readonly check: CheckText) {}

  async checkText({ userId, scene, text }: userV1.CheckTextRequest): Promise<userV1.CheckTextResponse> {
    return { verdict: toVerdict(await this.check.run(userId, fromScene(scene), text)) };
  }
}
