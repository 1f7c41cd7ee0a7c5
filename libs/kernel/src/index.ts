export { Clock, SystemClock } from './clock.js';
export { DomainError, isDomainError, type ErrorDetail, type ErrorKind } from './domain-error.js';
export { decodeCursor, encodeCursor, pageLimit, pageOf, type Page } from './page-cursor.js';
export { fen, sumFen, timesFen, type Fen } from './money.js';
export { askAgainAt, backOff } from './back-off.js';
export { delay } from './delay.js';
export { answerWithin } from './answer-within.js';
export { isTraceParent } from './trace-parent.js';
export { isNetwork } from './is-network.js';
