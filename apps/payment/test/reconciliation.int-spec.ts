import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditTable } from '@minisuite/audit';
import { RequestContext } from '@minisuite/service';
import { ResolveDifference } from '../src/reconciliation/app/resolve-difference.js';
import { paymentRow, refundRow } from './reconciliation-bill-server.js';
import { OPERATOR, ReconciliationWorld } from './reconciliation-world.js';

let world: ReconciliationWorld;

beforeAll(async () => {
  world = await ReconciliationWorld.start();
});
afterAll(() => world.stop());

/** WeChat had closed it under its first number. */
const REPLACED = { id: '800', status: 'PROCESSING', generation: 2, out_refund_no: 'R800-2', wechat_refund_id: '50009' };
const noon = (day: string) => `${day}T12:00:00.000+08:00`;

describe('a bill that says what we say', () => {
  it('has no difference', async () => {
    const day = '2025-12-01';
    const [one, two] = [await world.paid(noon(day)), await world.paid(noon(day), 250, 'REFUNDED')];
    const refund = await world.refund(two.id, { succeeded_at: new Date(noon(day)), amount: 250 });
    world.bills.serve(day, [
      paymentRow(one.number, one.wechat, 1990),
      paymentRow(two.number, two.wechat, 250),
      refundRow(refund.number, refund.wechat, 250),
    ]);
    expect(await world.run(day)).toMatchObject({
      status: 'COMPLETED',
      billDate: day,
      payments: 2,
      refunds: 1,
      paidAmount: 2240,
      refundedAmount: 250,
      differences: 0,
      error: '',
    });
  });

  it('goes by WeChat’s days, and by no clock of ours', async () => {
    const day = '2025-12-02';
    const first = await world.paid('2025-12-02T00:00:00.000+08:00');
    const last = await world.paid('2025-12-02T23:59:59.999+08:00');
    await world.paid('2025-12-01T23:59:59.999+08:00');
    await world.paid('2025-12-03T00:00:00.000+08:00');
    world.bills.serve(
      day,
      [first, last].map(({ number, wechat }) => paymentRow(number, wechat, 1990)),
    );
    expect(await world.run(day)).toMatchObject({ status: 'COMPLETED', payments: 2, differences: 0 });
  });

  it('may have a refund long before the refund has come to its end', async () => {
    const payment = await world.paid(noon('2025-12-04'));
    const refund = await world.refund(payment.id, { succeeded_at: new Date(noon('2025-12-05')) });
    world.bills.serve('2025-12-04', [
      paymentRow(payment.number, payment.wechat, 1990),
      refundRow(refund.number, refund.wechat, 500, { 退款状态: 'PROCESSING' }),
    ]);
    world.bills.days.set('2025-12-05', { code: 'NO_STATEMENT_EXIST' });
    expect(await world.run('2025-12-04')).toMatchObject({ differences: 0 });
    expect(await world.run('2025-12-05')).toMatchObject({ status: 'COMPLETED', payments: 0, differences: 0 });
  });
});

