import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Closings } from '../../app/ports.js';

@Injectable()
export class MysqlClosings extends Closings {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async due(before: Date, limit: number): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      "SELECT id FROM account WHERE status = 'CLOSING' AND updated_at <= ? ORDER BY updated_at LIMIT ?",
      [before, limit],
    );
    return rows.map(({ id }) => String(id));
  }
}
