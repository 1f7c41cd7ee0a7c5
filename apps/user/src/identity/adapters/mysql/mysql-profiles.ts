import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Profiles } from '../../app/ports.js';
import { maskPhone } from '../../domain/phone-number.js';
import type { Profile, PublicProfile } from '../../domain/profile.js';

interface PublicRow {
  readonly id: string;
  readonly nickname: string;
  readonly avatar_url: string;
  readonly city: string;
  readonly level: number;
  readonly created_at: Date;
}

interface ProfileRow extends PublicRow {
  readonly points: string;
  readonly phone_number: string | null;
}

const PUBLIC_COLUMNS = 'id, nickname, avatar_url, city, level, created_at';

@Injectable()
export class MysqlProfiles extends Profiles {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async find(userId: string): Promise<Profile | null> {
    const [row] = await this.dataSource.query<ProfileRow[]>(
      `SELECT ${PUBLIC_COLUMNS}, points, phone_number FROM account WHERE id = ?`,
      [userId],
    );
    return row
      ? { ...publicProfile(row), points: String(row.points), phoneMasked: maskPhone(row.phone_number ?? '') }
      : null;
  }

  async findPublic(userIds: readonly string[]): Promise<PublicProfile[]> {
    const rows = await this.dataSource.query<PublicRow[]>(`SELECT ${PUBLIC_COLUMNS} FROM account WHERE id IN (?)`, [
      userIds,
    ]);
    return rows.map(publicProfile);
  }

  async openidOf(userId: string): Promise<string | null> {
    const [row] = await this.dataSource.query<{ openid: string }[]>('SELECT openid FROM account WHERE id = ?', [
      userId,
    ]);
    return row?.openid ?? null;
  }
}

function publicProfile(row: PublicRow): PublicProfile {
  const { id, nickname, avatar_url: avatarUrl, city, level, created_at: createdAt } = row;
  return { id: String(id), nickname, avatarUrl, city, level, createdAt };
}
