import { describe, expect, it } from '@jest/globals';
import { promisesTable } from './promises.ts';

const result = (suite: string, title: string, status: string, duration = 1200) => ({
  ancestorTitles: [suite],
  title,
  status,
  duration,
});
const report = (...assertionResults: object[]) => JSON.stringify({ testResults: [{ assertionResults }] });

describe('promisesTable', () => {
  it('has a line for each promise and a column for each transport', () => {
    const table = promisesTable(
      report(
        result('over kafka: order', 'stays', 'passed'),
        result('over kafka: a broker', 'comes back', 'passed'),
        result('over redis: order', 'stays', 'failed', 300),
        result('over redis: order', 'is skipped', 'pending'),
        result('something else', 'is right', 'passed'),
      ),
    );
    expect(table.split('\n').map((line) => line.trim())).toEqual([
      'kafka     redis   promise',
      '1    ✔ 1.2 s         –   a broker: comes back',
      '2    ✔ 1.2 s   ✘ 0.3 s   order: stays',
      '2 of 2 kept over kafka, 0 of 1 kept over redis',
    ]);
  });

  it('is nothing where no promises were tested', () => {
    expect(promisesTable(report(result('something else', 'is right', 'passed')))).toBe('');
  });
});
