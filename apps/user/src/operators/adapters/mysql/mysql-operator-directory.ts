import { Conditions } from '@minisuite/database';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OperatorDirectory } from '../../app/ports.js';
import type { OperatorAccount } from '../../domain/operator.js';
import { operatorOf, type OperatorRow, SELECTION } from './operator-row.js';

@Injectable()
export class MysqlOperatorDirectory extends OperatorDirectory {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async isEmpty(): Promise<boolean> {
    return (await this.dataSource.query<object[]>('SELECT id FROM operator LIMIT 1')).length === 0;
  }

  async list(before: string | null, count: number): Promise<OperatorAccount[]> {
    const asked = new Conditions().optional('id < ?', before);
    const rows = await this.dataSource.query<OperatorRow[]>(
      `SELECT ${SELECTION} FROM operator ${asked.where} ORDER BY id DESC LIMIT ?`,
      [...asked.parameters, count],
    );
    return rows.map((row) => operatorOf(row).account);
  }

  async findByName(username: string): Promise<{ id: string; passwordHash: string } | null> {
    const [row] = await this.dataSource.query<{ id: string; password_hash: string }[]>(
      'SELECT id, password_hash FROM operator WHERE username = ?',
      [username],
    );
    return row ? { id: String(row.id), passwordHash: row.password_hash } : null;
  }
}
