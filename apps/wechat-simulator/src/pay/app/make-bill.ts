import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Randomness, SimulatedClock } from '../../simulation/app/ports.js';
import { billText } from '../domain/bill.js';
import type { Bill, BillEntry } from '../domain/bill-entry.js';
import { billDay, checkBillIsMade } from '../domain/bill-day.js';
import type { LinkedBill } from '../domain/bill-links.js';
import { type BillType, parseBillRequest } from '../domain/bill-request.js';
import { invalidRequest, noStatementExist } from '../domain/pay-error.js';
import { CollectBill } from './collect-bill.js';
import { PayState } from './pay-state.js';

export interface BillAnswer {
  readonly hashValue: string;
  readonly token: string;
}

/** Hands out the bill of a day: first its hash and a token, then its text to whoever has the token. */
@Injectable()
export class MakeBill {
  constructor(
    private readonly state: PayState,
    private readonly clock: SimulatedClock,
    private readonly randomness: Randomness,
    private readonly collectBill: CollectBill,
  ) {}

  /** Throws PayError. */
  async run(query: URLSearchParams): Promise<BillAnswer> {
    const { billDate, type, gzip } = parseBillRequest(query);
    const day = billDay(billDate);
    checkBillIsMade(day, this.clock.now());
    const honest = this.collectBill.honest(day);
    if (!honest.some((entry) => belongs(entry, type))) throw noStatementExist();
    const entries = this.collectBill.spoilt(honest, day).filter((entry) => belongs(entry, type));
    const bill: Bill = { type, entries, madeAt: day.madeAt };
    const token = this.randomness.alphanumeric(64);
    const hashValue = await sha1(bill);
    this.state.billLinks.add(token, { bill, gzip }, this.clock.now());
    return { hashValue, token };
  }

  /** Throws PayError. */
  open(token: string): LinkedBill {
    const linked = this.state.billLinks.find(token, this.clock.now());
    if (linked === undefined) throw invalidRequest('账单下载链接无效或已过期');
    return linked;
  }
}

function belongs({ refund }: BillEntry, type: BillType): boolean {
  return type === 'ALL' || (type === 'REFUND') === (refund !== undefined);
}

/** Lets others run in between: a bill of 100,000 rows takes a while. */
async function sha1(bill: Bill): Promise<string> {
  const hash = createHash('sha1');
  for (const chunk of billText(bill)) {
    hash.update(chunk);
    await setImmediate();
  }
  return hash.digest('hex');
}
