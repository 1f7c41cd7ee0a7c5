import { z } from 'zod';
import { parsePhoneNumber } from '../../../mini-program/domain/phone-number.js';
import { isDay } from '../../../pay/domain/bill-request.js';
import { SIGNING_MODES } from '../../../pay/domain/signing-mode.js';

const openid = z.string().regex(/^[\w-]{1,128}$/, 'must be 1 to 128 letters, digits, _ or -');
const rate = z.number().min(0).max(1).default(0);
const number = (max: number, usual = 0) => z.number().int().min(0).max(max).default(usual);
const HOUR_MS = 3_600_000;
const YEAR_MS = 366 * 24 * 3_600_000;

export const loginCodeSchema = z.strictObject({ openid, unionid: openid.optional() });

export const phoneCodeSchema = z.strictObject({
  openid,
  phoneNumber: z
    .string()
    .refine((text) => parsePhoneNumber(text) !== undefined, 'must be like 13800138000 or +1-2025550123'),
});

export const paySchema = z
  .strictObject({
    outTradeNo: z.string().min(1).optional(),
    prepayId: z.string().min(1).optional(),
    signWith: z.enum(SIGNING_MODES).optional(),
    force: z.boolean().optional(),
  })
  .refine(({ outTradeNo, prepayId }) => (outTradeNo === undefined) !== (prepayId === undefined), {
    message: 'needs either outTradeNo or prepayId',
  });

export const closeSchema = z.strictObject({ outTradeNo: z.string().min(1) });

export const settleSchema = z.strictObject({ outRefundNo: z.string().min(1), status: z.enum(['SUCCESS', 'CLOSED']) });

export const subscribeSchema = z.strictObject({ openid, templateId: z.string().min(1), accept: z.boolean() });

export const faultsSchema = z.strictObject({
  notify: z
    .strictObject({
      lose: rate,
      duplicate: rate,
      delayMs: number(24 * HOUR_MS),
      reorder: rate,
      badSignature: rate,
      wrongAmount: rate,
    })
    .prefault({}),
  api: z
    .strictObject({ errorRate: rate, timeoutRate: rate, executeThenTimeoutRate: rate, latencyMs: number(60_000) })
    .prefault({}),
  login: z.strictObject({ blocked: rate }).prefault({}),
  token: z.strictObject({ expireNow: z.boolean().default(false) }).prefault({}),
  bill: z.strictObject({ drop: rate, alterAmount: rate, addUnknown: number(10_000) }).prefault({}),
  refund: z.strictObject({ delayMs: number(30 * 24 * HOUR_MS, 300), abnormal: rate, closed: rate }).prefault({}),
});

export const fundsSchema = z.strictObject({ available: z.number().int().min(0).nullable() });

export const seedSchema = z.strictObject({
  count: z.number().int().min(1).max(200_000),
  billDate: z.string().refine(isDay, 'must be a day like 2026-03-01'),
  prefix: z
    .string()
    .regex(/^[A-Za-z]{1,12}$/)
    .default('S'),
  first: z
    .string()
    .regex(/^[1-9]\d{4,18}$/)
    .default('1000000001'),
  amount: z.number().int().min(1).max(100_000_000).default(100),
  refunds: number(200_000),
});

const limit = z.coerce.number().int().min(1).max(1_000_000).optional();

export const tradesQuery = z.strictObject({
  outTradeNo: z.string().optional(),
  limit,
  brief: z.enum(['true', 'false']).optional(),
});

export const refundsQuery = z.strictObject({
  outRefundNo: z.string().optional(),
  outTradeNo: z.string().optional(),
  limit,
});

export const clockSchema = z.strictObject({ advanceMs: z.number().int().min(0).max(YEAR_MS) });
