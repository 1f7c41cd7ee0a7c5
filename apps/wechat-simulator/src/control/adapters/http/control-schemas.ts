import { z } from 'zod';
import { parsePhoneNumber } from '../../../mini-program/domain/phone-number.js';
import { SIGNING_MODES } from '../../../pay/domain/signing-mode.js';

const openid = z.string().regex(/^[\w-]{1,128}$/, 'must be 1 to 128 letters, digits, _ or -');
const rate = z.number().min(0).max(1).default(0);
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
  })
  .refine(({ outTradeNo, prepayId }) => (outTradeNo === undefined) !== (prepayId === undefined), {
    message: 'needs either outTradeNo or prepayId',
  });

export const subscribeSchema = z.strictObject({ openid, templateId: z.string().min(1), accept: z.boolean() });

export const faultsSchema = z.strictObject({
  notify: z.strictObject({ lose: rate, duplicate: rate }).default({ lose: 0, duplicate: 0 }),
});

export const clockSchema = z.strictObject({ advanceMs: z.number().int().min(0).max(YEAR_MS) });
