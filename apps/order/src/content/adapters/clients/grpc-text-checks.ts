import { userV1 } from '@minisuite/contracts';
import type { PromiseClient } from '@minisuite/grpc';
import { isDomainError } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { TextChecks } from '../../app/ports.js';
import type { Verdict } from '../../domain/waiting-text.js';

// What will not be otherwise the next time.
const LASTING = new Set(['not_found', 'invalid']);

export class GrpcTextChecks extends TextChecks {
  constructor(private readonly client: PromiseClient<userV1.ContentServiceClient>) {
    super();
  }

  /** In the service's own name: the author asked for something to be written down, not for this. */
  async verdictOn(userId: string, text: string): Promise<Verdict> {
    const scene = userV1.TextScene.TEXT_SCENE_COMMENT;
    const { deadline } = RequestContext.current() ?? {};
    const scope = { ...RequestContext.origin(), ...(deadline !== undefined && { deadline }) };
    try {
      const { verdict } = await RequestContext.run(scope, () => this.client.checkText({ userId, scene, text }));
      return verdict === userV1.TextVerdict.TEXT_VERDICT_PASS ? 'PASSED' : 'REJECTED';
    } catch (error) {
      if (isDomainError(error) && LASTING.has(error.kind)) return 'REJECTED';
      throw error;
    }
  }
}
