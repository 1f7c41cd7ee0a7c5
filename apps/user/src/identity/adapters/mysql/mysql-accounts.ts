import { isDuplicateKey, type Tx } from '@minisuite/database';
import type { FieldCipher } from '@minisuite/encryption';
import type { Outbox } from '@minisuite/messaging';
import { Accounts, OpenidTaken } from '../../app/ports.js';
import type { Account, AccountState } from '../../domain/account.js';
import { PhoneIndex } from '../crypto/phone-index.js';
import { ACCOUNT_COLUMNS, accountOf, type AccountRow, placeOf } from './account-row.js';

export class MysqlAccounts extends Accounts {
  constructor(
    private readonly tx: Tx,
    private readonly outbox: Outbox,
    private readonly cipher: FieldCipher,
    private readonly phoneIndex: PhoneIndex,
  ) {
    super();
  }

  async add(account: Account): Promise<void> {
    const s = account.snapshot;
    const values = [s.id, s.openid, s.unionid, this.sessionKey(s), s.nickname, s.avatarUrl, s.city, s.points];
    const rest = [
      s.phone?.countryCode ?? null,
      this.phoneNumber(s),
      s.status,
      s.createdAt,
      s.updatedAt,
      this.indexOf(s),
    ];
    try {
      await this.tx.execute(`INSERT INTO account (${ACCOUNT_COLUMNS}, phone_index) VALUES ?`, [[[...values, ...rest]]]);
    } catch (error) {
      // Not as the cause: the driver's error carries the statement with its values, and those must not reach a log.
      throw isDuplicateKey(error) ? new OpenidTaken('this openid has an account already') : error;
    }
    await this.outbox.append(this.tx, account.takeEvents());
  }

  find(id: string): Promise<Account | null> {
    return this.one('id = ?', id);
  }

  lock(id: string): Promise<Account | null> {
    return this.one('id = ? FOR UPDATE', id);
  }

  lockByOpenid(openid: string): Promise<Account | null> {
    return this.one('openid = ? FOR UPDATE', openid);
  }

  /** Writes what its verbs change; the time of registration never does. */
  async save(account: Account): Promise<void> {
    const s = account.snapshot;
    await this.tx.execute(
      `UPDATE account SET openid = ?, unionid = ?, session_key = ?, nickname = ?, avatar_url = ?, city = ?, phone_country_code = ?,
        phone_number = ?, phone_index = ?, status = ?, updated_at = ? WHERE id = ?`,
      [
        s.openid,
        s.unionid,
        this.sessionKey(s),
        s.nickname,
        s.avatarUrl,
        s.city,
        s.phone?.countryCode ?? null,
        this.phoneNumber(s),
        this.indexOf(s),
        s.status,
        s.updatedAt,
        s.id,
      ],
    );
    await this.outbox.append(this.tx, account.takeEvents());
  }

  private sessionKey({ id, sessionKey }: AccountState): string {
    return this.cipher.seal(sessionKey, placeOf('session_key', id));
  }

  private phoneNumber({ id, phone }: AccountState): string | null {
    return phone && this.cipher.seal(phone.number, placeOf('phone_number', id));
  }

  private indexOf({ phone }: AccountState): Buffer | null {
    return phone && this.phoneIndex.of(phone.number);
  }

  private async one(condition: string, value: string): Promise<Account | null> {
    const [row] = await this.tx.query<AccountRow>(`SELECT ${ACCOUNT_COLUMNS} FROM account WHERE ${condition}`, [value]);
    return row ? accountOf(row, this.cipher) : null;
  }
}
