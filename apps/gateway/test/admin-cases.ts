import { DomainError } from '@minisuite/kernel';
import type { AdminCase } from './admin-case.js';
import { adminApiKeyCases } from './admin-api-key-cases.js';
import { adminAssortmentCases } from './admin-assortment-cases.js';
import { adminMoneyCases } from './admin-money-cases.js';
import { adminPeopleCases } from './admin-people-cases.js';
import { seen, wire } from './admin-samples.js';
import { adminReview } from './route-answers.js';
import { samples } from './samples.js';

const none = () => {
  throw new DomainError('not_found', 'NOT_FOUND', 'x');
};
const any = { topic: '', type: '', reason: '', eventId: '', key: '' };
const page = { limit: 20, cursor: '' };
const here = { unavailable: [] };

/** Every route below /admin, as it goes when all is well. */
export const adminCases: AdminCase[] = [
  {
    route: 'POST /admin/auth/login',
    rpc: 'LogIn',
    owner: 'user',
    open: true,
    wire: wire.login,
    data: seen.session,
    body: { username: 'anna', password: 'correct-horse-battery' },
    asked: { username: 'anna', password: 'correct-horse-battery', totp: '' },
  },
  {
    route: 'POST /admin/auth/refresh',
    rpc: 'Refresh',
    owner: 'user',
    open: true,
    wire: wire.login,
    data: seen.session,
    body: { refreshToken: 'r' },
    asked: { refreshToken: 'r' },
  },
  { route: 'POST /admin/auth/logout', rpc: 'LogOut', owner: 'user', wire: {}, data: null },
  {
    route: 'POST /admin/auth/totp',
    rpc: 'EnrolTotp',
    owner: 'user',
    wire: { secret: 'MZXW6', otpauthUrl: 'otpauth://totp/Minisuite:anna?secret=MZXW6' },
    data: { secret: 'MZXW6', otpauthUrl: 'otpauth://totp/Minisuite:anna?secret=MZXW6' },
  },
  {
    route: 'POST /admin/auth/totp/confirm',
    rpc: 'ConfirmTotp',
    owner: 'user',
    wire: { recoveryCodes: ['MZXW-6YTB-OIMZ-XW6Y'] },
    data: { recoveryCodes: ['MZXW-6YTB-OIMZ-XW6Y'] },
    body: { code: '287082' },
    asked: { code: '287082' },
  },
  {
    route: 'DELETE /admin/auth/totp',
    rpc: 'TurnOffTotp',
    owner: 'user',
    wire: {},
    data: null,
    body: { code: 'MZXW-6YTB-OIMZ-XW6Y' },
    asked: { code: 'MZXW-6YTB-OIMZ-XW6Y' },
  },
  {
    route: 'GET /admin/dead-letters?state=PARKED&type=payment.succeeded.v1&key=41',
    rpc: 'ListDeadLetters',
    owner: 'order',
    others: () => ({ deadLetters: [], nextCursor: '' }),
    wire: { deadLetters: [wire.letter], nextCursor: '' },
    data: { items: [seen.letter], nextCursor: null, ...here },
    asked: {
      ...page,
      filter: { ...any, state: 'DEAD_LETTER_STATE_PARKED', type: 'payment.succeeded.v1', key: '41' },
    },
  },
  {
    route: 'GET /admin/dead-letters/71',
    rpc: 'GetDeadLetter',
    owner: 'order',
    others: none,
    wire: { deadLetter: wire.letter, headers: { ce_id: 'e-1' }, payload: Buffer.from('{"名":1}'), payloadBytes: 9 },
    data: {
      ...seen.letter,
      headers: { ce_id: 'e-1' },
      payload: '{"名":1}',
      payloadEncoding: 'utf8',
      payloadBytes: 9,
      payloadTruncated: false,
    },
    asked: { id: '71' },
  },
  {
    route: 'POST /admin/dead-letters/71/replay',
    rpc: 'ReplayDeadLetter',
    owner: 'order',
    others: none,
    wire: { outcome: 'REPLAY_OUTCOME_ALREADY_HANDLED', deadLetter: wire.letter },
    data: { outcome: 'ALREADY_HANDLED', deadLetter: seen.letter },
    asked: { id: '71' },
  },
  {
    route: 'POST /admin/dead-letters/replay',
    rpc: 'ReplayDeadLetters',
    owner: 'order',
    others: () => ({ handled: 1, alreadyHandled: 0, failed: 0, remaining: 2 }),
    wire: { handled: 3, alreadyHandled: 2, failed: 1, remaining: 0 },
    data: { handled: 6, alreadyHandled: 2, failed: 1, remaining: 6, ...here },
    body: { topic: 'payment.events', reason: 'FAILED', eventId: 'e-1', limit: 7 },
    asked: {
      limit: 7,
      filter: {
        ...any,
        state: 'DEAD_LETTER_STATE_UNSPECIFIED',
        topic: 'payment.events',
        reason: 'FAILED',
        eventId: 'e-1',
      },
    },
  },
  {
    route: 'POST /admin/dead-letters/71/discard',
    rpc: 'DiscardDeadLetter',
    owner: 'order',
    others: none,
    wire: { deadLetter: wire.discarded },
    data: seen.discarded,
    body: { reason: 'a test' },
    asked: { id: '71', reason: 'a test' },
  },
  {
    route: 'GET /admin/audit-log?action=dead-letter.discard&operatorId=3&targetId=71&limit=5',
    rpc: 'ListAuditEntries',
    owner: 'order',
    others: () => ({ entries: [], nextCursor: '' }),
    wire: { entries: [wire.entry], nextCursor: '' },
    data: { items: [seen.entry], nextCursor: null, ...here },
    asked: { limit: 5, cursor: '', action: 'dead-letter.discard', operatorId: '3', targetId: '71' },
  },
  {
    route: 'GET /admin/reviews?status=PENDING&productId=11&limit=5',
    rpc: 'ListAllReviews',
    owner: 'order',
    wire: { reviews: [samples.review], nextCursor: 'x' },
    data: { items: [adminReview], nextCursor: 'x' },
    asked: { limit: 5, cursor: '', status: 'REVIEW_STATUS_PENDING', productId: '11' },
  },
  {
    route: 'POST /admin/reviews/51/hide',
    rpc: 'DecideReview',
    owner: 'order',
    wire: { review: { ...samples.review, status: 'REVIEW_STATUS_HIDDEN' } },
    data: { ...adminReview, status: 'HIDDEN' },
    body: { reason: '广告' },
    asked: { id: '51', status: 'REVIEW_STATUS_HIDDEN', reason: '广告' },
  },
  {
    route: 'POST /admin/reviews/51/publish',
    rpc: 'DecideReview',
    owner: 'order',
    wire: { review: { ...samples.review, userId: '' } },
    data: { ...adminReview, userId: null },
    body: { reason: '不是广告' },
    asked: { id: '51', status: 'REVIEW_STATUS_PUBLISHED', reason: '不是广告' },
  },
  ...adminApiKeyCases,
  ...adminPeopleCases,
  ...adminAssortmentCases,
  ...adminMoneyCases,
];
