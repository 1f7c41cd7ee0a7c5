import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CatalogueController } from './adapters/grpc/catalogue.controller.js';
import { MysqlOffersInTransaction } from './adapters/mysql/mysql-offers.js';
import { MysqlProductQueries } from './adapters/mysql/mysql-product-queries.js';
import { BatchGetProducts } from './app/batch-get-products.js';
import { ListProducts } from './app/list-products.js';
import { OffersInTransaction, ProductQueries } from './app/ports.js';

@Module({
  controllers: [CatalogueController],
  providers: [
    ListProducts,
    BatchGetProducts,
    {
      provide: ProductQueries,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new MysqlProductQueries(dataSource),
    },
    { provide: OffersInTransaction, useClass: MysqlOffersInTransaction },
  ],
  exports: [OffersInTransaction],
})
export class CatalogueModule {}
