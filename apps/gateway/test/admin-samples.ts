import { samples } from './samples.js';

const at = { seconds: '1767225600', nanos: 5_000_000 };
const moment = '2026-01-01T00:00:00.005Z';

const letter = {
  id: '71',
  consumer: 'minisuite.order',
  topic: 'payment.events',
  partition: 3,
  offset: '42',
  key: '41',
  eventId: 'e-1',
  type: 'payment.succeeded.v1',
  reason: 'FAILED',
  error: 'Error: no such order',
  attempts: 5,
  replays: 1,
};
const open = { resolvedAt: null, resolvedBy: '', note: '' };
const entry = {
  operatorName: 'anna',
  action: 'dead-letter.discard',
  targetType: 'dead-letter',
  targetId: '71',
  reason: 'a test',
  requestId: 'r-1',
};

/** What the services answer to operators. */
export const wire = {
  login: { tokens: samples.tokens, operator: { id: '3', username: 'anna', displayName: 'Anna', roles: ['admin'] } },
  letter: { ...letter, parkedAt: at, state: 'DEAD_LETTER_STATE_PARKED', ...open },
  discarded: {
    ...letter,
    parkedAt: at,
    state: 'DEAD_LETTER_STATE_DISCARDED',
    resolvedAt: at,
    resolvedBy: 'anna',
    note: 'a test',
  },
  entry: { ...entry, id: '81', at, operatorId: '3', outcome: 'AUDIT_OUTCOME_SUCCEEDED', details: '{"replays":1}' },
};

/** The same as operators see it. */
export const seen = {
  session: { ...samples.tokens, operator: wire.login.operator },
  letter: { ...letter, service: 'order', parkedAt: moment, state: 'PARKED' },
  discarded: {
    ...letter,
    service: 'order',
    parkedAt: moment,
    state: 'DISCARDED',
    resolvedAt: moment,
    resolvedBy: 'anna',
    note: 'a test',
  },
  entry: {
    ...entry,
    id: '81',
    service: 'order',
    at: moment,
    operatorId: '3',
    outcome: 'SUCCEEDED',
    details: { replays: 1 },
  },
};
