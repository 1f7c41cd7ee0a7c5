import type { Tx } from '@minisuite/database';
import { Addresses } from '../../app/ports.js';
import type { Address } from '../../domain/address.js';
import { ADDRESS_COLUMNS, addressOf, type AddressRow } from './address-row.js';

export class MysqlAddresses extends Addresses {
  constructor(private readonly tx: Tx) {
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
    return row ? addressOf(row) : null;
  }

  async clearDefault(userId: string): Promise<void> {
    await this.tx.execute('UPDATE address SET default_of = NULL WHERE default_of = ?', [userId]);
  }

  async add({ id, userId, fields, createdAt, updatedAt }: Address): Promise<void> {
    const { name, phone, province, city, district, detail, postalCode, isDefault } = fields;
    const defaultOf = isDefault ? userId : null;
    const row = [
      id,
      userId,
      name,
      phone,
      province,
      city,
      district,
      detail,
      postalCode,
      defaultOf,
      createdAt,
      updatedAt,
    ];
    await this.tx.execute(`INSERT INTO address (${ADDRESS_COLUMNS}) VALUES ?`, [[row]]);
  }

  async save({ id, userId, fields, updatedAt }: Address): Promise<void> {
    const { name, phone, province, city, district, detail, postalCode, isDefault } = fields;
    await this.tx.execute(
      `UPDATE address SET name = ?, phone = ?, province = ?, city = ?, district = ?, detail = ?, postal_code = ?,
         default_of = ?, updated_at = ? WHERE id = ? AND user_id = ?`,
      [name, phone, province, city, district, detail, postalCode, isDefault ? userId : null, updatedAt, id, userId],
    );
  }

  async remove(id: string, userId: string): Promise<boolean> {
    return (await this.tx.execute('DELETE FROM address WHERE id = ? AND user_id = ?', [id, userId])) === 1;
  }
}
