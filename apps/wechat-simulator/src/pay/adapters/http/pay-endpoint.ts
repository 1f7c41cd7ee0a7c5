import { applyDecorators, Controller, UseFilters, UseGuards, UseInterceptors } from '@nestjs/common';
import { DisturbanceInterceptor } from './disturbance.interceptor.js';
import { MerchantGuard } from './merchant.guard.js';
import { PayErrorFilter } from './pay-error.filter.js';
import { SignedResponseInterceptor } from './signed-response.interceptor.js';

/** A controller of /v3: calls carry the merchant's signature, answers carry WeChat's, and the api faults strike. */
export function PayEndpoint(path: string): ClassDecorator {
  return applyDecorators(
    Controller(`v3/${path}`),
    UseFilters(PayErrorFilter),
    UseGuards(MerchantGuard),
    UseInterceptors(DisturbanceInterceptor, SignedResponseInterceptor),
  );
}

/** Like `PayEndpoint`, but spared by the api faults: without certificates nothing else could be checked. */
export function SparedPayEndpoint(path: string): ClassDecorator {
  return applyDecorators(
    Controller(`v3/${path}`),
    UseFilters(PayErrorFilter),
    UseGuards(MerchantGuard),
    UseInterceptors(SignedResponseInterceptor),
  );
}

/** Like `PayEndpoint`, but its answers are not signed. */
export function UnsignedPayEndpoint(path: string): ClassDecorator {
  return applyDecorators(
    Controller(`v3/${path}`),
    UseFilters(PayErrorFilter),
    UseGuards(MerchantGuard),
    UseInterceptors(DisturbanceInterceptor),
  );
}
