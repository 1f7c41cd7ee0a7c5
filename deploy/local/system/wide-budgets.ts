/** RATE_LIMITS of a gateway that counts as always, and that a test from one address does not exhaust. */
export const WIDE_BUDGETS = ['address', 'session', 'login', 'refresh', 'money', 'write', 'read']
  .map((budget) => `${budget}=1000000`)
  .join(',');

/** What a gateway is told whose answers shall not depend on how busy the machine is. */
export const UNHURRIED = { RATE_LIMITS: WIDE_BUDGETS, SHED_DELAY_MS: '0' } as const;
