import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REQUEST } from '@minisuite/database';
import { NotifyOrdersPaid } from '../src/inbox/app/notify-orders-paid.js';
import { type RunningMessageService, startMessageService } from './message-service.js';

let running: RunningMessageService;
let lastId = 1000;

beforeAll(async () => {
  running = await startMessageService();
});

afterAll(() => running.stop());

function notice(userId: string) {
  lastId += 1;
  return { orderId: String(lastId), userId, amount: 100, title: '抹茶蛋糕', paidAt: new Date(), requestId: 'r' };
}

async function notify(userId: string, count: number): Promise<void> {
  const notices = Array.from({ length: count }, () => notice(userId));
  await running.service.get(NotifyOrdersPaid).run(notices, REQUEST);
}

describe('the inbox', () => {
  it('lists the newest first, page by page', async () => {
    await notify('1', 5);
    const first = await running.as('1', (client) => client.listMessages({ limit: 3, cursor: '' }));
    const second = await running.as('1', (client) => client.listMessages({ limit: 3, cursor: first.nextCursor }));
    const ids = [...first.messages, ...second.messages].map(({ id }) => BigInt(id));
    expect([first.messages.length, second.messages.length, second.nextCursor]).toEqual([3, 2, '']);
    expect(ids).toEqual([...ids].sort((a, b) => (a > b ? -1 : 1)));
  });

  it('counts what is unread, and what became read only once', async () => {
    await notify('2', 3);
    const { messages } = await running.as('2', (client) => client.listMessages({ limit: 1, cursor: '' }));
    const id = messages[0]?.id ?? '';
    const read = await running.as('2', (client) => client.markRead({ id }));
    await running.as('2', (client) => client.markRead({ id }));
    expect(read.message?.read).toBe(true);
    expect(await running.as('2', (client) => client.countUnread({}))).toEqual({ count: 2 });
    const counts = await Promise.all(
      Array.from({ length: 5 }, () => running.as('2', (client) => client.markAllRead({}))),
    );
    expect(counts.map(({ count }) => count).sort()).toEqual([0, 0, 0, 0, 2]);
  });

  it('of another user is neither listed nor counted nor marked', async () => {
    await notify('3', 1);
    const { messages } = await running.as('3', (client) => client.listMessages({ limit: 1, cursor: '' }));
    const id = messages[0]?.id ?? '';
    await expect(running.as('4', (client) => client.markRead({ id }))).rejects.toMatchObject({ reason: 'NOT_FOUND' });
    expect((await running.as('4', (client) => client.listMessages({ limit: 10, cursor: '' }))).messages).toEqual([]);
    expect(await running.as('4', (client) => client.countUnread({}))).toEqual({ count: 0 });
    expect(await running.as('4', (client) => client.markAllRead({}))).toEqual({ count: 0 });
    expect(await running.as('3', (client) => client.countUnread({}))).toEqual({ count: 1 });
  });

  it('refuses a cursor that is none', async () => {
    const listing = running.as('1', (client) => client.listMessages({ limit: 1, cursor: 'x!' }));
    await expect(listing).rejects.toMatchObject({ reason: 'VALIDATION_FAILED', details: [{ path: 'cursor' }] });
  });

  it('is closed to callers without a user', async () => {
    const listing = running.as('', (client) => client.listMessages({ limit: 1, cursor: '' }));
    await expect(listing).rejects.toMatchObject({ reason: 'TOKEN_MISSING' });
  });
});
