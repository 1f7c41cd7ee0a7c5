import { createDataSource } from '@minisuite/database';
import { FieldCipher, reencryptCommand } from '@minisuite/encryption';
import { PhoneIndex } from './identity/adapters/crypto/phone-index.js';
import { indexPhones } from './identity/adapters/mysql/index-phones.js';
import { sealedTables } from './sealed-tables.js';
import type { UserConfig } from './user.config.js';

/** The `reencrypt` command: also what was bound before phones were sealed can be found by its number then. */
export async function reencrypt(config: UserConfig): Promise<void> {
  await reencryptCommand(sealedTables)(config);
  const dataSource = createDataSource({ url: config.database.url, poolSize: 2 });
  await dataSource.initialize();
  try {
    const phones = new PhoneIndex(config.blindIndexKey);
    const indexed = await indexPhones(dataSource, new FieldCipher(config.dataKeys), phones);
    process.stdout.write(`${indexed} phone numbers indexed\n`);
  } finally {
    await dataSource.destroy();
  }
}
