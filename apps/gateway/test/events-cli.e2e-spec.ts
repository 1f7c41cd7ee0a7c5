import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { data, E2eSystem, eventually, key } from './e2e-system.js';
import { EventsProgram, type Outcome, settingsOf } from './events-program.js';

interface Lag {
  readonly total: number;
  readonly groups: readonly { readonly group: string; readonly topic: string; readonly behind: number }[];
}
interface OutboxState {
  readonly service: string;
  readonly waiting: number;
  readonly oldestMs: number | null;
  readonly published: number;
  readonly types: unknown[];
  readonly relay: { readonly fence: string; readonly until: string } | null;
}

describe.each(['kafka', 'redis'] as const)('npm run events, over %s', (transport) => {
  let e2e: E2eSystem;
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    e2e = await E2eSystem.start({ kafka: transport === 'kafka' });
    env = settingsOf(e2e, transport);
  });
  afterAll(() => e2e.stop());

  const begin = (...args: string[]) => new EventsProgram(env, args);
  const run = (...args: string[]): Promise<Outcome> => begin(...args).end();
  const json = async <T>(...args: string[]) => JSON.parse((await run(...args, '--json')).out) as T;

  /** Places an order and pays it; gives the id of the order. */
  async function buy(requestId: string): Promise<string> {
    const buyer = await e2e.login();
    const { items } = data<{ items: { skus: { id: string }[] }[] }>(await e2e.call('GET', '/products'));
    const body = { items: [{ skuId: items[0]?.skus[0]?.id, quantity: 1 }] };
    const headers = { ...key(), 'x-request-id': requestId };
    const { id } = data<{ id: string }>(await buyer.call('POST', '/orders', { body, headers }));
    const path = `/orders/${id}/payments`;
    const { outTradeNo } = data<{ outTradeNo: string }>(await buyer.call('POST', path, { headers: key() }));
    await e2e.wechat('POST', '/pay', { outTradeNo });
    return id;
  }

  it('tails what is published, for people and for machines, until Ctrl-C', async () => {
    const all = begin('tail');
    const placed = begin('tail', '--topic', 'order.events', '--type', 'order.placed.v1', '--json');
    await Promise.all([all, placed].map((program) => program.untilSaid('Watching')));
    const orderId = await buy(`tailed-over-${transport}`);
    await eventually('the order was seen', () => placed.lines.length > 0);
    await eventually('its payment was seen', () => all.out.includes('order.paid.v1'));
    expect(placed.lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      {
        topic: 'order.events',
        type: 'order.placed.v1',
        key: orderId,
        id: expect.stringMatching(/^\d+$/),
        requestId: `tailed-over-${transport}`,
        ageMs: expect.any(Number),
        fault: null,
        payload: { orderId },
      },
    ]);
    const shown = all.lines.find((line) => line.includes('order.placed.v1'));
    expect(shown).toMatch(
      new RegExp(
        `^\\S+Z {2}order\\.events/\\d .* key=${orderId} .* req=tailed-over-${transport} .*{"orderId":"${orderId}"`,
      ),
    );
    for (const program of [all, placed]) {
      const { code, err } = await program.interrupt();
      expect(code).toBe(0);
      expect(err).toMatch(/^Watching .*; Ctrl-C ends\.\n$/);
    }
  });

  it('tells how far the services are behind: nothing, unless one hangs', async () => {
    const behind = async () =>
      (await json<Lag>('lag')).groups.find(({ group }) => group === 'minisuite.message')?.behind;
    const untilNobodyIs = () => eventually('nobody is behind', async () => (await json<Lag>('lag')).total === 0);
    // Of what was bought before, too.
    await untilNobodyIs();
    e2e.system.kill('message', 'SIGSTOP');
    await buy('two-events-wait');
    await eventually('the message service is behind', async () => (await behind()) === 2);
    expect((await run('lag')).out).toMatch(/^minisuite\.message +order\.events +2 /m);
    e2e.system.kill('message', 'SIGCONT');
    await untilNobodyIs();
    expect(await run('lag')).toMatchObject({ code: 0, out: expect.stringMatching(/^total +0$/m), err: '' });
  });

  it('refuses a topic that is none, in one sentence', async () => {
    expect(await run('tail', '--topic', 'order.event')).toMatchObject({
      code: 1,
      out: '',
      err: 'There is no topic order.event; there are user.events, order.events, payment.events, message.events.\n',
    });
  });

  it('says what to do when nothing answers', async () => {
    const closed = { KAFKA_BROKERS: '127.0.0.1:9', EVENTS_REDIS_URL: 'redis://:hidden@127.0.0.1:9' };
    const { code, out, err } = await new EventsProgram({ ...env, ...closed }, ['lag']).end();
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(
      /^\w+ at 127\.0\.0\.1:9 \(\w+\) cannot be reached \(.*\): start the system with npm start, or set \w+\.\n$/,
    );
    expect(err).not.toContain('hidden');
  });
});

