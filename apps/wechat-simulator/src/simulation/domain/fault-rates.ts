/** What goes wrong on purpose: rates from 0 to 1, times in ms, the rest as named. */
export interface FaultRates {
  readonly notify: {
    readonly lose: number;
    readonly duplicate: number;
    readonly delayMs: number;
    readonly reorder: number;
    readonly badSignature: number;
    readonly wrongAmount: number;
  };
  readonly api: {
    readonly errorRate: number;
    readonly timeoutRate: number;
    readonly executeThenTimeoutRate: number;
    readonly latencyMs: number;
  };
  readonly login: { readonly blocked: number };
  /** Ends every access token that has been issued when it is set. */
  readonly token: { readonly expireNow: boolean };
  /** `addUnknown` is a number of rows. */
  readonly bill: { readonly drop: number; readonly alterAmount: number; readonly addUnknown: number };
  /** How long a refund takes, and how many end otherwise than with SUCCESS. */
  readonly refund: { readonly delayMs: number; readonly abnormal: number; readonly closed: number };
}

export const NO_FAULTS: FaultRates = {
  notify: { lose: 0, duplicate: 0, delayMs: 0, reorder: 0, badSignature: 0, wrongAmount: 0 },
  api: { errorRate: 0, timeoutRate: 0, executeThenTimeoutRate: 0, latencyMs: 0 },
  login: { blocked: 0 },
  token: { expireNow: false },
  bill: { drop: 0, alterAmount: 0, addUnknown: 0 },
  refund: { delayMs: 300, abnormal: 0, closed: 0 },
};

/** Faults that strike now and then. */
const RATES = {
  'notify.lose': ({ notify }) => notify.lose,
  'notify.duplicate': ({ notify }) => notify.duplicate,
  'notify.reorder': ({ notify }) => notify.reorder,
  'notify.badSignature': ({ notify }) => notify.badSignature,
  'notify.wrongAmount': ({ notify }) => notify.wrongAmount,
  'api.errorRate': ({ api }) => api.errorRate,
  'api.timeoutRate': ({ api }) => api.timeoutRate,
  'api.executeThenTimeoutRate': ({ api }) => api.executeThenTimeoutRate,
  'login.blocked': ({ login }) => login.blocked,
  'bill.drop': ({ bill }) => bill.drop,
  'bill.alterAmount': ({ bill }) => bill.alterAmount,
  'refund.abnormal': ({ refund }) => refund.abnormal,
  'refund.closed': ({ refund }) => refund.closed,
} satisfies Record<string, (rates: FaultRates) => number>;

export type FaultName = keyof typeof RATES;

export function rateOf(name: FaultName, rates: FaultRates): number {
  return RATES[name](rates);
}
