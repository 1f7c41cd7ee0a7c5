import { userV1 } from '@minisuite/contracts';
import { GrpcClients } from '@minisuite/grpc';
import { Module } from '@nestjs/common';
import { OrderConfig } from '../order.config.js';
import { GrpcTextChecks } from './adapters/clients/grpc-text-checks.js';
import { CheckTexts } from './app/check-texts.js';
import { TextChecks } from './app/ports.js';

@Module({
  providers: [
    CheckTexts,
    {
      provide: TextChecks,
      inject: [GrpcClients, OrderConfig],
      useFactory: (clients: GrpcClients, { userAddress }: OrderConfig) =>
        new GrpcTextChecks(
          clients.create<userV1.ContentServiceClient>({
            package: 'user',
            service: userV1.CONTENT_SERVICE_NAME,
            address: userAddress,
            deadlineMs: 4500,
          }),
        ),
    },
  ],
  exports: [CheckTexts, TextChecks],
})
export class ContentModule {}
