import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { auditTable } from '@minisuite/audit';
import { eventually, type TestService } from '@minisuite/testing';
import { billText, paymentRow, type Row } from './reconciliation-bill-server.js';
import { ReconciliationWorld } from './reconciliation-world.js';

const ROWS = 4500;

// Thousands of rows, several times over.
jest.setTimeout(90_000);

let world: ReconciliationWorld;
let other: TestService;
let next = 0;
let day = '';
let rows: Row[] = [];

beforeAll(async () => {
  world = await ReconciliationWorld.start();
});
afterAll(async () => {
  await other.stop();
  await world.stop();
});
beforeEach(() => {
  next += 1;
  day = `2025-12-${String(next).padStart(2, '0')}`;
  rows = Array.from({ length: ROWS }, (_, n) => paymentRow(`B${next}-${n}`, `42${next}${n}`, 100));
});

const staged = async () =>
  Number(
    (
      await world.payments.rows<{ n: string }>('SELECT COUNT(*) AS n FROM reconciliation_row WHERE number LIKE ?', [
        `B${next}-%`,
      ])
    )[0]?.n,
  );
/** What a process that was killed, or frozen for too long, leaves behind: a lease that is over. */
const loseLease = () =>
  world.payments.rows("UPDATE lease SET owner = 'dead', expires_at = '2000-01-01' WHERE name = 'payment.reconcile'");

/** A bill that stops after so many bytes until it is let go. */
function stalling(
  text: string,
  bytes: number,
): { file: () => AsyncGenerator<Uint8Array>; go: () => void; ended: Promise<void> } {
  let left = () => {};
  const ended = new Promise<void>((resolve) => {
    left = resolve;
  });
  let go = () => {};
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  const whole = Buffer.from(text);
  let first = true;
  return {
    go,
    ended,
    file: async function* file() {
      yield whole.subarray(0, bytes);
      const mine = first;
      first = false;
      if (mine) await gate;
      try {
        yield whole.subarray(bytes);
      } finally {
        if (mine) left();
      }
    },
  };
}

describe('a process that ends while it reads the bill', () => {
  it('is followed by another, which begins the bill again; when it wakes it changes nothing', async () => {
    const text = billText(rows);
    const { file, go, ended } = stalling(text, Math.round(Buffer.byteLength(text) * 0.7));
    world.bills.days.set(day, { bytes: file, hashed: text });
    const id = await world.begin(day);
    await eventually('part of the bill is staged', async () => (await staged()) >= 2000);
    await loseLease();
    other ??= await world.process();
    expect(await world.ended(id)).toMatchObject({ status: 'COMPLETED', payments: ROWS, differences: ROWS });
    const found = await world.differences(id);
    go();
    await ended;
    expect(await world.run(day)).toMatchObject({ status: 'COMPLETED', differences: ROWS, openDifferences: ROWS });
    expect(await world.differences(id)).toEqual(found);
    // What the first process has read belongs to nobody, and it has written none of it.
    expect(await staged()).toBe(ROWS);
  });
});

describe('a process that was killed', () => {
  it('has left a bill that is read in part: it is read from the beginning', async () => {
    world.bills.serve(day, rows);
    const id = await world.begin(day);
    await world.ended(id);
    await world.payments.rows("UPDATE reconciliation SET status = 'RUNNING', stage = 'LOAD', fence = 1 WHERE id = ?", [
      id,
    ]);
    expect(await world.ended(id)).toMatchObject({ status: 'COMPLETED', payments: ROWS, differences: ROWS });
    expect(await staged()).toBe(ROWS);
  });

  it('has left a bill that is compared in part: WeChat is not asked again', async () => {
    world.bills.serve(day, rows);
    const id = await world.begin(day);
    await world.ended(id);
    const found = await world.differences(id);
    await world.payments.rows('DELETE FROM reconciliation_difference WHERE reconciliation_id = ? AND id > ?', [
      id,
      found[700]?.id,
    ]);
    const { asked } = world.bills;
    world.bills.days.set(day, { code: 'SYSTEM_ERROR', status: 500 });
    await world.payments.rows(
      "UPDATE reconciliation SET status = 'RUNNING', stage = 'COMPARE', fence = 1 WHERE id = ?",
      [id],
    );
    expect(await world.ended(id)).toMatchObject({ status: 'COMPLETED', payments: ROWS, differences: ROWS });
    expect(world.bills.asked).toBe(asked);
    const again = await world.differences(id);
    expect(again.map(({ number }) => number).sort()).toEqual(found.map(({ number }) => number).sort());
    const kept = new Set(found.slice(0, 701).map(({ id }) => id));
    expect(again.filter(({ id }) => kept.has(id))).toEqual(found.slice(0, 701));
  });
});

describe('several processes', () => {
  it('reconcile a day once', async () => {
    other ??= await world.process();
    world.bills.serve(day, rows);
    const { asked } = world.bills;
    // The bill waits until all have begun: who comes when the day is over begins it once more.
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    world.bills.before = () => begun;
    const ids = await Promise.all(Array.from({ length: 6 }, () => world.begin(day))).finally(begin);
    expect(new Set(ids).size).toBe(1);
    expect(await world.ended(ids[0] ?? '')).toMatchObject({ status: 'COMPLETED', payments: ROWS, differences: ROWS });
    expect(world.bills.asked).toBe(asked + 1);
    expect(await staged()).toBe(ROWS);
    const audit = await world.payments.rows(
      `SELECT details FROM ${auditTable(world.payments.database.dataSource)} WHERE action = 'reconciliation.run' AND target_id = ?`,
      [ids[0]],
    );
    expect(audit.filter((row) => (row as { details: string }).details.includes('"begun":true'))).toHaveLength(1);
  });
});
