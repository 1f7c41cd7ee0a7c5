import { Conditions } from '@minisuite/database';
import { FieldCipher } from '@minisuite/encryption';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type UserCard, UserDirectory, type UserFilter } from '../../app/ports.js';
import { PhoneIndex } from '../crypto/phone-index.js';
import { ACCOUNT_COLUMNS, accountOf, type AccountRow } from './account-row.js';

@Injectable()
export class MysqlUserDirectory extends UserDirectory {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cipher: FieldCipher,
    private readonly phoneIndex: PhoneIndex,
  ) {
    super();
  }

  async list({ status, phone, before }: UserFilter, count: number): Promise<UserCard[]> {
    const asked = new Conditions()
      .optional('id < ?', before)
      .optional('status = ?', status)
      .optional('phone_index = ?', phone && this.phoneIndex.of(phone));
    return await this.read(`${asked.where} ORDER BY id DESC LIMIT ?`, [...asked.parameters, count]);
  }

  async find(userId: string): Promise<UserCard | null> {
    return (await this.read('WHERE id = ?', [userId]))[0] ?? null;
  }

  private async read(sql: string, parameters: unknown[]): Promise<UserCard[]> {
    const rows = await this.dataSource.query<AccountRow[]>(`SELECT ${ACCOUNT_COLUMNS} FROM account ${sql}`, parameters);
    return rows.map((row) => {
      const account = accountOf(row, this.cipher);
      const { status, updatedAt } = account.snapshot;
      return { profile: account.profile, status, updatedAt };
    });
  }
}
