import { Module } from '@nestjs/common';
import { PartnerOrdersController } from './partner-orders.controller.js';

@Module({ controllers: [PartnerOrdersController] })
export class PartnerModule {}
