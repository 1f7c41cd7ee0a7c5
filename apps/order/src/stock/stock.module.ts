import { Module } from '@nestjs/common';
import { MysqlStockInTransaction } from './adapters/mysql/mysql-stock.js';
import { StockInTransaction } from './app/ports.js';

@Module({
  providers: [{ provide: StockInTransaction, useClass: MysqlStockInTransaction }],
  exports: [StockInTransaction],
})
export class StockModule {}
