import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { ErrorFilter } from './error.filter.js';
import { OfferedMethods } from './offered-methods.js';
import { PublicUrls } from './public-urls.js';
import { ValidationPipe } from './validation.pipe.js';

@Global()
@Module({
  providers: [
    PublicUrls,
    OfferedMethods,
    { provide: APP_PIPE, useFactory: () => new ValidationPipe() },
    { provide: APP_FILTER, useClass: ErrorFilter },
  ],
  exports: [PublicUrls],
})
export class EdgeModule {}