describe('npm run events', () => {
  let e2e: E2eSystem;
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    e2e = await E2eSystem.start();
    env = settingsOf(e2e, 'kafka');
  });
  afterAll(() => e2e.stop());

  const run = (...args: string[]): Promise<Outcome> => new EventsProgram(env, args).end();

  it('shows what waits in the outboxes, and who publishes it', async () => {
    const states = async () =>
      (JSON.parse((await run('outbox', '--json')).out) as { services: OutboxState[] }).services;
    const message = async () => (await states()).find(({ service }) => service === 'message');
    // A service takes its lease when it is ready already, and later when the database lets it wait.
    const led = await eventually('each has a relay', async () => {
      const all = await states();
      return all.every(({ relay }) => Date.parse(relay?.until ?? '') > Date.now()) ? all : undefined;
    });
    for (const { relay, waiting } of led) {
      expect(waiting).toBe(0);
      expect(relay?.fence).toMatch(/^\d+$/);
    }
    e2e.system.kill('message', 'SIGSTOP');
    await e2e.rows(
      'message',
      `INSERT INTO outbox (event_id, topic, aggregate_id, type, payload, headers, created_at)
        VALUES (8000, 'message.events', '7', 'message.tried.v1', '{}', '{}', UTC_TIMESTAMP(3) - INTERVAL 90 SECOND)`,
    );
    expect(await message()).toMatchObject({ waiting: 1, types: [{ type: 'message.tried.v1', waiting: 1 }] });
    const { code, out } = await run('outbox');
    expect(code).toBe(0);
    expect(out).toMatch(/^message +1 +1 min \d+ s +0 /m);
    expect(out).toMatch(/^message waits most with message\.tried\.v1 1$/m);
    e2e.system.kill('message', 'SIGCONT');
    await eventually('it is published', async () => (await message())?.waiting === 0);
    expect(await message()).toMatchObject({ published: 1, oldestMs: null });
  });

  it('lists, shows, replays and discards a poisoned event, and leaves a trace of each act', async () => {
    const eventId = '900000000000000002';
    await e2e.rows(
      'payment',
      `INSERT INTO outbox (event_id, topic, aggregate_id, type, payload, headers, created_at)
        VALUES (${eventId}, 'payment.events', '77', 'payment.succeeded.v1', '{"amount":"much","名":"茶"}', '{}', UTC_TIMESTAMP(3))`,
    );
    const find = () => e2e.rows<{ id: string }>('order', 'SELECT CAST(id AS CHAR) AS id FROM dead_letter');
    const { id } = await eventually('it is parked', async () => (await find())[0]);

    const listed = await run('dead', '--state', 'PARKED', '--event-id', eventId);
    expect(listed).toMatchObject({ code: 0, err: '' });
    expect(listed.out).toMatch(new RegExp(`^${id} {2}order .*PARKED .*INVALID_PAYLOAD .*key=77 .*event=${eventId} `));
    const shown = await run('dead', 'show', id);
    expect(shown.out).toContain('{"amount":"much","名":"茶"}');
    expect(shown.out).toMatch(new RegExp(`^ +ce_id +${eventId}$`, 'm'));

    expect(await run('dead', 'replay', id)).toMatchObject({
      code: 1,
      out: expect.stringContaining(`failed again: order has parked ${id} with INVALID_PAYLOAD`),
    });
    expect(await run('dead', 'replay', '--reason', 'INVALID_PAYLOAD', '--service', 'order')).toMatchObject({
      code: 1,
      out: '0 handled, 0 handled before, 1 failed again, 0 not tried\n',
    });
    expect(await run('dead', 'discard', id, '--because', 'a test')).toMatchObject({ code: 0 });
    expect(await run('dead', 'replay', id)).toMatchObject({
      code: 1,
      err: expect.stringContaining('not parked any more'),
    });
    const acts = await e2e.rows(
      'order',
      `SELECT action, operator_name, reason FROM ${e2e.auditTable('order')} WHERE target_id = '${id}' ORDER BY seq`,
    );
    expect(acts).toEqual([
      { action: 'dead-letter.replay', operator_name: 'admin', reason: '' },
      { action: 'dead-letter.replay', operator_name: 'admin', reason: '' },
      { action: 'dead-letter.discard', operator_name: 'admin', reason: 'a test' },
    ]);
  });

  it('logs out after each command', async () => {
    const count = async (action: string) =>
      (
        await e2e.rows(
          `user`,
          `SELECT id FROM ${e2e.auditTable('user')} WHERE action = '${action}' AND outcome = 'SUCCEEDED'`,
        )
      ).length;
    const [before, left] = await Promise.all([count('operator.log-in'), count('operator.log-out')]);
    await run('dead', 'list', '--json');
    expect(await count('operator.log-in')).toBe(before + 1);
    expect(await count('operator.log-out')).toBe(left + 1);
  });
});
