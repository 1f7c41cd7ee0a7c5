import { Audit, type AuditEntry } from '@minisuite/audit';
import { MysqlTransactions } from '@minisuite/database';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { StockInTransaction } from '../stock/app/ports.js';
import { StockModule } from '../stock/stock.module.js';
import { AssortmentController } from './adapters/grpc/assortment.controller.js';
import { MysqlProductShelf } from './adapters/mysql/mysql-product-shelf.js';
import { MysqlShelfQueries } from './adapters/mysql/mysql-shelf-queries.js';
import { MysqlSkuShelf } from './adapters/mysql/mysql-sku-shelf.js';
import { ChangeStock } from './app/change-stock.js';
import { CreateProduct } from './app/create-product.js';
import { CreateSku } from './app/create-sku.js';
import { LookAtShelves } from './app/look-at-shelves.js';
import { AssortmentTransactions, ShelfQueries } from './app/ports.js';
import { ReplaceProduct } from './app/replace-product.js';
import { ReplaceSku } from './app/replace-sku.js';

@Module({
  imports: [StockModule],
  controllers: [AssortmentController],
  providers: [
    LookAtShelves,
    CreateProduct,
    CreateSku,
    ReplaceProduct,
    ReplaceSku,
    ChangeStock,
    {
      provide: ShelfQueries,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new MysqlShelfQueries(dataSource),
    },
    {
      provide: AssortmentTransactions,
      inject: [DataSource, StockInTransaction, Audit],
      useFactory: (dataSource: DataSource, stock: StockInTransaction, audit: Audit) =>
        new MysqlTransactions(dataSource, (tx) => ({
          products: new MysqlProductShelf(tx),
          skus: new MysqlSkuShelf(tx),
          stock: stock.of(tx),
          audit: { record: (entry: AuditEntry) => audit.record(tx, entry) },
        })),
    },
  ],
})
export class AssortmentModule {}
