import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { metrics } from '@minisuite/service';
import { eventually } from '@minisuite/testing';
import { ReconciliationLists } from '../src/reconciliation/app/ports.js';
import { paymentRow } from './reconciliation-bill-server.js';
import { ReconciliationWorld } from './reconciliation-world.js';

const HOUR_MS = 3_600_000;

let world: ReconciliationWorld;

beforeAll(async () => {
  world = await ReconciliationWorld.start();
});
afterAll(() => world.stop());

const days = () => world.service.get(ReconciliationLists).days(null, 100);
const dates = async () => (await days()).map(({ billDate }) => billDate);
const gauge = async (name: string) =>
  (await metrics().metrics())
    .split('\n')
    .find((line) => line.startsWith(`${name} `))
    ?.split(' ')[1];

// The clock begins at 08:00 of 1 January in Beijing; each step goes on from where the one before has left it.
describe('the timer', () => {
  it('has nothing to do before a day with payments is over and its bill is due', async () => {
    const paid = await world.paid('2026-01-01T12:00:00+08:00');
    world.bills.serve('2026-01-01', [paymentRow(paid.number, paid.wechat, 1990), paymentRow('X1', '421', 5)]);
    world.payments.clock.advance(25 * HOUR_MS);
    const { asked } = world.bills;
    const other = await world.process();
    await other.stop();
    expect(await dates()).toEqual([]);
    expect(world.bills.asked).toBe(asked);
    expect(await gauge('minisuite_reconciliation_last_bill_seconds')).toBeUndefined();
  });

  it('reconciles yesterday after 10:00 in Beijing, once, however many processes there are', async () => {
    const other = await world.process();
    world.payments.clock.advance(HOUR_MS);
    await eventually('the day is reconciled', async () => (await days())[0]?.status === 'COMPLETED');
    expect(await days()).toMatchObject([{ billDate: '2026-01-01', payments: 2, differences: 1, run: 1 }]);
    expect(world.bills.asked).toBe(1);
    // From midnight to 10:00.
    await eventually('it is told', async () => (await gauge('minisuite_reconciliation_last_bill_seconds')) === '36000');
    expect(await gauge('minisuite_reconciliation_open_differences')).toBe('1');
    await other.stop();
  });

  it('asks again for a bill that WeChat has not made: after a minute, and later each half hour', async () => {
    world.payments.clock.advance(24 * HOUR_MS);
    await eventually('the day waits', async () => (await days())[0]?.attempts === 1);
    const pauses: number[] = [];
    for (let attempt = 2; attempt <= 6; attempt += 1) {
      const [state] = await days();
      const pause = (state?.nextAt?.getTime() ?? 0) - world.payments.clock.now().getTime();
      pauses.push(pause / 60_000);
      world.payments.clock.advance(pause);
      await eventually(`attempt ${attempt}`, async () => (await days())[0]?.attempts === attempt);
    }
    expect(pauses).toEqual([1, 4, 16, 30, 30]);
    expect((await days())[0]).toMatchObject({ billDate: '2026-01-02', status: 'WAITING', error: expect.any(String) });
    world.bills.serve('2026-01-02', []);
    world.payments.clock.advance(HOUR_MS / 2);
    await eventually('the bill is there', async () => (await days())[0]?.status === 'COMPLETED');
  }, 60_000);

  it('catches up the days that were missed, thirty at most', async () => {
    world.payments.clock.advance(40 * 24 * HOUR_MS);
    const all = await eventually('the days are planned', async () => {
      const found = await dates();
      return found.length > 2 ? found : undefined;
    });
    expect(all).toHaveLength(32);
    expect([all[0], all[29], all.at(-2)]).toEqual(['2026-02-11', '2026-01-13', '2026-01-02']);
  });
});
