import type { Tx } from '@minisuite/database';
import type { FieldCipher, Place } from '@minisuite/encryption';
import { SecondFactors } from '../../app/ports.js';
import { SecondFactor } from '../../domain/second-factor.js';

export const SEALED_COLUMNS = ['secret'] as const;

interface SecondFactorRow {
  readonly secret: string;
  readonly created_at: Date;
  readonly confirmed_at: Date | null;
  readonly last_step: string | null;
  readonly wrong_codes: number;
  readonly wait_until: Date | null;
}

const STATE = 'created_at, confirmed_at, last_step, wrong_codes, wait_until';

export class MysqlSecondFactors extends SecondFactors {
  constructor(
    private readonly tx: Tx,
    private readonly cipher: FieldCipher,
  ) {
    super();
  }

  async find(operatorId: string): Promise<SecondFactor | null> {
    const sql = `SELECT secret, ${STATE} FROM operator_totp WHERE id = ? FOR UPDATE`;
    const [row] = await this.tx.query<SecondFactorRow>(sql, [operatorId]);
    if (!row) return null;
    return SecondFactor.restore({
      id: operatorId,
      key: Buffer.from(this.cipher.open(row.secret, placeOf(operatorId)), 'base64url'),
      createdAt: row.created_at,
      confirmedAt: row.confirmed_at,
      lastStep: row.last_step === null ? null : Number(row.last_step),
      wrongCodes: row.wrong_codes,
      waitUntil: row.wait_until,
    });
  }

  async put(factor: SecondFactor): Promise<void> {
    const { id, key, createdAt, confirmedAt, lastStep, wrongCodes, waitUntil } = factor.snapshot;
    const secret = this.cipher.seal(key.toString('base64url'), placeOf(id));
    const row = [id, secret, createdAt, confirmedAt, lastStep, wrongCodes, waitUntil];
    await this.tx.execute(`REPLACE INTO operator_totp (id, secret, ${STATE}) VALUES ?`, [[row]]);
  }

  async save(factor: SecondFactor): Promise<void> {
    const { id, confirmedAt, lastStep, wrongCodes, waitUntil } = factor.snapshot;
    // Never back to an older step, whatever somebody forgets to lock.
    const written = await this.tx.execute(
      `UPDATE operator_totp SET confirmed_at = ?, last_step = ?, wrong_codes = ?, wait_until = ?
        WHERE id = ? AND (last_step IS NULL OR last_step <= ?)`,
      [confirmedAt, lastStep, wrongCodes, waitUntil, id, lastStep],
    );
    if (written !== 1) throw new Error('the second factor was changed by somebody else');
  }

  async remove(operatorId: string): Promise<boolean> {
    await this.tx.execute('DELETE FROM operator_recovery_code WHERE operator_id = ?', [operatorId]);
    return (await this.tx.execute('DELETE FROM operator_totp WHERE id = ?', [operatorId])) === 1;
  }

  async addRecoveryCodes(operatorId: string, hashes: readonly Buffer[]): Promise<void> {
    const rows = hashes.map((hash) => [operatorId, hash]);
    await this.tx.execute('INSERT INTO operator_recovery_code (operator_id, hash) VALUES ?', [rows]);
  }

  async useRecoveryCode(operatorId: string, hash: Buffer): Promise<boolean> {
    const sql = 'DELETE FROM operator_recovery_code WHERE operator_id = ? AND hash = ?';
    return (await this.tx.execute(sql, [operatorId, hash])) === 1;
  }
}

function placeOf(id: string): Place {
  return { table: 'operator_totp', column: 'secret', id };
}
