import type { AdminCase } from './admin-case.js';

const at = { seconds: '1767225600', nanos: 5_000_000 };
const moment = '2026-01-01T00:00:00.005Z';
const given = { name: 'erp', scopes: ['orders.read'], networks: ['203.0.113.0/24'] };
const secret = { prefix: 'msk_Xy3kq1', createdAt: at };
const used = { prefix: 'msk_Xy3kq0', createdAt: at, expiresAt: at, lastUsedAt: at };
const wireKey = { id: '91', ...given, createdAt: at, expiresAt: at, revokedAt: at, secrets: [secret, used] };
const key = {
  id: '91',
  ...given,
  createdAt: moment,
  expiresAt: moment,
  revokedAt: moment,
  secrets: [
    { prefix: 'msk_Xy3kq1', createdAt: moment },
    { prefix: 'msk_Xy3kq0', createdAt: moment, expiresAt: moment, lastUsedAt: moment },
  ],
};
const owner = 'user';
const fresh = { wire: { apiKey: wireKey, key: 'msk_text' }, data: { apiKey: key, key: 'msk_text' }, status: 201 };

/** The routes below /admin that have to do with the keys of partners. */
export const adminApiKeyCases: AdminCase[] = [
  {
    route: 'GET /admin/api-keys?limit=5',
    rpc: 'ListApiKeys',
    owner,
    wire: { apiKeys: [wireKey], nextCursor: 'next' },
    data: { items: [key], nextCursor: 'next' },
    asked: { limit: 5, cursor: '' },
  },
  {
    route: 'GET /admin/api-keys/91',
    rpc: 'GetApiKey',
    owner,
    wire: { apiKey: wireKey },
    data: key,
    asked: { id: '91' },
  },
  {
    ...fresh,
    route: 'POST /admin/api-keys',
    rpc: 'CreateApiKey',
    owner,
    body: { ...given, expiresInDays: 365 },
    asked: { fields: { ...given, expiresInDays: 365 } },
  },
  {
    route: 'PUT /admin/api-keys/91',
    rpc: 'ReplaceApiKey',
    owner,
    wire: { apiKey: wireKey },
    data: key,
    body: { name: 'erp', scopes: ['orders.ship'] },
    asked: { id: '91', fields: { name: 'erp', scopes: ['orders.ship'], networks: [], expiresInDays: 0 } },
  },
  {
    ...fresh,
    route: 'POST /admin/api-keys/91/rotate',
    rpc: 'RotateApiKey',
    owner,
    body: { overlapHours: 2 },
    asked: { id: '91', overlapHours: 2 },
  },
  { route: 'DELETE /admin/api-keys/91', rpc: 'RevokeApiKey', owner, wire: {}, data: null, asked: { id: '91' } },
];
