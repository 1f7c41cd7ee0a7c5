export { createDataSource, type DatabaseSettings } from './data-source.js';
export { DatabaseModule } from './database.module.js';
export { Tx } from './tx.js';
export { REQUEST, Transactions, MysqlTransactions, type Cause } from './transactions.js';
export { Grouper, type GrouperOptions } from './grouper.js';
export { isDeadlock, isDuplicateKey, isConnectionLost } from './mysql-errors.js';
export { Leases, LEASE_TABLE, type Lease } from './leases.js';
export { migrateCommand, type MigrationClass } from './migrate.js';
export { TABLE_OPTIONS } from './table-options.js';
