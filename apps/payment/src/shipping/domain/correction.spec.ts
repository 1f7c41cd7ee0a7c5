import { describe, expect, it } from '@jest/globals';
import { checkCorrection, type Correction } from './correction.js';

const check = (part: Partial<Correction>) => () => checkCorrection({ carrier: '', trackingNo: '', ...part });

describe('a correction', () => {
  it.each([
    {},
    { carrier: 'SF' },
    { carrier: 'A_9'.padEnd(20, 'X') },
    { trackingNo: '1234' },
    { trackingNo: '~'.repeat(40) },
  ])('is %j', (part) => {
    expect(check(part)).not.toThrow();
  });

  it.each([
    [{ carrier: 'S' }, ['carrier']],
    [{ carrier: 'sf' }, ['carrier']],
    [{ carrier: 'SF\n' }, ['carrier']],
    [{ carrier: 'S'.repeat(21) }, ['carrier']],
    [{ trackingNo: '123' }, ['trackingNo']],
    [{ trackingNo: '1'.repeat(41) }, ['trackingNo']],
    [{ trackingNo: '12 34' }, ['trackingNo']],
    [{ carrier: '顺丰', trackingNo: '运单1234' }, ['carrier', 'trackingNo']],
  ])('is not %j', (part, paths) => {
    const details = paths.map((path) => expect.objectContaining({ path }));
    expect(check(part)).toThrow(expect.objectContaining({ reason: 'VALIDATION_FAILED', details }));
  });
});
