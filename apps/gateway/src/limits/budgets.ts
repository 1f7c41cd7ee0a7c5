/** Requests per minute that one caller may make; 0 means that nobody counts. */
export interface Budgets {
  /** Of one address, all routes together; many phones share the address of their mobile network. */
  readonly address: number;
  /** Of one session, all routes together. */
  readonly session: number;
  /** Logins of one address. */
  readonly login: number;
  /** Exchanges of refresh tokens of one address. */
  readonly refresh: number;
  /** What moves money, of one user or operator. */
  readonly money: number;
  /** Other changes, of one user or operator. */
  readonly write: number;
  /** Everything else, of one user or operator. */
  readonly read: number;
}

/** What a route costs those who call it too often. */
export type RouteClass = 'login' | 'refresh' | 'money' | 'write' | 'read';

/** How much of a budget is left: requests, and seconds until it is full again. */
export interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}

export const BUDGETS: Budgets = {
  address: 6000,
  session: 1200,
  login: 120,
  refresh: 300,
  money: 60,
  write: 300,
  read: 1200,
};
