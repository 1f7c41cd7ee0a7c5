import type { FieldCipher } from '@minisuite/encryption';
import type { DataSource } from 'typeorm';
import type { PhoneIndex } from '../crypto/phone-index.js';
import { placeOf } from './account-row.js';

const PORTION = 500;

/** Indexes the numbers that were bound before there was an index; answers how many. May be interrupted and begun again. */
export async function indexPhones(dataSource: DataSource, cipher: FieldCipher, phones: PhoneIndex): Promise<number> {
  let indexed = 0;
  for (let after = '0'; ;) {
    const rows = await dataSource.query<{ id: string; phone_number: string }[]>(
      'SELECT id, phone_number FROM account WHERE phone_number IS NOT NULL AND phone_index IS NULL AND id > ? ORDER BY id LIMIT ?',
      [after, PORTION],
    );
    for (const row of rows) {
      after = String(row.id);
      const number = cipher.open(row.phone_number, placeOf('phone_number', after));
      // Whoever binds another number meanwhile indexes that one.
      const { affectedRows } = await dataSource.query<{ affectedRows: number }>(
        'UPDATE account SET phone_index = ? WHERE id = ? AND BINARY phone_number = ?',
        [phones.of(number), after, row.phone_number],
      );
      indexed += affectedRows;
    }
    if (rows.length < PORTION) return indexed;
  }
}
