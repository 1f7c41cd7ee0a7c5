import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { memoryScreen } from '../terminal/memory-screen.ts';
import { dead, type DeadRequest } from './dead.ts';

const letter = (id: string) => ({
  id,
  service: 'order',
  consumer: 'minisuite.order',
  topic: 'payment.events',
  partition: 1,
  offset: '4',
  key: '77',
  eventId: '9',
  type: 'payment.succeeded.v1',
  reason: 'FAILED',
  error: 'Error: no\u001b[2J\n    at handler',
  attempts: 5,
  parkedAt: '2026-01-01T00:00:00.000Z',
  state: 'PARKED',
  replays: 0,
});

type Answer = readonly [status: number, body: object];
const ok = (data: unknown): Answer => [200, { data }];
const refused = (status: number, reason: string): Answer => [status, { message: 'No.', reason }];
const LOGIN = 'POST /api/v1/admin/auth/login';
const LOGOUT = 'POST /api/v1/admin/auth/logout';

let server: Server;
let url: string;
let answers: Record<string, Answer> = {};
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const call = `${request.method} ${request.url}`;
    asked.push(call);
    const known: Record<string, Answer> = { [LOGIN]: ok({ accessToken: 't' }), [LOGOUT]: ok(null), ...answers };
    const [status, body] = known[call] ?? refused(404, 'NOT_FOUND');
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  asked.length = 0;
  answers = {};
});
afterAll(() => {
  server.close();
});

async function run(request: DeadRequest, width = Infinity) {
  const [out, err] = [memoryScreen(width), memoryScreen()];
  const env = { GATEWAY_URL: url, OPERATOR_PASSWORD: 'p' };
  const code = await dead({ root: '', env, local: {}, out, err, signal: new AbortController().signal }, request);
  return { code, out: out.printed, err: err.printed };
}

const list = (filter = {}, limit = 20): DeadRequest => ({ act: 'list', filter, limit, json: false });
const PATH = '/api/v1/admin/dead-letters';

describe('an operator at the terminal', () => {
  it('logs out after the work, also when that is refused', async () => {
    await expect(run({ act: 'show', id: '5', json: false })).rejects.toThrow('There is no dead letter with this ID.');
    expect(asked).toEqual([LOGIN, `GET ${PATH}/5`, LOGOUT]);
  });

  it('sees letters without what their errors would do to the terminal', async () => {
    answers[`GET ${PATH}?service=order&limit=20`] = ok({ items: [letter('5')], nextCursor: null, unavailable: [] });
    const { code, out } = await run(list({ service: 'order' }), 80);
    expect(code).toBe(0);
    expect(out[0]).toBe('5  order    PARKED     FAILED  payment.succeeded.v1  payment.events/1  key=77');
    expect(out.at(-1)).toBe('  Error: no\\u001b[2J');
  });

  it('gets as many pages as needed', async () => {
    const ids = Array.from({ length: 150 }, (_, n) => letter(String(n)));
    answers[`GET ${PATH}?limit=100`] = ok({ items: ids.slice(0, 100), nextCursor: 'c', unavailable: [] });
    answers[`GET ${PATH}?limit=100&cursor=c`] = ok({ items: ids.slice(100), nextCursor: null, unavailable: [] });
    const { out, err } = await run(list({}, Infinity));
    expect(out).toHaveLength(150);
    expect(err).toEqual([]);
    answers[`GET ${PATH}?limit=50&cursor=c`] = ok({ items: ids.slice(100), nextCursor: 'd', unavailable: [] });
    expect((await run(list({}, 150))).err).toEqual(['There are more of them: --limit or --all-pages.']);
  });

  it('is told, and so is a script, that a service did not answer', async () => {
    answers[`GET ${PATH}?limit=20`] = ok({ items: [], nextCursor: null, unavailable: ['payment'] });
    const { code, err } = await run(list());
    expect(code).toBe(1);
    expect(err.join('\n')).toMatch(/no such dead letters[^]*payment/);
  });

  it.each([
    [{ handled: 2, alreadyHandled: 0, failed: 0, remaining: 0, unavailable: [] }, 0],
    [{ handled: 2, alreadyHandled: 0, failed: 1, remaining: 0, unavailable: [] }, 1],
    [{ handled: 2, alreadyHandled: 0, failed: 0, remaining: 0, unavailable: ['user'] }, 1],
  ])('replays many: %j is exit code %d', async (count, code) => {
    answers[`POST ${PATH}/replay`] = ok(count);
    expect(await run({ act: 'replay-many', filter: {}, limit: 20, json: false })).toMatchObject({ code });
  });

  it.each([
    ['HANDLED', 0, 'handled: order has handled 5'],
    ['ALREADY_HANDLED', 0, 'handled before: order knows the event of 5'],
    ['FAILED', 1, 'failed again: order has parked 5 with FAILED: Error: no\\u001b[2J'],
  ])('replays one: %s is exit code %d', async (outcome, code, line) => {
    answers[`POST ${PATH}/5/replay`] = ok({ outcome, deadLetter: letter('5') });
    expect(await run({ act: 'replay', id: '5', json: false })).toMatchObject({ code, out: [line] });
  });

  it.each([
    [refused(401, 'CREDENTIALS_INVALID'), 'set OPERATOR_USERNAME and OPERATOR_PASSWORD'],
    [refused(429, 'RATE_LIMITED'), 'The gateway refuses: No. (RATE_LIMITED)'],
    [[404, {}] as const, 'is no gateway of Minisuite (404): set GATEWAY_URL.'],
  ])('is told why nobody lets him in: %j', async (answer, message) => {
    answers[LOGIN] = answer;
    await expect(run(list())).rejects.toThrow(message);
    expect(asked).toEqual([LOGIN]);
  });
});
