import { describe, expect, it } from '@jest/globals';
import { asOthersSee, REMARK_STATUSES, remarkAsWritten } from './remark.js';

describe('remarks', () => {
  it('wait for WeChat when they say something', () => {
    expect(remarkAsWritten('少糖')).toEqual({ remark: '少糖', remarkStatus: 'PENDING' });
    expect(remarkAsWritten('')).toEqual({ remark: '', remarkStatus: 'NONE' });
    expect(remarkAsWritten(' \n')).toEqual({ remark: ' \n', remarkStatus: 'NONE' });
  });

  it.each(REMARK_STATUSES)('that are %s are seen by others only when they have passed', (remarkStatus) => {
    const order = { id: '5', remark: '少糖', remarkStatus };
    const remark = remarkStatus === 'PASSED' ? '少糖' : '';
    expect(asOthersSee(order)).toEqual({ id: '5', remark, remarkStatus });
  });
});
