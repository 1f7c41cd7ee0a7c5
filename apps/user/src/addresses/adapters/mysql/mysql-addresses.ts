import type { Tx } from '@minisuite/database';
import type { FieldCipher } from '@minisuite/encryption';
import { Addresses } from '../../app/ports.js';
import type { Address } from '../../domain/address.js';
import { ADDRESS_COLUMNS, addressOf, type AddressRow, SEALED_COLUMNS, sealedValues } from './address-row.js';

export class MysqlAddresses extends Addresses {
  constructor(
    private readonly tx: Tx,
    private readonly cipher: FieldCipher,
  ) {
    super();
  }

  async count(userId: string): Promise<number> {
    const [row] = await this.tx.query<{ n: string }>('SELECT COUNT(*) AS n FROM address WHERE user_id = ?', [userId]);
    return Number(row?.n ?? 0);
  }

  async find(id: string, userId: string): Promise<Address | null> {
    const [row] = await this.tx.query<AddressRow>(
      `SELECT ${ADDRESS_COLUMNS} FROM address WHERE id = ? AND user_id = ? FOR UPDATE`,
      [id, userId],
    );
    return row ? addressOf(row, this.cipher) : null;
  }

  async clearDefault(userId: string): Promise<void> {
    await this.tx.execute('UPDATE address SET default_of = NULL WHERE default_of = ?', [userId]);
  }

  async add(address: Address): Promise<void> {
    const { id, userId, fields, createdAt, updatedAt } = address;
    const defaultOf = fields.isDefault ? userId : null;
    const row = [id, userId, ...sealedValues(address, this.cipher), defaultOf, createdAt, updatedAt];
    await this.tx.execute(`INSERT INTO address (${ADDRESS_COLUMNS}) VALUES ?`, [[row]]);
  }

  async save(address: Address): Promise<void> {
    const { id, userId, fields, updatedAt } = address;
    await this.tx.execute(
      `UPDATE address SET ${SEALED_COLUMNS.map((column) => `${column} = ?`).join(', ')}, default_of = ?, updated_at = ?
        WHERE id = ? AND user_id = ?`,
      [...sealedValues(address, this.cipher), fields.isDefault ? userId : null, updatedAt, id, userId],
    );
  }

  async remove(id: string, userId: string): Promise<boolean> {
    return (await this.tx.execute('DELETE FROM address WHERE id = ? AND user_id = ?', [id, userId])) === 1;
  }
}
