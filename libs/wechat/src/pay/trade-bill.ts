import { z } from 'zod';
import { must } from './text-rules.js';

/** The bill of one day in Beijing; `gzip` makes the download smaller (WeChat Pay "Trade bill"). */
export interface TradeBillRequest {
  /** yyyy-MM-dd */
  billDate: string;
  billType?: 'ALL' | 'SUCCESS' | 'REFUND';
  gzip?: boolean;
}

/** Where a bill is, for five minutes, and the SHA-1 (hex) of its uncompressed bytes (WeChat Pay "Trade bill"). */
export interface BillLink {
  hashValue: string;
  downloadUrl: string;
}

/** Turns the answer about a bill into a `BillLink` (WeChat Pay "Trade bill"). */
export const billLinkSchema = z
  .object({
    hash_type: z.literal('SHA1'),
    hash_value: z.string().regex(/^[0-9a-f]{40}$/i),
    download_url: z.url({ protocol: /^https?$/ }).max(2048),
  })
  .transform((wire): BillLink => ({ hashValue: wire.hash_value, downloadUrl: wire.download_url }));

/** Builds the query of a bill call; throws `RangeError` for a day that is none (WeChat Pay "Trade bill"). */
export function tradeBillQuery({ billDate, billType = 'ALL', gzip = false }: TradeBillRequest): Record<string, string> {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(billDate) && !Number.isNaN(Date.parse(billDate));
  must(isDay, 'billDate must be a day like 2026-03-01');
  return { bill_date: billDate, bill_type: billType, ...(gzip ? { tar_type: 'GZIP' } : {}) };
}
