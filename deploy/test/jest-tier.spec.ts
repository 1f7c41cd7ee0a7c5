import { describe, expect, it } from '@jest/globals';
import { countReport } from './jest-tier.ts';

const report = (numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites = 0): string =>
  JSON.stringify({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites });

describe('countReport', () => {
  it('counts tests, and files that could not even be loaded', () => {
    expect(countReport(report(7, 0), 0)).toEqual({ passed: 7, failed: 0 });
    expect(countReport(report(7, 2, 1), 1)).toEqual({ passed: 7, failed: 3 });
  });

  it('never calls a run good that ended badly', () => {
    expect(countReport(report(7, 0), 1)).toEqual({ passed: 7, failed: 1 });
    expect(countReport('', 0)).toEqual({ passed: 0, failed: 1 });
    expect(countReport('', null)).toEqual({ passed: 0, failed: 1 });
  });
});
