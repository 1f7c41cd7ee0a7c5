import { describe, expect, it } from '@jest/globals';
import { billDay, checkBillIsMade, isWithin } from './bill-day.js';
import { LINK_LIFE_MS, BillLinks } from './bill-links.js';
import { parseBillRequest } from './bill-request.js';
import { PayError } from './pay-error.js';

const codeOf = (action: () => unknown): string | undefined => {
  try {
    action();
    return undefined;
  } catch (error) {
    return error instanceof PayError ? error.code : String(error);
  }
};

describe('bill request', () => {
  it('has defaults', () => {
    const query = new URLSearchParams('bill_date=2026-03-01');
    expect(parseBillRequest(query)).toEqual({ billDate: '2026-03-01', type: 'ALL', gzip: false });
    query.append('bill_type', 'REFUND');
    query.append('tar_type', 'GZIP');
    expect(parseBillRequest(query)).toEqual({ billDate: '2026-03-01', type: 'REFUND', gzip: true });
  });

  it.each([
    '',
    'bill_date=20260301',
    'bill_date=2026-02-30',
    'bill_date=2026-3-1',
    'bill_date=2026-03-01&bill_type=FEES',
    'bill_date=2026-03-01&tar_type=ZIP',
  ])('refuses %o', (query) => {
    expect(codeOf(() => parseBillRequest(new URLSearchParams(query)))).toBe('PARAM_ERROR');
  });
});

describe('bill day', () => {
  const day = billDay('2026-03-01');
  const madeAt = new Date('2026-03-02T10:00:00+08:00');

  it('is one of Beijing', () => {
    expect(isWithin(day, new Date('2026-02-28T15:59:59.999Z'))).toBe(false);
    expect(isWithin(day, new Date('2026-02-28T16:00:00Z'))).toBe(true);
    expect(isWithin(day, new Date('2026-03-01T15:59:59.999Z'))).toBe(true);
    expect(isWithin(day, new Date('2026-03-01T16:00:00Z'))).toBe(false);
  });

  it.each([
    ['2026-03-01T12:00:00+08:00', 'NO_STATEMENT_EXIST'],
    ['2026-03-01T23:59:59+08:00', 'NO_STATEMENT_EXIST'],
    ['2026-03-02T00:00:00+08:00', 'STATEMENT_CREATING'],
    ['2026-03-02T09:59:59+08:00', 'STATEMENT_CREATING'],
    ['2026-03-02T10:00:00+08:00', undefined],
    ['2026-06-01T00:00:00+08:00', undefined],
    ['2026-06-30T00:00:00+08:00', 'INVALID_REQUEST'],
  ])('at %s is %s', (now, code) => {
    expect(codeOf(() => checkBillIsMade(day, new Date(now)))).toBe(code);
  });

  it('has a link for five minutes', () => {
    const links = new BillLinks();
    const linked = { bill: { type: 'ALL' as const, entries: [], madeAt }, gzip: false };
    links.add('t', linked, madeAt);
    expect(links.find('t', new Date(madeAt.getTime() + LINK_LIFE_MS - 1))).toMatchObject(linked);
    expect(links.find('t', new Date(madeAt.getTime() + LINK_LIFE_MS))).toBeUndefined();
    expect(links.find('u', madeAt)).toBeUndefined();
  });
});
