import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RecentEnds } from '../../app/ports.js';

@Injectable()
export class MysqlRecentEnds extends RecentEnds {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async since(at: Date): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      'SELECT id FROM session WHERE ended_at >= ? UNION ALL SELECT id FROM operator_session WHERE ended_at >= ?',
      [at, at],
    );
    return rows.map(({ id }) => String(id));
  }
}
