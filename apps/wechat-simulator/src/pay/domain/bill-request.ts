import { paramError } from './pay-error.js';

export const BILL_TYPES = ['ALL', 'SUCCESS', 'REFUND'] as const;
export type BillType = (typeof BILL_TYPES)[number];

export interface BillRequest {
  readonly billDate: string;
  readonly type: BillType;
  readonly gzip: boolean;
}

/** Throws PARAM_ERROR. */
export function parseBillRequest(query: URLSearchParams): BillRequest {
  const billDate = query.get('bill_date') ?? '';
  const type = query.get('bill_type') ?? 'ALL';
  const tar = query.get('tar_type');
  if (!isDay(billDate)) throw wrong('bill_date', '账单日期', billDate);
  if (!isBillType(type)) throw wrong('bill_type', '账单类型', type);
  if (tar !== null && tar !== 'GZIP') throw wrong('tar_type', '压缩类型', tar);
  return { billDate, type, gzip: tar === 'GZIP' };
}

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(text);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function isBillType(text: string): text is BillType {
  return BILL_TYPES.some((type) => type === text);
}

function wrong(name: string, label: string, value: string): Error {
  return paramError(`输入源“/query/${name}”映射到值字段“${label}”校验失败`, { location: 'query', value });
}
