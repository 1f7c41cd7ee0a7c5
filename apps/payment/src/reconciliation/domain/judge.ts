import type { BillRow } from './bill-row.js';
import { finding, type Finding } from './difference.js';
import type { OurPayment, OurRecord, OurRefund } from './our-record.js';

/** How a row of the bill and our record of its number differ; null when they do not. */
export function judge(row: BillRow, ours: OurRecord | null): Finding | null {
  if (!ours) return finding('ONLY_AT_WECHAT', row, null);
  return ours.subject === 'payment' ? judgePayment(row, ours) : judgeRefund(row, ours);
}

function judgePayment(row: BillRow, ours: OurPayment): Finding | null {
  if (row.amount !== ours.amount) return finding('AMOUNT', row, ours);
  if (ours.state === 'PENDING' || ours.state === 'CLOSED') return finding('ONLY_AT_WECHAT', row, ours, true);
  // A payment that was refunded afterwards is still a success in the bill of its day.
  const same = row.state === 'SUCCESS' && row.wechatNumber === ours.wechatNumber;
  return same ? null : finding('STATE', row, ours);
}

function judgeRefund(row: BillRow, ours: OurRefund): Finding | null {
  if (row.amount !== ours.amount) return finding('AMOUNT', row, ours);
  if (!ours.current) return row.state === 'SUCCESS' ? finding('STATE', row, ours) : null;
  const sameNumber = ours.wechatNumber === null || row.wechatNumber === ours.wechatNumber;
  if (sameNumber && agrees(row.state, ours)) return null;
  return finding('STATE', row, ours, ours.state === 'PROCESSING');
}

/** The bill is a picture of that day: what was under way then may have ended since, but not the other way round. */
function agrees(state: string, { state: ourState, waiting }: OurRefund): boolean {
  if (state === 'PROCESSING') return ourState !== 'REQUESTED' && ourState !== 'REJECTED';
  if (state === 'SUCCESS') return ourState === 'SUCCEEDED';
  return ourState === 'FAILED' || (ourState === 'PROCESSING' && waiting);
}
