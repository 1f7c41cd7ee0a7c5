import { Conditions } from '@minisuite/database';
import { FieldCipher } from '@minisuite/encryption';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AddressBook } from '../../app/ports.js';
import type { Address } from '../../domain/address.js';
import { ADDRESS_COLUMNS, addressOf, type AddressRow } from './address-row.js';

@Injectable()
export class MysqlAddressBook extends AddressBook {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cipher: FieldCipher,
  ) {
    super();
  }

  async find(id: string, userId: string): Promise<Address | null> {
    const [row] = await this.dataSource.query<AddressRow[]>(
      `SELECT ${ADDRESS_COLUMNS} FROM address WHERE id = ? AND user_id = ?`,
      [id, userId],
    );
    return row ? addressOf(row, this.cipher) : null;
  }

  async list(userId: string, before: string | null, count: number): Promise<Address[]> {
    const asked = new Conditions().add('user_id = ?', userId).optional('id < ?', before);
    const rows = await this.dataSource.query<AddressRow[]>(
      `SELECT ${ADDRESS_COLUMNS} FROM address ${asked.where} ORDER BY id DESC LIMIT ?`,
      [...asked.parameters, count],
    );
    return rows.map((row) => addressOf(row, this.cipher));
  }
}
