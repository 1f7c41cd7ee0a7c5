import { applyDecorators, Controller, UseFilters, UseGuards, UseInterceptors } from '@nestjs/common';
import { MerchantGuard } from './merchant.guard.js';
import { PayErrorFilter } from './pay-error.filter.js';
import { SignedResponseInterceptor } from './signed-response.interceptor.js';

/** A controller of /v3: calls carry the merchant's signature, answers carry WeChat's. */
export function PayEndpoint(path: string): ClassDecorator {
  return applyDecorators(
    Controller(`v3/${path}`),
    UseFilters(PayErrorFilter),
    UseGuards(MerchantGuard),
    UseInterceptors(SignedResponseInterceptor),
  );
}
