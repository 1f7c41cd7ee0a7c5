import { describe, expect, it } from '@jest/globals';
import { type Position, Positions } from './positions.js';

const at = (partition: number, offset: string): Position => ({ topic: 't', partition, offset });

describe('Positions', () => {
  it('commits the last position of each partition, all together', async () => {
    const commits: Position[][] = [];
    const positions = new Positions(async (noted) => void commits.push(noted));
    for (const position of [at(0, '1'), at(1, '7'), at(0, '2')]) positions.note(position);
    await positions.flush();
    await positions.flush();
    expect(commits).toEqual([[at(0, '2'), at(1, '7')]]);
  });

  it('never commits an earlier position after a later one', async () => {
    const gate = Promise.withResolvers<void>();
    const commits: string[] = [];
    const positions = new Positions(async ([noted]) => {
      if (noted?.offset === '1') await gate.promise;
      commits.push(noted?.offset ?? '');
    });
    positions.note(at(0, '1'));
    const first = positions.flush();
    positions.note(at(0, '2'));
    const second = positions.flush();
    gate.resolve();
    await Promise.all([first, second]);
    expect(commits).toEqual(['1', '2']);
  });

  it('goes on after a commit that failed', async () => {
    const commits: string[] = [];
    const positions = new Positions(async ([noted]) => {
      if (noted?.offset === '1') throw new Error('the group is rebalancing');
      commits.push(noted?.offset ?? '');
    });
    positions.note(at(0, '1'));
    await positions.flush();
    positions.note(at(0, '2'));
    await positions.flush();
    expect(commits).toEqual(['2']);
  });
});
