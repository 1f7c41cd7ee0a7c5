import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OrderPaid } from '@minisuite/contracts';
import { type Cause, REQUEST } from '@minisuite/database';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OnEvent } from '../src/index.js';
import { type Paid, transactions } from './harness/effect-handler.js';
import { orderPaid } from './harness/numbered-events.js';
import type { Service } from './harness/service-under-test.js';
import { World } from './harness/world.js';

const tries: Record<string, number> = {};

@Injectable()
class CarelessHandler {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  @OnEvent(OrderPaid)
  async onPaid(events: Paid[], cause: Cause): Promise<void> {
    for (const { payload } of events) tries[payload.title] = (tries[payload.title] ?? 0) + 1;
    const does = (what: string) => events.some(({ payload }) => payload.title === what);
    const nothing = async () => {};
    if (does('forget')) return;
    if (does('forget the cause')) return await transactions(this.dataSource).run(REQUEST, nothing);
    await transactions(this.dataSource).run(cause, nothing);
    if (does('do it twice')) await transactions(this.dataSource).run(cause, nothing);
    if (does('hide the second')) await transactions(this.dataSource).run(cause, nothing).catch(nothing);
  }
}

describe('a handler', () => {
  let world: World;
  let service: Service;

  beforeAll(async () => {
    world = await World.create('kafka');
    service = await world.start({ handles: false, handlers: [CarelessHandler] });
  }, 60_000);
  afterAll(() => world.close(), 30_000);

  it.each([
    ['forget', '101'],
    ['forget the cause', '102'],
  ])('that resolves without a transaction with its cause loses no event: %s', async (title, key) => {
    await service.write([orderPaid(key, title)]);
    const { error } = await world.letter(key);
    expect(error).toContain('CarelessHandler.onPaid resolved without committing a transaction with its cause');
  });

  it.each([
    ['do it twice', '201'],
    ['hide the second', '202'],
  ])('that wants two transactions is told at once: %s', async (title, key) => {
    await service.write([orderPaid(key, title)]);
    const letter = await world.letter(key);
    expect(letter).toMatchObject({ reason: 'SECOND_TRANSACTION' });
    expect(letter.error).toContain('CarelessHandler.onPaid ran a second transaction with the same cause');
    expect(tries[title]).toBe(1);
  });
});
