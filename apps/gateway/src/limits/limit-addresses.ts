import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { answerFor } from '../edge/error-answer.js';
import { sendError } from '../edge/error.filter.js';
import { addressKey } from './address-key.js';
import { RateLimited } from './rate-limited.js';
import { RateLimits } from './rate-limits.js';
import { tellAllowance } from './tell-allowance.js';

/** Counts what an address asks for before anything is read or looked up; WeChat's notifications are known by their signature instead. */
export function limitAddresses(app: NestFastifyApplication): void {
  const limits = app.get(RateLimits);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request, reply) => {
      if (request.routeOptions.config?.webhook) return;
      try {
        tellAllowance(reply, await limits.take([{ budget: 'address', key: addressKey(request) }]));
      } catch (error) {
        if (!(error instanceof RateLimited)) throw error;
        tellAllowance(reply, error.allowance);
        sendError(request, reply, answerFor(error));
        return reply;
      }
    });
}
