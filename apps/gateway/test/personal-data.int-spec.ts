import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { DomainError } from '@minisuite/kernel';
import { type GatewayUnderTest, startGatewayUnderTest, token } from './gateway-under-test.js';
import { address, deviceSession, message, order, ownReview, payment, profile } from './route-answers.js';
import { samples } from './samples.js';

let gateway: GatewayUnderTest;
beforeAll(async () => void (gateway = await startGatewayUnderTest()));
afterAll(() => gateway.stop());
beforeEach(() => {
  gateway.services.reset();
  const account = { openid: 'o-1', unionid: '', phoneCountryCode: '86', phoneNumber: '13800138000' };
  gateway.services.on('ExportAccount', () => ({ profile: samples.profile, ...account }));
  gateway.services.on('ListAddresses', () => ({ addresses: [samples.address], nextCursor: '' }));
  gateway.services.on('ListSessions', () => ({ sessions: [samples.session], nextCursor: '' }));
  gateway.services.on('ListMessages', () => ({ messages: [samples.message], nextCursor: '' }));
  gateway.services.on('ListMyReviews', () => ({ reviews: [samples.review], nextCursor: '' }));
  gateway.services.on('GetPayment', () => ({ payment: samples.payment }));
  // Two pages, and a payment on the second.
  gateway.services.on('ListOrders', ({ cursor }: { cursor: string }) =>
    cursor === ''
      ? { orders: [samples.order], nextCursor: 'next' }
      : { orders: [{ ...samples.order, paymentId: '41' }], nextCursor: '' },
  );
});

it('exports everything that is kept of the caller, page by page', async () => {
  const { status, json } = await gateway.call('GET', '/users/me/export');
  expect(status).toBe(200);
  expect(json['data']).toEqual({
    exportedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    profile,
    openid: 'o-1',
    phone: '+86 13800138000',
    addresses: [address],
    sessions: [deviceSession],
    orders: [order, { ...order, paymentId: '41' }],
    payments: [payment],
    reviews: [ownReview],
    messages: [message],
    truncated: false,
  });
});

it('asks each service in the name of the caller', async () => {
  await gateway.call('GET', '/users/me/export', { token: token({ sub: '8', sid: '80' }) });
  const asked = gateway.services.calls.map(({ method, metadata }) => [method, metadata.get('x-user-id')[0]]);
  expect(Object.fromEntries(asked)).toEqual({
    ExportAccount: '8',
    ListAddresses: '8',
    ListSessions: '8',
    ListOrders: '8',
    ListMyReviews: '8',
    ListMessages: '8',
    GetPayment: '8',
  });
});

it('exports nothing rather than a part when a service does not answer', async () => {
  gateway.services.on('ListMessages', () => {
    throw new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'away');
  });
  const { status, json } = await gateway.call('GET', '/users/me/export');
  expect([status, json['reason'], json['data']]).toEqual([503, 'SERVICE_UNAVAILABLE', undefined]);
});

it('does not close an account with open orders', async () => {
  gateway.services.on('CloseAccount', () => {
    throw new DomainError('conflict', 'CONFLICT', 'There are open orders.');
  });
  const { status, json } = await gateway.call('DELETE', '/users/me');
  expect([status, json['reason']]).toEqual([409, 'CONFLICT']);
});
