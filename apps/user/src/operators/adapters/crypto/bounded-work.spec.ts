import { expect, it } from '@jest/globals';
import { BoundedWork } from './bounded-work.js';

const settle = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

function started(limit: { running: number; waiting: number }, count: number) {
  const work = new BoundedWork(limit, () => new Error('too much'));
  const begun: number[] = [];
  const finish: (() => void)[] = [];
  const results = Array.from({ length: count }, (_, index) =>
    work.run(() => {
      begun.push(index);
      return new Promise<number>((resolve) => {
        finish[index] = () => resolve(index);
      });
    }),
  );
  return { work, begun, finish, results };
}

it('does so many at a time, the others in the order in which they came', async () => {
  const { begun, finish, results } = started({ running: 2, waiting: 5 }, 4);
  await settle();
  expect(begun).toEqual([0, 1]);
  finish[1]?.();
  await settle();
  expect(begun).toEqual([0, 1, 2]);
  finish[0]?.();
  finish[2]?.();
  await settle();
  finish[3]?.();
  await expect(Promise.all(results)).resolves.toEqual([0, 1, 2, 3]);
});

it('refuses at once what would wait too far behind, and takes more when there is room again', async () => {
  const { work, finish, results } = started({ running: 1, waiting: 1 }, 3);
  await expect(results[2]).rejects.toThrow('too much');
  finish[0]?.();
  await settle();
  finish[1]?.();
  await expect(Promise.all(results.slice(0, 2))).resolves.toEqual([0, 1]);
  await expect(work.run(async () => 'done')).resolves.toBe('done');
});

it('gives the place of what failed to the next', async () => {
  const work = new BoundedWork({ running: 1, waiting: 1 }, () => new Error('too much'));
  const failing = work.run(() => Promise.reject(new Error('broken')));
  const next = work.run(async () => 'done');
  await expect(failing).rejects.toThrow('broken');
  await expect(next).resolves.toBe('done');
});
