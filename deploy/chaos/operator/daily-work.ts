import { setTimeout as sleep } from 'node:timers/promises';
import { isSent } from '../plan/acts.ts';
import type { WechatControl } from '../steps/wechat-control.ts';
import type { Journal } from '../users/journal.ts';
import type { Operator } from './operator.ts';

interface Refund {
  id: string;
  orderId: string;
  outRefundNo: string;
  held: boolean;
  status: string;
  attention?: string;
}

const EVERY_MS = 1_000;

/** What the operator does all day: decides about refunds, tries those again that wait, ships what is to be shipped. */
export async function workAllDay(
  operator: Operator,
  wechat: WechatControl,
  journal: Journal,
  over: AbortSignal,
): Promise<void> {
  const shipped = new Set<string>();
  while (!over.aborted) {
    await decideRefunds(operator, journal);
    await retryRefunds(operator, wechat, journal);
    await ship(operator, journal, shipped, over);
    await sleep(EVERY_MS);
  }
}

export async function decideRefunds(operator: Operator, journal: Journal): Promise<void> {
  for (const { id, orderId, held } of await operator.list<Refund>('/refunds?status=REQUESTED')) {
    if (!held) continue;
    const approves = journal.orders.get(orderId)?.act.operatorApproves ?? true;
    const answer = approves
      ? await operator.ask('POST', `/refunds/${id}/approve`)
      : await operator.ask('POST', `/refunds/${id}/reject`, { reason: '已使用' });
    if (answer?.status === 200) journal.count(approves ? 'refunds approved' : 'refunds rejected');
  }
}

export async function retryRefunds(operator: Operator, wechat: WechatControl, journal: Journal): Promise<void> {
  for (const { id, attention, outRefundNo } of await operator.list<Refund>('/refunds?waiting=true')) {
    // Only the merchant's console at WeChat helps there; now and then somebody closes it, and it needs another number.
    if (attention === 'ABNORMAL') {
      const status = journal.of('refunds settled by hand') % 3 === 2 ? 'CLOSED' : 'SUCCESS';
      if (await wechat.settleRefund(outRefundNo, status)) journal.count('refunds settled by hand');
    }
    const answer = await operator.ask('POST', `/refunds/${id}/retry`);
    if (answer?.status === 200) journal.count('refunds tried again');
  }
}

async function ship(operator: Operator, journal: Journal, shipped: Set<string>, over: AbortSignal): Promise<void> {
  const wanted = [...journal.orders.values()].filter(({ id, act }) => isSent(act) && !shipped.has(id));
  for (const { id, act } of wanted) {
    if (over.aborted) return;
    const answer = await operator.ask('POST', `/orders/${id}/ship`, {
      carrier: act.chance < 0.5 ? 'SF' : 'YTO',
      trackingNo: `SF${act.no}00`,
    });
    if (answer?.status === 200) journal.count('orders shipped');
    // Not paid yet, or never will be; it is looked at again as long as it may be.
    if (answer?.status === 200) shipped.add(id);
  }
}
