import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { answerFor } from '../edge/error-answer.js';
import { sendError } from '../edge/error.filter.js';
import { addressKey } from './address-key.js';
import { countRequest } from './count-request.js';
import { RateLimited } from './rate-limited.js';
import { RateLimits } from './rate-limits.js';

/** Counts what an address asks for before anything is read or looked up; WeChat's notifications are known by their signature instead. */
export function limitAddresses(app: NestFastifyApplication): void {
  const limits = app.get(RateLimits);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request, reply) => {
      if (request.routeOptions.config?.webhook) return;
      try {
        await countRequest(limits, reply, [{ budget: 'address', key: addressKey(request) }]);
      } catch (error) {
        if (!(error instanceof RateLimited)) throw error;
        sendError(request, reply, answerFor(error));
        return reply;
      }
    });
}
