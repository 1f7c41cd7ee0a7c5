import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OperatorDirectory } from '../../app/ports.js';

@Injectable()
export class MysqlOperatorDirectory extends OperatorDirectory {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async isEmpty(): Promise<boolean> {
    return (await this.dataSource.query<object[]>('SELECT id FROM operator LIMIT 1')).length === 0;
  }

  async findByName(username: string): Promise<{ id: string; passwordHash: string } | null> {
    const [row] = await this.dataSource.query<{ id: string; password_hash: string }[]>(
      'SELECT id, password_hash FROM operator WHERE username = ?',
      [username],
    );
    return row ? { id: String(row.id), passwordHash: row.password_hash } : null;
  }
}
