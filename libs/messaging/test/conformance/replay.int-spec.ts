import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { auditTable } from '@minisuite/audit';
import { operationsV1 } from '@minisuite/contracts';
import { grpcClient, GrpcModule, grpcServer, type PromiseClient } from '@minisuite/grpc';
import { RequestContext } from '@minisuite/service';
import { eventually, freePort } from '@minisuite/testing';
import { orderPaid } from '../harness/numbered-events.js';
import { Script, type Step } from '../harness/script.js';
import type { Service } from '../harness/service-under-test.js';
import { TRANSPORTS } from '../harness/transports.js';
import { World } from '../harness/world.js';

const credential = 'x'.repeat(40);
const from = { name: 'gateway', credential } as const;
const anna = { requestId: 'r-1', operatorId: '7', operatorName: 'anna', roles: ['admin'] };
const ANY = { state: 'DEAD_LETTER_STATE_UNSPECIFIED', topic: '', type: '', reason: '', eventId: '', key: '' } as const;

describe.each(TRANSPORTS)('over %s: a dead letter', (transport) => {
  let world: World;
  let service: Service;
  let script: Script;
  let client: PromiseClient<operationsV1.DeadLetterServiceClient> & { close(): void };

  beforeAll(async () => {
    world = await World.create(transport);
  }, 60_000);
  beforeEach(() => world.db.dataSource.query('DELETE FROM dead_letter'));
  afterEach(async () => {
    client.close();
    await world.stopServices();
  }, 30_000);
  afterAll(() => world.close(), 30_000);

  const startWith = async (...steps: Step[]) => {
    script = new Script(steps);
    const port = await freePort();
    service = await world.start({
      script,
      imports: [GrpcModule.with({ name: 'order', credential, rules: {} })],
      server: grpcServer({ host: '127.0.0.1', port, package: 'order' }),
    });
    const address = `127.0.0.1:${port}`;
    client = grpcClient({
      package: 'operations',
      of: 'order',
      service: operationsV1.DEAD_LETTER_SERVICE_NAME,
      address,
      from,
      deadlineMs: 30_000,
    });
  };
  const asAnna = <T>(call: () => Promise<T>) => RequestContext.run(anna, call);
  const replay = (id: string) => asAnna(() => client.replayDeadLetter({ id }));
  const discard = (id: string, reason: string) => asAnna(() => client.discardDeadLetter({ id, reason }));
  const listed = (filter: Partial<operationsV1.DeadLetterFilter> = {}, limit = 0, cursor = '') =>
    asAnna(() =>
      client.listDeadLetters({ filter: { ...ANY, ...filter } as operationsV1.DeadLetterFilter, limit, cursor }),
    );
  const park = async (key: string, title: string) => {
    await service.write([orderPaid(key, title)]);
    return String((await world.letter(key)).id);
  };
  const auditOf = (id: string) =>
    world.db.dataSource.query<object[]>(
      `SELECT operator_name AS operator, action, outcome, reason, request_id AS request FROM ${auditTable(world.db.dataSource)}
        WHERE target_id = ? ORDER BY id`,
      [id],
    );

  it('that is replayed has its effect once, and an audit row', async () => {
    await startWith({ at: 'begun', title: 'mended', act: 'refuse', times: 1 });
    const id = await park('101', 'mended');
    const answer = await replay(id);
    expect(answer.outcome).toBe('REPLAY_OUTCOME_HANDLED');
    expect(answer.deadLetter).toMatchObject({
      id,
      state: 'DEAD_LETTER_STATE_REPLAYED',
      replays: 1,
      resolvedBy: 'anna',
    });
    expect(await world.titles('101')).toEqual(['mended']);
    await expect(replay(id)).rejects.toMatchObject({ reason: 'CONFLICT' });
    expect(await world.titles('101')).toEqual(['mended']);
    expect(await auditOf(id)).toEqual([
      { operator: 'anna', action: 'dead-letter.replay', outcome: 'SUCCEEDED', reason: '', request: 'r-1' },
    ]);
  });

  it('that fails again is parked again, with the new error', async () => {
    await startWith(
      { at: 'begun', title: 'hopeless', act: 'refuse', times: 1 },
      { at: 'begun', title: 'hopeless', act: 'fail' },
    );
    const id = await park('111', 'hopeless');
    const { outcome, deadLetter } = await replay(id);
    expect(outcome).toBe('REPLAY_OUTCOME_FAILED');
    expect(deadLetter).toMatchObject({ state: 'DEAD_LETTER_STATE_PARKED', reason: 'FAILED', attempts: 2, replays: 1 });
    expect(deadLetter?.error).toMatch(/^Error: not yet/);
    expect(await world.titles('111')).toEqual([]);
    expect(await auditOf(id)).toMatchObject([{ outcome: 'FAILED' }]);
  });

  it('that replayed itself meanwhile counts no second time', async () => {
    await startWith({ at: 'begun', title: 'twice', act: 'refuse', times: 1 });
    const id = await park('121', 'twice');
    const [row] = await world.db.dataSource.query<{ event_id: string }[]>(
      'SELECT event_id FROM dead_letter WHERE id = ?',
      [id],
    );
    await world.db.dataSource.query("INSERT INTO inbox VALUES ('minisuite.order', ?, UTC_TIMESTAMP(3))", [
      row?.event_id,
    ]);
    expect((await replay(id)).outcome).toBe('REPLAY_OUTCOME_ALREADY_HANDLED');
    expect(await world.titles('121')).toEqual([]);
  });

  it('is replayed by one of twenty that ask at once', async () => {
    await startWith({ at: 'begun', title: 'raced', act: 'refuse', times: 1 });
    const id = await park('131', 'raced');
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => replay(id)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await world.titles('131')).toEqual(['raced']);
    expect(await auditOf(id)).toHaveLength(1);
  });

  it('whose replay died with its process can be replayed again later', async () => {
    await startWith({ at: 'begun', title: 'orphan', act: 'refuse', times: 1 });
    const id = await park('141', 'orphan');
    await world.db.dataSource.query(
      "UPDATE dead_letter SET state = 'REPLAYING', replaying_until = UTC_TIMESTAMP(3) + INTERVAL 1 MINUTE WHERE id = ?",
      [id],
    );
    await expect(replay(id)).rejects.toMatchObject({ reason: 'CONFLICT' });
    await world.db.dataSource.query(
      'UPDATE dead_letter SET replaying_until = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE id = ?',
      [id],
    );
    expect((await listed({ state: operationsV1.DeadLetterState.DEAD_LETTER_STATE_PARKED })).deadLetters).toHaveLength(
      1,
    );
    expect((await replay(id)).outcome).toBe('REPLAY_OUTCOME_HANDLED');
  });

  it('is delivered again without being handled, as long as it is an operator’s matter', async () => {
    await startWith({ at: 'begun', title: 'parked', act: 'refuse', times: 1 });
    const published = world.read();
    const id = await park('151', 'parked');
    const message = await eventually('it can be read', () => published.find(({ key }) => key === '151'), 30_000);
    await world.broker.publish([{ ...message, key: '151' }]);
    await service.write([orderPaid('151', 'behind')]);
    expect(await world.untilTitles('151', 1)).toEqual(['behind']);
    expect((await listed()).deadLetters.map((letter) => letter.id)).toEqual([id]);
  }, 60_000);

  it('that is discarded stays aside for good, with the reason', async () => {
    await startWith({ at: 'begun', title: 'useless', act: 'refuse' });
    const id = await park('161', 'useless');
    await expect(discard(id, '  ')).rejects.toMatchObject({ reason: 'VALIDATION_FAILED' });
    const { deadLetter } = await discard(id, 'a test order');
    expect(deadLetter).toMatchObject({
      state: 'DEAD_LETTER_STATE_DISCARDED',
      note: 'a test order',
      resolvedBy: 'anna',
    });
    await expect(discard(id, 'again')).rejects.toMatchObject({ reason: 'CONFLICT' });
    await expect(replay(id)).rejects.toMatchObject({ reason: 'CONFLICT' });
    expect(await auditOf(id)).toEqual([
      { operator: 'anna', action: 'dead-letter.discard', outcome: 'SUCCEEDED', reason: 'a test order', request: 'r-1' },
    ]);
  });

  it('is listed by filter and page, and shown with its headers and payload', async () => {
    await startWith({ at: 'begun', title: 'refused', act: 'refuse' });
    await world.broker.publish([{ topic: 'order.events', key: '171', headers: { ce_type: 'x' }, value: '{' }]);
    await world.letter('171');
    const ids = [await park('172', 'refused'), await park('173', 'refused')];
    const refused = await listed({ reason: 'REFUSED' }, 1);
    expect(refused.deadLetters.map((letter) => letter.id)).toEqual([ids[1]]);
    const next = await listed({ reason: 'REFUSED' }, 1, refused.nextCursor);
    expect(next.deadLetters.map((letter) => letter.id)).toEqual([ids[0]]);
    expect(next.nextCursor).toBe('');
    expect((await listed({ key: '171' })).deadLetters).toMatchObject([{ reason: 'INVALID_ENVELOPE', key: '171' }]);
    const shown = await asAnna(() => client.getDeadLetter({ id: ids[0] ?? '' }));
    expect(shown.headers).toMatchObject({ ce_type: 'order.paid.v1', ce_subject: '172' });
    expect(JSON.parse(Buffer.from(shown.payload).toString())).toEqual(orderPaid('172', 'refused').payload);
  });

  it('of a filter is replayed with all others of it, the oldest first', async () => {
    await startWith(
      { at: 'begun', title: 'mended', act: 'refuse', times: 3 },
      { at: 'begun', title: 'hopeless', act: 'refuse' },
    );
    for (const key of ['181', '182', '183']) await park(key, 'mended');
    await park('184', 'hopeless');
    const request = { filter: { ...ANY, topic: 'order.events' } as operationsV1.DeadLetterFilter };
    const first = await asAnna(() => client.replayDeadLetters({ ...request, limit: 2 }));
    expect(first).toEqual({ handled: 2, alreadyHandled: 0, failed: 0, remaining: 2 });
    expect(await world.titles('183')).toEqual([]);
    const rest = await asAnna(() => client.replayDeadLetters({ ...request, limit: 100 }));
    expect(rest).toEqual({ handled: 1, alreadyHandled: 0, failed: 1, remaining: 0 });
    expect(await world.titles('183')).toEqual(['mended']);
  });

  it('is nobody’s but an operator’s, and there is none with a made-up id', async () => {
    await startWith();
    const asUser = (call: () => Promise<unknown>) => RequestContext.run({ requestId: 'r', userId: '7' }, call);
    const calls = [
      () => client.listDeadLetters({ filter: null, limit: 0, cursor: '' }),
      () => client.getDeadLetter({ id: '1' }),
      () => client.replayDeadLetter({ id: '1' }),
      () => client.replayDeadLetters({ filter: null, limit: 0 }),
      () => client.discardDeadLetter({ id: '1', reason: 'x' }),
    ];
    for (const call of calls) await expect(asUser(call)).rejects.toMatchObject({ reason: 'TOKEN_MISSING' });
    await expect(replay('1')).rejects.toMatchObject({ reason: 'NOT_FOUND' });
    await expect(replay('x')).rejects.toMatchObject({ reason: 'VALIDATION_FAILED' });
    await expect(discard('1', 'x')).rejects.toMatchObject({ reason: 'NOT_FOUND' });
    await expect(listed({}, 101)).rejects.toMatchObject({ reason: 'VALIDATION_FAILED' });
  });
});
