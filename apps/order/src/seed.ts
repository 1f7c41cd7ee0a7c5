import { createDataSource, MysqlTransactions } from '@minisuite/database';
import { SystemClock } from '@minisuite/kernel';
import type { DataSource } from 'typeorm';
import { MysqlAssortment } from './catalogue/adapters/mysql/mysql-assortment.js';
import { SeedCatalogue } from './catalogue/app/seed-catalogue.js';
import { MysqlStock } from './stock/adapters/mysql/mysql-stock.js';

/** Puts the demo catalogue into a migrated schema; answers how many SKUs are new. */
export async function seed(dataSource: DataSource): Promise<number> {
  const transactions = new MysqlTransactions(dataSource, (tx) => ({
    assortment: new MysqlAssortment(tx),
    stock: new MysqlStock(tx),
  }));
  return await new SeedCatalogue(transactions, new SystemClock()).execute();
}

/** The `seed` command. */
export async function seedCommand({ database }: { database: { url: string } }): Promise<void> {
  const dataSource = createDataSource({ url: database.url, poolSize: 2 });
  await dataSource.initialize();
  try {
    process.stdout.write(`${await seed(dataSource)} SKUs added\n`);
  } finally {
    await dataSource.destroy();
  }
}
