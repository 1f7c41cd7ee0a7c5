import { describe, expect, it } from '@jest/globals';
import type { ServiceName } from '@minisuite/grpc';
import { DomainError } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { Logger } from '@nestjs/common';
import { askEach, askOwner, within } from './across-services.js';

Logger.overrideLogger(false);

type Answer = () => Promise<string>;
const says = (text: string) => async () => text;
const refuses = (error: Error) => async (): Promise<string> => {
  throw error;
};
const notFound = refuses(new DomainError('not_found', 'NOT_FOUND', 'x'));
const away = refuses(new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'x'));
const slow = refuses(new DomainError('timeout', 'DEADLINE_EXCEEDED', 'x'));
const broken = refuses(new Error('13 INTERNAL'));
const conflict = refuses(new DomainError('conflict', 'CONFLICT', 'x'));
const never = () => new Promise<string>(() => {});
const ask = (answer: Answer) => answer();

const clients = (answers: Partial<Record<ServiceName, Answer>>, others: Answer) => ({
  user: others,
  order: others,
  payment: others,
  message: others,
  ...answers,
});

describe('asking each', () => {
  it('tells who answered what, and who did not answer', async () => {
    const { answers, unavailable } = await askEach(
      clients({ message: slow, order: away, user: broken }, says('here')),
      undefined,
      ask,
    );
    expect(answers).toEqual([{ service: 'payment', answer: 'here' }]);
    expect(unavailable).toEqual(['user', 'order', 'message']);
  });

  it('asks the named one only', async () => {
    await expect(askEach(clients({ order: says('here') }, broken), 'order', ask)).resolves.toEqual({
      answers: [{ service: 'order', answer: 'here' }],
      unavailable: [],
    });
  });

  it('passes a refusal of the question on', async () => {
    await expect(askEach(clients({ order: conflict }, says('here')), undefined, ask)).rejects.toMatchObject({
      reason: 'CONFLICT',
    });
  });
});

describe('asking the owner', () => {
  it('takes the word of the one that has it, without waiting for the others', async () => {
    const owner = { service: 'payment', answer: 'here' };
    await expect(askOwner(clients({ payment: says('here') }, notFound), ask)).resolves.toEqual(owner);
    await expect(askOwner(clients({ payment: says('here') }, never), ask)).resolves.toEqual(owner);
    await expect(askOwner(clients({ payment: says('here') }, away), ask)).resolves.toEqual(owner);
  });

  it('takes a refusal for a word', async () => {
    await expect(askOwner(clients({ user: conflict }, never), ask)).rejects.toMatchObject({ reason: 'CONFLICT' });
  });

  it('finds nothing only when all have said so', async () => {
    await expect(askOwner(clients({}, notFound), ask)).rejects.toMatchObject({ reason: 'NOT_FOUND' });
    for (const missing of [away, slow, broken]) {
      const refused = askOwner(clients({ order: missing }, notFound), ask);
      await expect(refused).rejects.toMatchObject({ reason: 'SERVICE_UNAVAILABLE', message: 'It may be in order.' });
    }
  });
});

it('within a time, calls know when nobody waits any more', async () => {
  const scope = { requestId: 'r', operatorId: '3' };
  const before = Date.now();
  const inner = await RequestContext.run(scope, () => within(1000, async () => RequestContext.current()));
  expect(inner).toMatchObject(scope);
  expect(inner?.deadline).toBeGreaterThanOrEqual(before + 1000);
  expect(inner?.deadline).toBeLessThanOrEqual(Date.now() + 1000);
});
