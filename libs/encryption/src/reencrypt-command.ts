import { createDataSource } from '@minisuite/database';
import type { DataKeys } from './data-keys.js';
import { FieldCipher } from './field-cipher.js';
import { Reencryption, type SealedTable } from './reencryption.js';

interface Config {
  readonly database: { readonly url: string };
  readonly dataKeys: DataKeys;
}

/** The `reencrypt` command of a service: everything under the current key, and how much is left under each other one. */
export function reencryptCommand(tables: readonly SealedTable[]): (config: Config) => Promise<void> {
  return async ({ database, dataKeys }) => {
    const dataSource = createDataSource({ url: database.url, poolSize: 2 });
    await dataSource.initialize();
    try {
      const reencryption = new Reencryption(dataSource, new FieldCipher(dataKeys));
      for (const table of tables) {
        const { rows, sealed, left } = await reencryption.run(table);
        const rest = [...left].map(([key, values]) => `${values} under ${key}`).join(', ') || 'none under other keys';
        process.stdout.write(
          `${table.table}: ${rows} rows, ${sealed} values sealed under ${dataKeys.current}; ${rest}\n`,
        );
      }
    } finally {
      await dataSource.destroy();
    }
  };
}
