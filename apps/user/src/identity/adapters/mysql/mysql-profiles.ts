import { FieldCipher } from '@minisuite/encryption';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Profiles } from '../../app/ports.js';
import { levelOf } from '../../domain/level.js';
import { maskPhone } from '../../domain/phone-number.js';
import type { Profile, PublicProfile } from '../../domain/profile.js';
import { placeOf } from './account-row.js';

interface PublicRow {
  readonly id: string;
  readonly nickname: string;
  readonly avatar_url: string;
  readonly city: string;
  readonly points: string;
  readonly created_at: Date;
}

interface ProfileRow extends PublicRow {
  readonly phone_number: string | null;
}

const PUBLIC_COLUMNS = 'id, nickname, avatar_url, city, points, created_at';

@Injectable()
export class MysqlProfiles extends Profiles {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cipher: FieldCipher,
  ) {
    super();
  }

  async find(userId: string): Promise<Profile | null> {
    const [row] = await this.dataSource.query<ProfileRow[]>(
      `SELECT ${PUBLIC_COLUMNS}, phone_number FROM account WHERE id = ?`,
      [userId],
    );
    if (!row) return null;
    const shown = publicProfile(row);
    const phone =
      row.phone_number === null ? '' : this.cipher.open(row.phone_number, placeOf('phone_number', shown.id));
    return { ...shown, points: String(row.points), phoneMasked: maskPhone(phone) };
  }

  async findPublic(userIds: readonly string[]): Promise<PublicProfile[]> {
    const rows = await this.dataSource.query<PublicRow[]>(
      `SELECT ${PUBLIC_COLUMNS} FROM account WHERE id IN (?) AND status <> 'CLOSED'`,
      [userIds],
    );
    return rows.map(publicProfile);
  }

  async openidOf(userId: string): Promise<string | null> {
    const [row] = await this.dataSource.query<{ openid: string }[]>(
      "SELECT openid FROM account WHERE id = ? AND status <> 'CLOSED'",
      [userId],
    );
    return row?.openid ?? null;
  }
}

function publicProfile(row: PublicRow): PublicProfile {
  const { id, nickname, avatar_url: avatarUrl, city, points, created_at: createdAt } = row;
  return { id: String(id), nickname, avatarUrl, city, level: levelOf(String(points)), createdAt };
}
