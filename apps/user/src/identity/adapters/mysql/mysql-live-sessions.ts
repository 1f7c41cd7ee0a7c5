import { Conditions } from '@minisuite/database';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type LiveSession, LiveSessions } from '../../app/ports.js';

interface Row {
  readonly id: string;
  readonly device_platform: string;
  readonly device_model: string;
  readonly created_at: Date;
  readonly last_used_at: Date;
  readonly expires_at: Date;
}

@Injectable()
export class MysqlLiveSessions extends LiveSessions {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async list(userId: string, now: Date, before: string | null, count: number): Promise<LiveSession[]> {
    const asked = new Conditions()
      .add('user_id = ? AND ended_at IS NULL AND expires_at > ?', userId, now)
      .optional('id < ?', before);
    const rows = await this.dataSource.query<Row[]>(
      `SELECT id, device_platform, device_model, created_at, last_used_at, expires_at FROM session ${asked.where}
        ORDER BY id DESC LIMIT ?`,
      [...asked.parameters, count],
    );
    return rows.map((row) => ({
      id: String(row.id),
      device: { platform: row.device_platform, model: row.device_model },
      createdAt: row.created_at,
      lastUsedAt: row.last_used_at,
      expiresAt: row.expires_at,
    }));
  }
}
