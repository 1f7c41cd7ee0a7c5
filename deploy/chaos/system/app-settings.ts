import { ownEnvironment } from '../../local/system/own-environment.ts';
import { WIDE_BUDGETS } from '../../local/system/wide-budgets.ts';

/** How long an order waits for its money, in seconds; short, so that orders expire while everything is being broken. */
export const PAYMENT_WINDOW_S = 6;
/** Refunds up to this are granted by themselves, so that some are and some are not. */
const REFUND_AUTO_LIMIT_FEN = 3_000;

/** The environment around the applications: that of the caller, with times that suit a test. */
export function appSettings(outer: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...ownEnvironment(outer),
    PAYMENT_WINDOW_S: String(PAYMENT_WINDOW_S),
    REFUND_AUTO_LIMIT_FEN: String(REFUND_AUTO_LIMIT_FEN),
    RATE_LIMITS: WIDE_BUDGETS,
    LOG_LEVEL: 'info',
  };
}