describe('a difference', () => {
  it('is found, each of its kind', async () => {
    const day = '2025-12-07';
    const amount = await world.paid(noon(day));
    const transaction = await world.paid(noon(day));
    const twice = await world.paid(noon(day));
    const here = await world.paid(noon(day));
    const refunded = await world.paid(noon(day));
    const asked = await world.refund(refunded.id, { status: 'REQUESTED', wechat_refund_id: null });
    const backHere = await world.refund(refunded.id, { succeeded_at: new Date(noon(day)), amount: 300 });
    const old = 'R800';
    await world.refund(refunded.id, { ...REPLACED, amount: 100 });
    world.bills.serve(day, [
      paymentRow(amount.number, amount.wechat, 1991),
      paymentRow(transaction.number, '42009999', 1990),
      paymentRow(twice.number, twice.wechat, 1990),
      paymentRow(twice.number, twice.wechat, 1990),
      paymentRow(refunded.number, refunded.wechat, 1990),
      paymentRow('X-unknown', '42008888', 700),
      refundRow(asked.number, '50001', 500),
      refundRow('R17', '50002', 800),
      refundRow(old, '50008', 100, { 退款状态: 'CLOSED' }),
    ]);
    const { id, ...state } = await world.run(day);
    expect(state).toMatchObject({ status: 'COMPLETED', payments: 6, refunds: 3, differences: 8, openDifferences: 8 });
    const found = await world.differences(id);
    const by = (number: string) => found.filter((each) => each.number === number);
    expect(by(amount.number)).toEqual([
      expect.objectContaining({
        kind: 'AMOUNT',
        subject: 'payment',
        paymentId: amount.id,
        wechatAmount: 1991,
        ourAmount: 1990,
      }),
    ]);
    expect(by(transaction.number)).toEqual([
      expect.objectContaining({
        kind: 'STATE',
        wechatNumber: '42009999',
        wechatState: 'SUCCESS',
        ourState: 'SUCCEEDED',
      }),
    ]);
    expect(by(twice.number)).toEqual([expect.objectContaining({ kind: 'DUPLICATE', paymentId: twice.id })]);
    expect(by(here.number)).toEqual([
      expect.objectContaining({ kind: 'ONLY_HERE', wechatAmount: 0, ourAmount: 1990, wechatNumber: here.wechat }),
    ]);
    expect(by('X-unknown')).toEqual([
      expect.objectContaining({
        kind: 'ONLY_AT_WECHAT',
        paymentId: null,
        wechatAmount: 700,
        ourAmount: 0,
        ourState: '',
      }),
    ]);
    expect(by(asked.number)).toEqual([
      expect.objectContaining({ kind: 'STATE', subject: 'refund', refundId: asked.id, ourState: 'REQUESTED' }),
    ]);
    expect(by('R17')).toEqual([expect.objectContaining({ kind: 'ONLY_AT_WECHAT', subject: 'refund', refundId: null })]);
    expect(by(backHere.number)).toEqual([
      expect.objectContaining({ kind: 'ONLY_HERE', subject: 'refund', refundId: backHere.id, ourAmount: 300 }),
    ]);
    expect(by(old)).toEqual([]);
  });

  it('is the same when the day is reconciled again; what was done about it stays, what is gone is settled', async () => {
    const day = '2025-12-09';
    const [one, two, three] = [await world.paid(noon(day)), await world.paid(noon(day)), await world.paid(noon(day))];
    const rows = [paymentRow(one.number, one.wechat, 1), paymentRow('X9', '429', 9), paymentRow('X8', '428', 8)];
    world.bills.serve(day, rows);
    const { id } = await world.run(day);
    const before = await world.differences(id);
    expect(before.map(({ kind, status }) => [kind, status])).toEqual([
      ['AMOUNT', 'OPEN'],
      ['ONLY_AT_WECHAT', 'OPEN'],
      ['ONLY_AT_WECHAT', 'OPEN'],
      ['ONLY_HERE', 'OPEN'],
      ['ONLY_HERE', 'OPEN'],
    ]);
    const put = before.find(({ number }) => number === 'X9');
    await RequestContext.run(OPERATOR, () =>
      world.service.get(ResolveDifference).execute(put?.id ?? '', 'Ours, from a till.'),
    );

    expect(await world.run(day)).toMatchObject({ id, status: 'COMPLETED', differences: 5, openDifferences: 4 });
    const again = await world.differences(id);
    const statuses = new Map(again.map((each) => [each.id, each]));
    for (const each of before) expect(statuses.get(each.id)).toMatchObject({ kind: each.kind, foundAt: each.foundAt });
    expect(again.find(({ number }) => number === 'X9')).toMatchObject({
      status: 'RESOLVED',
      note: 'Ours, from a till.',
    });

    world.bills.serve(day, [...rows, paymentRow(two.number, two.wechat, 1990)]);
    expect(await world.run(day)).toMatchObject({ differences: 5, openDifferences: 3 });
    const third = await world.differences(id);
    expect(third.find(({ number }) => number === two.number)).toMatchObject({
      status: 'REPAIRED',
      note: expect.stringContaining('not found any more'),
    });
    expect(third.find(({ number }) => number === three.number)).toMatchObject({ status: 'OPEN' });

    world.bills.serve(day, rows);
    await world.run(day);
    expect((await world.differences(id)).find(({ number }) => number === two.number)).toMatchObject({
      status: 'OPEN',
      note: '',
      resolvedAt: null,
    });
  });

  it('of one day is settled by the bill of the next one', async () => {
    const late = await world.paid('2025-12-11T23:59:59.900+08:00');
    world.bills.days.set('2025-12-11', { code: 'NO_STATEMENT_EXIST' });
    const { id } = await world.run('2025-12-11');
    expect(await world.differences(id)).toMatchObject([{ kind: 'ONLY_HERE', status: 'OPEN' }]);
    world.bills.serve('2025-12-12', [paymentRow(late.number, late.wechat, 1990)]);
    expect(await world.run('2025-12-12')).toMatchObject({ differences: 0 });
    expect(await world.differences(id)).toMatchObject([
      { status: 'REPAIRED', note: 'WeChat has it in the bill of 2025-12-12.' },
    ]);
    expect(await world.run('2025-12-11')).toMatchObject({ differences: 1, openDifferences: 0 });
  });

  it('is resolved once, however many operators try', async () => {
    const day = '2025-12-13';
    world.bills.serve(day, [paymentRow('X-many', '427', 9)]);
    const { id } = await world.run(day);
    const [difference] = await world.differences(id);
    const tries = Array.from({ length: 8 }, (_, n) =>
      RequestContext.run(OPERATOR, () =>
        world.service.get(ResolveDifference).execute(difference?.id ?? '', `note ${n}`),
      ),
    );
    const ends = await Promise.allSettled(tries);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const audit = await world.payments.rows(
      `SELECT reason FROM ${auditTable(world.payments.database.dataSource)} WHERE action = 'reconciliation.resolve' AND target_id = ?`,
      [difference?.id],
    );
    expect(audit).toHaveLength(1);
    expect((await world.differences(id))[0]?.note).toBe((audit[0] as { reason: string }).reason);
  });
});
