import { Conditions } from '@minisuite/database';
import { type Page, pageOf } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { InboxQueries } from '../../app/ports.js';
import type { Message } from '../../domain/message.js';

interface Row {
  id: string;
  user_id: string;
  kind: string;
  title: string;
  body: string;
  subject_id: string;
  read_at: Date | null;
  created_at: Date;
}

const COLUMNS = 'id, user_id, kind, title, body, subject_id, read_at, created_at';

@Injectable()
export class MysqlInboxQueries extends InboxQueries {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async list(userId: string, limit: number, before: string | null): Promise<Page<Message>> {
    const asked = new Conditions().add('user_id = ?', userId).optional('id < ?', before);
    const rows = await this.dataSource.query<Row[]>(
      `SELECT ${COLUMNS} FROM message ${asked.where} ORDER BY id DESC LIMIT ?`,
      [...asked.parameters, limit + 1],
    );
    return pageOf(rows.map(toMessage), limit);
  }

  async find(userId: string, id: string): Promise<Message | null> {
    const rows = await this.dataSource.query<Row[]>(`SELECT ${COLUMNS} FROM message WHERE id = ? AND user_id = ?`, [
      id,
      userId,
    ]);
    return rows[0] ? toMessage(rows[0]) : null;
  }

  async countUnread(userId: string): Promise<number> {
    const rows = await this.dataSource.query<{ count: string }[]>(
      'SELECT COUNT(*) AS count FROM message WHERE user_id = ? AND read_at IS NULL',
      [userId],
    );
    return Number(rows[0]?.count ?? 0);
  }
}

function toMessage(row: Row): Message {
  return {
    id: row.id,
    userId: row.user_id,
    kind: row.kind,
    title: row.title,
    body: row.body,
    subjectId: row.subject_id,
    read: row.read_at !== null,
    createdAt: row.created_at,
  };
}
